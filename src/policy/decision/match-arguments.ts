// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Matches the arguments of a command against the rules of its program. */

import type { Rule } from '../policy.js';
import type { TreeEdge, TreeNode } from './word-tree.js';

/** How many arguments matched. */
export type MatchResult = {
  /** The rule that takes exactly these arguments; null without one. */
  readonly rule: Rule | null;
  /** The most arguments that the beginning of some rule takes, and every place where they lead. */
  readonly taken: number;
  readonly places: readonly TreeNode[];
};

/** State of one node during one match. */
type Visit = {
  /** With how many arguments it was entered. */
  readonly entered: Set<number>;
  /** Which of its steps each argument is. */
  readonly answers: Map<number, readonly TreeEdge[]>;
};

/**
 * Every argument must be taken by one word, in order, and the rule must end with the last. A place is entered once with
 * the same number of arguments and tested once for each, so `@N` costs no more than their product. @throws what RE2 throws
 */
export const matchArguments = (root: TreeNode, args: readonly string[]): MatchResult => {
  const visits = new Map<TreeNode, Visit>();
  let taken = 0;
  let places: TreeNode[] = [];

  const enter = (place: TreeNode, at: number): Rule | null => {
    const { entered } = visitOf(visits, place);
    if (entered.has(at)) return null;
    entered.add(at);
    if (at > taken) {
      taken = at;
      places = [];
    }
    if (at === taken) places.push(place);
    const argument = args[at];
    if (argument === undefined) return place.rule ?? leaveOut(place, at);
    const literal = place.literals.get(argument);
    const found = literal === undefined ? null : enter(literal, at + 1);
    return found ?? leaveOut(place, at) ?? takeSteps(place, at);
  };

  const leaveOut = (place: TreeNode, at: number): Rule | null => first(place.absent, ({ to }) => enter(to, at));

  const takeSteps = (place: TreeNode, at: number): Rule | null =>
    first(stepsAt(place, at), (step) => {
      for (let times = 1; times <= step.most && stepsAt(place, at + times - 1).includes(step); times++) {
        const found = enter(step.to, at + times);
        if (found !== null) return found;
      }
      return null;
    });

  const stepsAt = (place: TreeNode, at: number): readonly TreeEdge[] => {
    const argument = args[at];
    if (argument === undefined) return [];
    const { answers } = visitOf(visits, place);
    const answer = answers.get(at) ?? place.which(argument);
    answers.set(at, answer);
    return answer;
  };

  return { rule: enter(root, 0), taken, places };
};

/** The first rule reached by one of the steps. */
const first = (steps: readonly TreeEdge[], lead: (step: TreeEdge) => Rule | null): Rule | null => {
  for (const step of steps) {
    const rule = lead(step);
    if (rule !== null) return rule;
  }
  return null;
};

const visitOf = (visits: Map<TreeNode, Visit>, place: TreeNode): Visit => {
  const before = visits.get(place);
  if (before !== undefined) return before;
  const visit = { entered: new Set<number>(), answers: new Map<number, readonly TreeEdge[]>() };
  visits.set(place, visit);
  return visit;
};
