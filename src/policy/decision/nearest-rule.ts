// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds the rule that comes closest to a denied command. */

import type { Nearest, Rule } from '../policy.js';
import type { MatchResult } from './match-arguments.js';
import { refOf } from './rule-ref.js';
import type { TreeNode } from './word-tree.js';

/** The rule that took most arguments; of several, the closest in their number, then the first in order. */
export const nearestRule = (walked: MatchResult, args: readonly string[]): Nearest => {
  const { rule, place } = nearestOf(walked, args);
  const expected = rule.words[place.depth]?.text ?? null;
  const got = args[walked.taken] ?? null;
  return Object.freeze({ ...refOf(rule), argument: walked.taken + 1, got, expected });
};

/** The same for a program that has no rules but is like `path`: what fails is the program, argument 0. */
export const nearestProgram = (
  path: string,
  walked: MatchResult,
  [program, ...args]: readonly [program: string, ...args: string[]],
): Nearest => Object.freeze({ ...refOf(nearestOf(walked, args).rule), argument: 0, got: program, expected: path });

type Near = { readonly rule: Rule; readonly place: TreeNode; readonly gap: number };

const nearestOf = (walked: MatchResult, args: readonly string[]): Near =>
  walked.places
    .flatMap((place) => [...place.rules.values()].map((rule) => ({ rule, place, gap: gapOf(rule, args.length) })))
    .reduce((best, next) => (next.gap < best.gap || saysMore(next, best) ? next : best));

/** Within a rule, a later required word is closer than an earlier optional one. */
const saysMore = (next: Near, best: Near): boolean =>
  next.rule === best.rule && next.place.depth < next.rule.words.length;

/** Number of missing or surplus arguments. */
const gapOf = (rule: Rule, count: number): number => Math.max(rule.least - count, count - rule.most, 0);
