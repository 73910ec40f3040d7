// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads a policy: an INI of four sections, made strict. A file is sound as a whole or invalid as a whole; every error
 * of it is found in one run, and no line is skipped, joined, cut, unquoted or merged with another.
 */

import type { InvalidPolicy, Policy, PolicyError } from '../policy.js';
import { FILE_LIMITS } from './limits.js';
import { type InvalidLine, type Line, linesOf } from './lines.js';
import { addLine, type PolicyBuilder } from './policy-builder.js';
import { parseHeading, type Section } from './section.js';
import { DEFAULT_SETTINGS } from './settings.js';

/** The policy in these bytes, or everything that is wrong with them. `file` names it in messages; nothing is opened. */
export const parsePolicy = (bytes: Uint8Array, file: string): Policy | InvalidPolicy => {
  if (bytes.length > FILE_LIMITS.fileBytes) {
    return invalid(file, [{ file, line: 0, reason: `file is larger than ${FILE_LIMITS.fileBytes} bytes` }]);
  }
  const lines = linesOf(bytes);
  const macros = { known: new Map(), broken: new Map(), lines: macroLines(lines) };
  const draft: PolicyBuilder = { file, settings: new Map(), macros, rules: new Map() };
  const errors = takeLines(draft, lines);
  return errors.length > 0 ? invalid(file, errors) : sound(draft);
};

const takeLines = (draft: PolicyBuilder, lines: readonly (Line | InvalidLine)[]): readonly PolicyError[] => {
  const opened = new Map<Section, number>();
  const errors: PolicyError[] = [];
  // Null: no section yet. 'unknown': its lines have no meaning.
  let section: Section | 'unknown' | null = null;
  for (const line of lines) {
    let reasons: readonly string[] = [];
    if ('reason' in line) {
      reasons = [line.reason];
      section ??= 'unknown';
    } else if (line.text.startsWith('[')) ({ section, reasons } = openSection(line, opened));
    else if (/^[^#;]/.test(line.text)) {
      if (section === null) reasons = ['line before the first section'];
      else if (section !== 'unknown') reasons = addLine(draft, section, line);
      section ??= 'unknown';
    }
    errors.push(...reasons.map((reason) => ({ file: draft.file, line: line.number, reason })));
  }
  if (section !== null) return errors;
  return [...errors, { file: draft.file, line: 0, reason: 'no section, e.g. [commands]' }];
};

const openSection = (
  line: Line,
  opened: Map<Section, number>,
): { readonly section: Section | 'unknown'; readonly reasons: readonly string[] } => {
  const { section, reason } = parseHeading(line.text);
  if (section === null || reason !== null) return { section: section ?? 'unknown', reasons: [reason] };
  const earlier = opened.get(section);
  if (earlier !== undefined)
    return { section, reasons: [`duplicate section [${section}]; add the lines to the one on line ${earlier}`] };
  opened.set(section, line.number);
  return { section, reasons: [] };
};

/** First line of each macro, for the advice to move it. */
const macroLines = (lines: readonly (Line | InvalidLine)[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  let isInside = false;
  for (const line of lines) {
    if ('reason' in line) continue;
    if (line.text.startsWith('[')) isInside = line.text === '[regex_macros]';
    const name = /^([A-Za-z]\w*)=/.exec(line.text)?.[1];
    if (isInside && name !== undefined && !found.has(name)) found.set(name, line.number);
  }
  return found;
};

const invalid = (file: string, errors: readonly PolicyError[]): InvalidPolicy =>
  Object.freeze({ kind: 'invalid', file, errors: Object.freeze(errors) });

const sound = (draft: PolicyBuilder): Policy =>
  Object.freeze({
    kind: 'policy',
    file: draft.file,
    server: Object.freeze(Object.assign({}, DEFAULT_SETTINGS, ...[...draft.settings.values()].map(({ set }) => set))),
    rules: Object.freeze([...draft.rules.values()]),
    macros: Object.freeze([...draft.macros.known.values()]),
  });
