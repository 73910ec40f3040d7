// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A regex as a tree. A policy can express exactly what this tree can hold; the regex that runs is printed from it,
 * so nothing that was not parsed reaches the engine. Each node knows its measures when it is made: a macro is one
 * node in many places, and walking it again for each use would take as long as its expansion is large.
 */

import { type Characters, charactersOf, NONE } from './characters.js';

/** Properties of a regex known without running it. */
export type Measures = {
  /** The fewest characters that it matches. */
  readonly shortest: number;
  /** Nodes when every repeat is written out. */
  readonly size: number;
  /** Groups and repeats inside each other. */
  readonly depth: number;
  /** Repeats inside repeats, multiplied. */
  readonly copies: number;
  /** It contains an unlimited repeat. */
  readonly endless: boolean;
  /** Every character that a match can hold. */
  readonly characters: Characters;
};

/** A regex of the policy. Matching is always of a whole argument. */
export type Pattern = Measures &
  (
    | { readonly kind: 'text'; readonly literalPattern: string }
    | { readonly kind: 'class' }
    | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
    | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
    /** `most` null: any number of times. */
    | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number | null }
  );

const LEAF = { depth: 1, copies: 1, endless: false } as const;

/** These characters, in this order. */
export const text = (value: string): Pattern => ({
  kind: 'text',
  literalPattern: value,
  ...LEAF,
  shortest: value.length,
  size: Math.max(1, value.length),
  characters: charactersOf(value),
});

/** One character of the set. */
export const alternationOf = (characters: Characters): Pattern => ({
  kind: 'class',
  ...LEAF,
  shortest: 1,
  size: 1,
  characters,
});

/** One after the other; texts that meet become one text. */
export const sequencePattern = (parts: readonly Pattern[]): Pattern => {
  const joined: Pattern[] = [];
  let waiting: string | null = null;
  for (const part of [...parts, null]) {
    if (part?.kind === 'text') waiting = (waiting ?? '') + part.literalPattern;
    else {
      if (waiting !== null) joined.push(text(waiting));
      waiting = null;
      if (part !== null) joined.push(part);
    }
  }
  const [only = text('')] = joined;
  return joined.length < 2 ? only : { kind: 'sequence', parts: joined, ...together(joined), shortest: sum(joined) };
};

/** One of the parts. */
export const alternation = (parts: readonly Pattern[]): Pattern => {
  const [only = text('')] = parts;
  const shortest = Math.min(...parts.map((part) => part.shortest));
  return parts.length < 2 ? only : { kind: 'choice', parts, ...together(parts), shortest };
};

/** The part, so many times. */
export const repetition = (part: Pattern, least: number, most: number | null): Pattern => {
  const times = Math.max(1, most ?? least + 1);
  return {
    kind: 'repeat',
    part,
    least,
    most,
    shortest: part.shortest * least,
    size: 1 + part.size * times,
    depth: part.depth + 1,
    copies: part.copies * Math.max(1, most ?? least),
    endless: part.endless || most === null,
    characters: part.characters,
  };
};

const sum = (parts: readonly Pattern[]): number => parts.reduce((total, part) => total + part.shortest, 0);

const together = (parts: readonly Pattern[]): Omit<Measures, 'shortest'> => ({
  size: parts.reduce((total, part) => total + part.size, 1),
  depth: 1 + Math.max(...parts.map((part) => part.depth)),
  copies: Math.max(...parts.map((part) => part.copies)),
  endless: parts.some((part) => part.endless),
  characters: parts.reduce((set, part) => set | part.characters, NONE),
});
