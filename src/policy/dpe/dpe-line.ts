// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One line of a DPE-style list in the grammar of a policy. */

import { pathError } from '../grammar/program-path.js';
import { repeatSuffixOf } from '../grammar/repeat-suffix.js';
import { shellSyntaxError } from '../grammar/shell-syntax.js';
import type { DpeLine } from './dpe-lines.js';

/** The line as a line of a policy, or why it is left out. */
export type TranslatedLine = { readonly text: string } | { readonly reason: string };

/** Translates one line. `resolve` answers the path of a bare command name, or null. */
export const convertDpeLine = (line: DpeLine, resolve: (name: string) => string | null): TranslatedLine => {
  if (line.section === 'server') return { text: withoutSpaces(line.text) };
  if (line.section === 'regex_macros') return { text: literalCount(withoutSpaces(line.text)) };
  const [, label, named] = /^([A-Za-z_][\w.-]*)\s*=\s*(.*)$/.exec(line.text) ?? [];
  if (label !== undefined && /^[A-Z_][A-Z0-9_]*$/.test(label)) {
    return { reason: `"${label}=" sets a shell variable; use the command line only` };
  }
  const isRegex = line.section === 'commands_regex';
  const command = isRegex ? withoutAnchors(named ?? line.text) : (named ?? line.text);
  const words = command.split(/[ \t]+/).filter((word) => word !== '');
  const mistake = shellSyntaxError(words, isRegex);
  if (mistake !== null) return { reason: mistake };
  const [first = '', ...args] = words;
  const program = resolveProgram(isRegex ? first.replace(/\\([^A-Za-z0-9])/g, '$1') : first, resolve);
  if ('reason' in program) return program;
  return { text: [program.text, ...(isRegex ? args.map(literalCount) : args)].join(' ') };
};

/** Programs that run any program they are given: a rule for one restricts nothing. */
const LAUNCHERS = /^(?:(?:ba|da|z|k|a)?sh|busybox|env|sudo|doas|su|nohup|timeout|xargs|setsid)$/;

const resolveProgram = (program: string, resolve: (name: string) => string | null): TranslatedLine => {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (LAUNCHERS.test(name)) return { reason: `${name} runs other programs; use the program it runs` };
  const isName = /^[A-Za-z0-9_.+-]+$/.test(program);
  const path = isName ? resolve(program) : program;
  if (path === null) return { reason: `no trusted program named ${program}; use its absolute path` };
  const pathReason = pathError(path);
  return pathReason === null ? { text: path } : { reason: `program "${path}": ${pathReason}` };
};

const withoutSpaces = (text: string): string => {
  const equals = text.indexOf('=');
  return equals < 0 ? text : `${text.slice(0, equals).trimEnd()}=${text.slice(equals + 1).trimStart()}`;
};

/** A policy anchors by itself. */
const withoutAnchors = (text: string): string => text.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');

/** `x@2` is a text there, and a count here. */
const literalCount = (word: string): string =>
  repeatSuffixOf(word) === null ? word : word.replace(/@(?=\d+$)/, '\\@');
