// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compiles a text of the map to a pattern: `{name}` matches any text, a space any blanks, and words only whole words. */

import type { Rename } from './read-map.js';

/** `whole` matches a complete text, `within` the next part of it. */
export type TextPattern = {
  readonly rename: Rename;
  readonly whole: RegExp;
  readonly within: RegExp;
  /** A part of every matching text, to skip the others quickly. */
  readonly literal: string;
  /** Number of fixed characters; the pattern with more of them wins. */
  readonly weight: number;
};

/** Compiles `text`, the old or the new text of the entry. */
export const textPattern = (rename: Rename, text: string): TextPattern => {
  const literals = text.split(/\{[a-z]+\}|\s+/);
  return {
    rename,
    whole: new RegExp(`^${sourceOf(text)}$`, 's'),
    within: new RegExp(sourceOf(text), 'gs'),
    literal: literals.sort((a, b) => b.length - a.length)[0] ?? '',
    weight: text.replaceAll(/\{[a-z]+\}/g, '').length,
  };
};

/** A placeholder at either end of the pattern extends to that end of the text. */
const sourceOf = (text: string): string => {
  const seen = new Set<string>();
  const parts = text.split(/\{([a-z]+)\}/).map((part, i) => {
    if (i % 2 === 0) return escapeRegex(part);
    if (seen.has(part)) return `\\k<${part}>`;
    seen.add(part);
    return `(?<${part}>.+?)`;
  });
  const before = /^\w/.test(text) ? '(?<![A-Za-z0-9_])' : text.startsWith('{') ? '^' : '';
  const after = /\w$/.test(text) ? '(?![A-Za-z0-9_])' : text.endsWith('}') ? '$' : '';
  return `${before}${parts.join('')}${after}`;
};

const escapeRegex = (text: string): string =>
  text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(/\s+/g, '\\s+');

/** Returns the new text of the entry with the captured placeholders. */
export const fillText = (to: string, caught: Readonly<Record<string, string>>): string =>
  to.replaceAll(/\{([a-z]+)\}/g, (placeholder, name: string) => caught[name] ?? placeholder);

/** Whether the text is the expected one; `{*}` in the expected text stands for any. */
export const isExpected = (expected: string | null, text: string): boolean => {
  if (expected === text || expected === null || !expected.includes('{*}')) return expected === text;
  const parts = expected.split('{*}').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
};
