// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Checks the path of a program: a rule names it in one form only. */

/** Why this is not an absolute canonical path, and what to write; null when it is one. */
export const pathError = (path: string): string | null => {
  if (/^\w[\w.-]*=/.test(path)) return 'rules have no names; use the command line only';
  if (!path.startsWith('/')) return `use an absolute program path, e.g. /usr/bin/${baseName(path) || 'mlxlink'}`;
  const odd = /[^A-Za-z0-9_.+@:,=~%/-]/.exec(path)?.[0];
  if (odd !== undefined) return `"${odd}" is not allowed: a program is a literal path, not a pattern`;
  if (path.endsWith('/')) return 'program path ends with "/"';
  if (path.includes('//')) return '"//" is not allowed; use one "/"';
  const dots = path.split('/').find((name) => name === '.' || name === '..');
  return dots === undefined ? null : `"${dots}" is not allowed; use the resolved path`;
};

/** The part after the last `/`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
