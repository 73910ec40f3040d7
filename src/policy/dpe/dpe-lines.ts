// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the lines of a DPE-style INI: the content of its four sections, in the order that a policy needs. */

import { FILE_LIMITS } from '../grammar/limits.js';
import { SECTIONS, type Section } from '../grammar/section.js';

/** A line with content. */
export type DpeLine = { readonly number: number; readonly section: Section; readonly text: string };

/** A line that belongs to no section that is known, and why. */
export type SkippedLine = { readonly number: number; readonly reason: string };

/** Reads the sections leniently: CR LF, indentation, repeated sections. Macros come out below those that they use. */
export const parseDpeLines = (
  text: string,
): { readonly lines: readonly DpeLine[]; readonly unknown: readonly SkippedLine[] } => {
  const lines: DpeLine[] = [];
  const unknown: SkippedLine[] = [];
  let section: Section | null = null;
  let isReported = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const number = index + 1;
    const line = raw.replace(/\r$/, '').trim();
    const heading = /^\[([^\]]*)\]?/.exec(line)?.[1]?.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (heading !== undefined) {
      section = SECTIONS.find((known) => known === heading) ?? null;
      isReported = section === null;
      if (section === null)
        unknown.push({ number, reason: `[${heading}] is not a policy section; its lines were left out` });
    } else if (section !== null) lines.push({ number, section, text: line });
    else if (!isReported) unknown.push({ number, reason: 'line before the first section' });
  }
  return { lines: [...lines.filter((line) => line.section !== 'regex_macros'), ...inOrderOfUse(lines)], unknown };
};

/** Sorts macros by their use of each other. Circular ones come last, and the parser refuses them. */
const inOrderOfUse = (lines: readonly DpeLine[]): readonly DpeLine[] => {
  let waiting = lines.filter((line) => line.section === 'regex_macros');
  const ordered: DpeLine[] = [];
  // A macro nested deeper than a policy allows is refused at any place.
  for (let depth = 0; depth <= FILE_LIMITS.macroDepth; depth++) {
    const names = new Set(waiting.map(nameOf));
    const ready = new Set(waiting.filter((line) => !usesOf(line).some((name) => names.has(name))));
    if (ready.size === 0) break;
    ordered.push(...ready);
    waiting = waiting.filter((line) => !ready.has(line));
  }
  return [...ordered, ...waiting];
};

const nameOf = ({ text }: DpeLine): string => text.slice(0, Math.max(0, text.indexOf('='))).trim();

const usesOf = ({ text }: DpeLine): readonly string[] =>
  [...text.slice(text.indexOf('=') + 1).matchAll(/\$([A-Za-z][A-Za-z0-9_]*)/g)].map(([, name = '']) => name);
