// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a shell would understand in a command line. fabric has no shell, so a line that needs one is not taken over. */

const REASONS: Readonly<Record<string, string>> = {
  '|': 'a pipe needs a shell',
  '&': 'running in the background needs a shell',
  ';': 'a second command needs a shell; write it on a line of its own',
  '<': 'redirection needs a shell',
  '>': 'redirection needs a shell',
  '`': 'a command in a command needs a shell',
  '"': 'quotes need a shell; a word of a policy has no spaces',
  "'": 'quotes need a shell; a word of a policy has no spaces',
  $: 'a variable needs a shell; macros are for [commands_regex]',
  '\\': 'a backslash needs a shell',
  '*': 'a file pattern needs a shell',
  '?': 'a file pattern needs a shell',
  '[': 'a file pattern needs a shell',
  ']': 'a file pattern needs a shell',
  '(': 'a group needs a shell',
  ')': 'a group needs a shell',
  '{': 'a brace expansion needs a shell',
  '}': 'a brace expansion needs a shell',
  '!': 'a negation needs a shell',
};

/** Why the words need a shell; null when they do not. In a regex its own signs are no shell's. */
export const shellFault = (words: readonly string[], isRegex: boolean): string | null => {
  for (const word of words) {
    if (word.startsWith('#')) return '"#" begins a comment; write it on a line of its own';
    if (word.startsWith('~')) return '"~" is a home directory in a shell; write the path';
    if (word === '|' || word === '||') return `"${word}" is refused: ${REASONS['|']}`;
    if (isRegex && word.includes('$(')) return `"$(" is refused: ${REASONS['`']}`;
    if (isRegex && hasLooseBar(word)) return '"|" outside of ( ) parts the whole line; write the alternatives in ( )';
    const sign = (isRegex ? /[&;<>`"']/ : /[|&;<>`"'$\\*?[\](){}!]/).exec(word)?.[0];
    if (sign !== undefined) return `"${sign}" is refused: ${REASONS[sign]}`;
  }
  return null;
};

/** Whether an alternative stands outside of every group and class. */
const hasLooseBar = (word: string): boolean => {
  let depth = 0;
  for (const [sign] of word.matchAll(/\\.|\[(?:\\.|[^\]])*(?:\]|$)|[()|]/g)) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === '|' && depth === 0) return true;
  }
  return false;
};
