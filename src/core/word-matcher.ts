// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Finds foreign words in a text without a regex made of them. The time grows with the length of the text only: not with the
 * number of the words, nor with their lengths.
 *
 * The automaton is that of Aho and Corasick (1975). It reads the words and the text backwards: then its state at a place
 * knows the longest word that begins at this place.
 */

/** What a text consists of: a character by its number, or a run of characters. */
export type Token = string | number;

/** Reads the tokens of a text from the last one to the first one, each with the place where it begins. */
export type BackwardReader = (text: string, take: (token: Token, start: number) => void) => void;

/** Where a word stands in a text: from `start` up to `end`. */
export type Place = { readonly start: number; readonly end: number };

/** Finds words in a text, from left to right, none within another. */
export type WordMatcher = (text: string) => readonly Place[];

/** Reads character by character. */
export const readCharacters: BackwardReader = (text, take) => {
  for (let at = text.length - 1; at >= 0; at--) take(text.charCodeAt(at), at);
};

/**
 * Matches these words, the longest one where several begin. `read` decides what is equal. `extend` gives the end of what
 * belongs to a word that ends at `end`.
 */
export const wordMatcher = (
  words: readonly string[],
  read: BackwardReader,
  extend: (text: string, end: number) => number = (_text, end) => end,
): WordMatcher => {
  const root = automatonOf(words, read);
  return (text) => {
    const places: Place[] = [];
    let passed = 0;
    for (const { start, end } of longestWords(root, text, read).reverse()) {
      if (start < passed) continue;
      passed = extend(text, end);
      places.push({ start, end: passed });
    }
    return places;
  };
};

type State = {
  readonly next: Map<Token, State>;
  /** The state of the longest end of this one that is the end of a word too; null for the root. */
  fallback: State | null;
  /** Length of the longest word that begins here; 0 when none does. */
  longest: number;
};

const newState = (): State => ({ next: new Map(), fallback: null, longest: 0 });

const automatonOf = (words: readonly string[], read: BackwardReader): State => {
  const root = newState();
  for (const word of words) {
    let state = root;
    read(word, (token) => {
      const next = state.next.get(token) ?? newState();
      state.next.set(token, next);
      state = next;
    });
    state.longest = word.length;
  }
  // Level by level: a fallback is always nearer to the root, and complete before it is used.
  const queue = [root];
  for (const state of queue) {
    for (const [token, next] of state.next) {
      next.fallback = state.fallback === null ? root : stateAfter(state.fallback, token);
      if (next.longest === 0) next.longest = next.fallback.longest;
      queue.push(next);
    }
  }
  return root;
};

const stateAfter = (from: State, token: Token): State => {
  let state = from;
  for (;;) {
    const next = state.next.get(token);
    if (next !== undefined) return next;
    if (state.fallback === null) return state;
    state = state.fallback;
  }
};

/** The longest word at each place where a word begins, from right to left. */
const longestWords = (root: State, text: string, read: BackwardReader): Place[] => {
  const places: Place[] = [];
  let state = root;
  read(text, (token, start) => {
    state = stateAfter(state, token);
    if (state.longest > 0) places.push({ start, end: start + state.longest });
  });
  return places;
};
