// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns a command list in the style of NVIDIA's DPE into a policy. How DPE itself matches is not published: what is
 * printed here is the strict meaning of each line; a line that cannot be converted is listed with the reason.
 */

import { escapeForeign } from '../../core/escape.js';
import { FILE_LIMITS } from '../grammar/limits.js';
import { isTooLong, TOO_LONG } from '../grammar/lines.js';
import { parsePolicy } from '../grammar/parse-policy.js';
import { SECTIONS } from '../grammar/section.js';
import type { PolicyError } from '../policy.js';
import { convertDpeLine } from './dpe-line.js';
import { type DpeLine, parseDpeLines } from './dpe-lines.js';

/** A policy that reads without errors, and what was left out of it. */
export type ImportedDpe = { readonly policy: string; readonly refused: readonly PolicyError[] };

/**
 * Imports the text of `file`. `resolve` answers the path of a command that is named without one; null when no program
 * of that name can be trusted.
 */
export const importDpe = (text: string, file: string, resolve: (name: string) => string | null): ImportedDpe => {
  const refused: PolicyError[] = [];
  const refuse = (line: number, reason: string): void => {
    refused.push({ file, line, reason: escapeForeign(reason) });
  };
  const { lines, unknown } = parseDpeLines(text);
  for (const { number, reason } of unknown) refuse(number, reason);
  let kept: DpeLine[] = [];
  for (const line of lines) {
    const translated = isTooLong(line.text) ? { reason: TOO_LONG } : convertDpeLine(line, resolve);
    if ('reason' in translated) refuse(line.number, translated.reason);
    else kept.push({ ...line, text: translated.text });
  }
  // The reader has the last word. What it refuses is taken out, which may leave a rule without its macro: read again.
  for (;;) {
    const printed = print(kept);
    const errors = errorsOf(printed, kept);
    if (errors === null) return { policy: printed.text, refused: refused.sort((a, b) => a.line - b.line) };
    for (const [line, reason] of errors) refuse(line.number, reason);
    kept = kept.filter((line) => !errors.has(line));
  }
};

type Printed = { readonly text: string; readonly lines: ReadonlyMap<number, DpeLine> };

const TITLE = "# Imported by fabric. Rules are not checked for harm: read each tool's manual before you install them.";

const print = (kept: readonly DpeLine[]): Printed => {
  const printed = [TITLE];
  const lines = new Map<number, DpeLine>();
  for (const section of SECTIONS) {
    const own = kept.filter((line) => line.section === section);
    if (own.length === 0 && section !== 'commands') continue;
    printed.push('', `[${section}]`);
    for (const line of own) {
      printed.push(line.text);
      lines.set(printed.length, line);
    }
  }
  return { text: `${printed.join('\n')}\n`, lines };
};

/** Errors of the parser, the first of each line; null without errors. */
const errorsOf = (printed: Printed, kept: readonly DpeLine[]): ReadonlyMap<DpeLine, string> | null => {
  const policy = parsePolicy(new TextEncoder().encode(printed.text), '');
  if (policy.kind === 'policy') return null;
  const errors = new Map<DpeLine, string>();
  for (const { line, reason } of policy.errors) {
    const source = printed.lines.get(line);
    if (source !== undefined && !errors.has(source)) errors.set(source, inSource(reason, printed.lines));
  }
  const surplus = kept.filter((line) => isRule(line)).slice(FILE_LIMITS.rules);
  for (const line of surplus) errors.set(line, errors.get(line) ?? `more than ${FILE_LIMITS.rules} rules`);
  // Larger than a policy may be: no line is to blame, and none is kept.
  if (errors.size === 0) for (const line of kept) errors.set(line, policy.errors[0]?.reason ?? '');
  return errors;
};

const isRule = ({ section }: DpeLine): boolean => section === 'commands' || section === 'commands_regex';

/** Reasons that name a line of the policy name the line that it came from. No word has a space, so none looks like it. */
const inSource = (reason: string, lines: Printed['lines']): string =>
  reason.replace(/\bline (\d+)/g, (same, number) => {
    const source = lines.get(Number(number));
    return source === undefined ? same : `line ${source.number}`;
  });
