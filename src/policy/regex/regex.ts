// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compiles patterns for RE2, which runs them in linear time for any argument. */

import { RE2Set } from 're2js';
import { rangesOf } from './characters.js';
import type { Pattern } from './pattern.js';

/** The regex in RE2 syntax; equal patterns print equal. Every character that is not a letter or digit is escaped. */
export const regexSource = (pattern: Pattern): string => {
  switch (pattern.kind) {
    case 'text':
      return escaped(pattern.literalPattern);
    case 'class':
      return `[${rangesOf(pattern.characters).map(runSource).join('')}]`;
    case 'sequence':
      return pattern.parts.map((part) => (part.kind === 'choice' ? group(part) : regexSource(part))).join('');
    case 'choice':
      return pattern.parts.map(regexSource).join('|');
    case 'repeat':
      return `${pattern.part.kind === 'class' ? regexSource(pattern.part) : group(pattern.part)}${times(pattern)}`;
  }
};

/** Compiles the patterns of these items: which of them a whole argument is, all tried at once. @throws what RE2 throws */
export const matcherOf = <Item extends { readonly pattern: Pattern }>(
  items: readonly Item[],
): ((argument: string) => readonly Item[]) => {
  const groups: { readonly set: RE2Set; readonly members: readonly Item[] }[] = [];
  for (let first = 0; first < items.length; first += SET_SIZE) {
    const set = new RE2Set(RE2Set.ANCHOR_BOTH);
    const members = items.slice(first, first + SET_SIZE);
    for (const { pattern } of members) set.add(regexSource(pattern));
    groups.push({ set, members });
  }
  return (argument) =>
    groups.flatMap(({ set, members }) => set.match(argument).flatMap((index) => members.slice(index, index + 1)));
};

/** RE2 refuses programs beyond a size; so many patterns of the largest size stay far below it. */
const SET_SIZE = 64;

const escaped = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '\\$&');

const runSource = ([first, last]: readonly [string, string]): string =>
  first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`;

const group = (pattern: Pattern): string => `(?:${regexSource(pattern)})`;

const times = ({ least, most }: { readonly least: number; readonly most: number | null }): string => {
  if (most === null) return least === 0 ? '*' : least === 1 ? '+' : `{${least},}`;
  if (least === 0 && most === 1) return '?';
  return least === most ? `{${least}}` : `{${least},${most}}`;
};
