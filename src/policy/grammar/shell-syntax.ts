// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds shell syntax in a command line. fabric uses no shell, so a line that needs one is not imported. */

const REASONS: Readonly<Record<string, string>> = {
  '|': 'pipes need a shell',
  '&': 'background execution needs a shell',
  ';': 'command lists need a shell; put each command on its own line',
  '<': 'redirection needs a shell',
  '>': 'redirection needs a shell',
  '`': 'command substitution needs a shell',
  '"': 'quotes need a shell; policy words cannot contain spaces',
  "'": 'quotes need a shell; policy words cannot contain spaces',
  $: 'variables need a shell; macros work in [commands_regex] only',
  '\\': 'backslash escapes need a shell',
  '*': 'file patterns need a shell',
  '?': 'file patterns need a shell',
  '[': 'file patterns need a shell',
  ']': 'file patterns need a shell',
  '(': 'groups need a shell',
  ')': 'groups need a shell',
  '{': 'brace expansion needs a shell',
  '}': 'brace expansion needs a shell',
  '!': 'negation needs a shell',
};

/** Why the words need a shell; null when they do not. In a regex its own signs are no shell's. */
export const shellSyntaxError = (words: readonly string[], isRegex: boolean): string | null => {
  for (const word of words) {
    if (word.startsWith('#')) return '"#" starts a comment; put comments on their own line';
    if (word.startsWith('~')) return '"~" needs a shell; use the full path';
    if (word === '|' || word === '||') return `"${word}" is not allowed: ${REASONS['|']}`;
    if (isRegex && word.includes('$(')) return `"$(" is not allowed: ${REASONS['`']}`;
    if (isRegex && hasLooseBar(word)) return '"|" outside ( ) splits the whole line; put alternatives in ( )';
    const sign = (isRegex ? /[&;<>`"']/ : /[|&;<>`"'$\\*?[\](){}!]/).exec(word)?.[0];
    if (sign !== undefined) return `"${sign}" is not allowed: ${REASONS[sign]}`;
  }
  return null;
};

/** True for an alternative outside of every group and class. */
const hasLooseBar = (word: string): boolean => {
  let depth = 0;
  for (const [sign] of word.matchAll(/\\.|\[(?:\\.|[^\]])*(?:\]|$)|[()|]/g)) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === '|' && depth === 0) return true;
  }
  return false;
};
