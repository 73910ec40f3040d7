// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The path of a program, in the one form in which a rule may name it. */

/** Why this is not an absolute canonical path, and what to write; null when it is one. */
export const pathFault = (path: string): string | null => {
  if (/^\w[\w.-]*=/.test(path)) return 'a rule has no name; write the command line alone';
  if (!path.startsWith('/')) return `a program is an absolute path, such as /usr/bin/${lastName(path) || 'mlxlink'}`;
  const odd = /[^A-Za-z0-9_.+@:,=~%/-]/.exec(path)?.[0];
  if (odd !== undefined) return `"${odd}" is refused: a program is a literal path, not a pattern`;
  if (path.endsWith('/')) return 'a program does not end in "/"';
  if (path.includes('//')) return '"//" is refused; write one "/"';
  const dots = path.split('/').find((name) => name === '.' || name === '..');
  return dots === undefined ? null : `"${dots}" is refused; write the path that it leads to`;
};

/** What stands after the last `/`. */
export const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
