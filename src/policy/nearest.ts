// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Of the rules that deny a command, the one that it came closest to. */
import type { Nearest, Rule } from './policy.js';
import { refOf } from './rule-ref.js';
import type { Walked } from './walk.js';
import type { Place } from './word-tree.js';

/** The rule that took most arguments; of several, the closest in their number, then the first in order. */
export const nearestRule = (walked: Walked, args: readonly string[]): Nearest | null => {
  const near = nearestOf(walked, args);
  if (near === null) return null;
  const expected = near.rule.words[near.place.depth]?.text ?? null;
  const got = args[walked.taken] ?? null;
  return Object.freeze({ ...refOf(near.rule), argument: walked.taken + 1, got, expected });
};

/** The same for a program that has no rules but is like `path`: what fails is the program, argument 0. */
export const nearestProgram = (
  path: string,
  walked: Walked,
  [program, ...args]: readonly [program: string, ...args: string[]],
): Nearest | null => {
  const rule = walked.rule ?? nearestOf(walked, args)?.rule ?? null;
  return rule === null ? null : Object.freeze({ ...refOf(rule), argument: 0, got: program, expected: path });
};

type Near = { readonly rule: Rule; readonly place: Place; readonly gap: number };

const nearestOf = (walked: Walked, args: readonly string[]): Near | null => {
  let best: Near | null = null;
  for (const place of walked.places) {
    for (const rule of place.rules.values()) {
      const gap = gapOf(rule, args.length);
      if (best === null || gap < best.gap || (rule === best.rule && asksMore(place, best.place, rule))) {
        best = { rule, place, gap };
      }
    }
  }
  return best;
};

/** Of one rule's words, one that must stand says more than one before it that may be absent. */
const asksMore = (place: Place, before: Place, rule: Rule): boolean =>
  place.depth > before.depth && place.depth < rule.words.length;

/** How many arguments are too few or too many. */
const gapOf = (rule: Rule, count: number): number => Math.max(rule.least - count, count - rule.most, 0);
