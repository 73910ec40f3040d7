// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Finds foreign words in a text without a regex made of them. The time grows with the length of the text only: not with the
 * number of the words, nor with their lengths.
 *
 * The automaton is that of Aho and Corasick (1975). It reads the words and the text backwards: then its state at a place
 * knows the longest word that begins at this place.
 */

/** Parts of a text: a character by its number, or a run of characters. */
export type Token = string | number;

/** Reads the tokens of a text from the last one to the first one, each with the place where it begins. */
export type BackwardReader = (text: string, take: (token: Token, start: number) => void) => void;

/** Position of a word in a text: from `start` up to `end`. */
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
  /** The next state for `token`. Most states have no other one, and a word has as many states as tokens: a map costs more. */
  token: Token | null;
  next: State | null;
  /** The next states for other tokens. */
  others: Map<Token, State> | null;
  /** The state of the longest end of this one that is the end of a word too; null for the root. */
  fallback: State | null;
  /** Length of the longest word that begins here; 0 when none does. */
  longest: number;
};

const newState = (): State => ({ token: null, next: null, others: null, fallback: null, longest: 0 });

const nextState = (state: State, token: Token): State | undefined =>
  state.token === token ? (state.next ?? undefined) : state.others?.get(token);

const addState = (state: State, token: Token): State => {
  const next = newState();
  if (state.token === null) [state.token, state.next] = [token, next];
  else {
    state.others ??= new Map();
    state.others.set(token, next);
  }
  return next;
};

const automatonOf = (words: readonly string[], read: BackwardReader): State => {
  const root = newState();
  for (const word of words) {
    let state = root;
    read(word, (token) => {
      state = nextState(state, token) ?? addState(state, token);
    });
    state.longest = word.length;
  }
  // Level by level: a fallback is always nearer to the root, and complete before it is used.
  const queue = [root];
  for (const state of queue) {
    const complete = (token: Token, next: State): void => {
      next.fallback = state.fallback === null ? root : stateAfter(state.fallback, token);
      if (next.longest === 0) next.longest = next.fallback.longest;
      queue.push(next);
    };
    if (state.token !== null && state.next !== null) complete(state.token, state.next);
    for (const [token, next] of state.others ?? []) complete(token, next);
  }
  return root;
};

const stateAfter = (from: State, token: Token): State => {
  let state = from;
  for (;;) {
    const next = nextState(state, token);
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
