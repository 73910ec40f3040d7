// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Builds a policy line by line. */

import type { Rule, ServerSettings } from '../policy.js';
import { parseKeyValue } from './key-value.js';
import { FILE_LIMITS } from './limits.js';
import type { Line } from './lines.js';
import { type MacroTable, macroLookup, parseMacro } from './macros.js';
import { parseRule } from './rules.js';
import type { Section } from './section.js';
import { parseSetting } from './settings.js';

/** The policy so far. */
export type PolicyBuilder = {
  readonly file: string;
  readonly settings: Map<string, { readonly line: number; readonly set: Partial<ServerSettings> }>;
  readonly macros: MacroTable;
  /** By section and text, so that a repeated line is found. */
  readonly rules: Map<string, Rule>;
};

/** Takes one line of a section into the draft, or not; everything that is wrong in it. */
export const addLine = (draft: PolicyBuilder, section: Section, line: Line): readonly string[] => {
  if (section === 'commands' || section === 'commands_regex') return takeRule(draft, section, line);
  const pair = parseKeyValue(line.text);
  if ('reason' in pair) return [pair.reason];
  const take = section === 'server' ? takeSetting : takeMacro;
  const reason = take(draft, line.number, pair.key, pair.value);
  return reason === null ? [] : [reason];
};

const takeRule = (draft: PolicyBuilder, section: Rule['section'], { number, text }: Line): readonly string[] => {
  const key = `${section} ${text}`;
  const earlier = draft.rules.get(key);
  if (earlier !== undefined) return [`duplicate rule; first defined on line ${earlier.line}`];
  const read = parseRule({ file: draft.file, line: number, text }, section, macroLookup(draft.macros));
  if ('reasons' in read) return read.reasons;
  draft.rules.set(key, read.rule);
  return draft.rules.size === FILE_LIMITS.rules + 1 ? [`more than ${FILE_LIMITS.rules} rules`] : [];
};

const takeMacro = (draft: PolicyBuilder, line: number, key: string, value: string): string | null =>
  parseMacro(draft.macros, line, key, value);

const takeSetting = (draft: PolicyBuilder, line: number, key: string, value: string): string | null => {
  const earlier = draft.settings.get(key);
  if (earlier !== undefined) return `${key} is already set (line ${earlier.line})`;
  const read = parseSetting(key, value);
  draft.settings.set(key, { line, set: 'set' in read ? read.set : {} });
  return 'reason' in read ? read.reason : null;
};
