// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `[regex_macros]`: names for regexes. A macro may use those above it, so there are no circles. */

import type { Macro } from '../policy.js';
import { dialectError, type Macros } from '../regex/cursor.js';
import { parseRegex } from '../regex/dialect.js';
import { type Pattern, text } from '../regex/pattern.js';
import { FILE_LIMITS } from './limits.js';
import { quote } from './quote.js';
import { repeatSuffixOf } from './repeat-suffix.js';
import { isOneEditAway } from './spelling.js';
import { sizeError } from './words.js';

/** The macros parsed so far, and the line of every macro of the file. */
export type MacroTable = {
  readonly known: Map<string, Macro>;
  /** Refused macros with their lines: rules that use them get no second error. */
  readonly broken: Map<string, number>;
  /** The first line of each name in the file, for advice. */
  readonly lines: ReadonlyMap<string, number>;
};

/** Adds one macro to the table; or returns why it is refused. */
export const parseMacro = (table: MacroTable, line: number, name: string, source: string): string | null => {
  const earlier = table.known.get(name)?.line ?? table.broken.get(name);
  if (earlier !== undefined) return `${name} is already defined (line ${earlier})`;
  const read = parseMacroValue(table, source);
  if ('reason' in read) table.broken.set(name, line);
  else table.known.set(name, Object.freeze({ name, line, text: source, ...read }));
  return 'reason' in read ? `macro ${name} ${quote(source)}: ${read.reason}` : null;
};

const parseMacroValue = (
  table: MacroTable,
  source: string,
): Pick<Macro, 'pattern' | 'uses' | 'depth'> | { readonly reason: string } => {
  if (source.includes(' ')) return { reason: 'macros are part of a word and cannot contain spaces' };
  const reason = sizeError(source);
  if (reason !== null) return { reason };
  if (repeatSuffixOf(source) !== null) return { reason: 'WORD@N is allowed in rules only; use \\@ for a literal @' };
  const regex = parseRegex(source, macroLookup(table));
  if (regex.kind === 'refused') return regex;
  const depth = 1 + Math.max(0, ...regex.uses.map((used) => table.known.get(used)?.depth ?? 0));
  return depth > FILE_LIMITS.macroDepth
    ? { reason: `macros are nested more than ${FILE_LIMITS.macroDepth} deep` }
    : { pattern: regex.pattern, uses: Object.freeze(regex.uses), depth };
};

/** The value of a `$NAME`, or a similar name. */
export const macroLookup =
  (table: MacroTable): Macros =>
  (name) =>
    table.known.get(name)?.pattern ?? (table.broken.has(name) ? STAND_IN : dialectError(undefinedMacro(table, name)));

const STAND_IN: Pattern = text('0');

const undefinedMacro = (table: MacroTable, name: string): string => {
  const missing = `$${name} is not defined above`;
  const below = table.lines.get(name);
  if (below !== undefined) return `${missing}; move line ${below} up: define macros before their use`;
  const macros = [...table.known.values()];
  const meant = macros.find((macro) => isOneEditAway(name, macro.name));
  if (meant !== undefined) return `${missing}; did you mean $${meant.name} (line ${meant.line})?`;
  const starts = macros.map((macro) => macro.name).filter((known) => name.startsWith(known));
  const start = starts.sort((a, b) => b.length - a.length)[0];
  return start === undefined
    ? missing
    : `${missing}; for $${start} before "${name.slice(start.length)}" use (?:$${start})${name.slice(start.length)}`;
};
