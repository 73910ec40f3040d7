// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Leads the arguments of a command through the tree of its program's rules. */
import type { Rule } from './policy.js';
import type { Place } from './word-tree.js';

/** How far the arguments led. */
export type Walked = {
  /** The rule that takes exactly these arguments; null when there is none. */
  readonly rule: Rule | null;
  /** The most arguments that the beginning of some rule takes, and every place where they lead. */
  readonly taken: number;
  readonly places: readonly Place[];
};

/** What is known of one place during one walk. */
type Visit = {
  /** With how many arguments it was entered. */
  readonly entered: Set<number>;
  /** Which of its steps each argument is. */
  readonly answers: Map<number, readonly number[]>;
};

/**
 * Every argument must be taken by one word, in order, and the rule must end with the last. A place is entered once with
 * the same number of arguments and asked once about each, so `@N` costs no more than their product. @throws what RE2 throws
 */
export const walk = (root: Place, args: readonly string[]): Walked => {
  const visits = new Map<Place, Visit>();
  let taken = 0;
  let places: Place[] = [];

  const enter = (place: Place, at: number): Rule | null => {
    if (place.isMovable && visitOf(visits, place).entered.has(at)) return null;
    if (place.isMovable) visitOf(visits, place).entered.add(at);
    if (at > taken) {
      taken = at;
      places = [];
    }
    if (at === taken) places.push(place);
    const argument = args[at];
    if (argument === undefined && place.rule !== null) return place.rule;
    const literal = argument === undefined ? undefined : place.literals.get(argument);
    const found = literal === undefined ? null : enter(literal, at + 1);
    return found ?? takeSteps(place, at);
  };

  const takeSteps = (place: Place, at: number): Rule | null => {
    for (const { to } of place.absent) {
      const found = enter(to, at);
      if (found !== null) return found;
    }
    for (const index of stepsOf(place, at)) {
      const found = takeStep(place, at, index);
      if (found !== null) return found;
    }
    return null;
  };

  const takeStep = (place: Place, at: number, index: number): Rule | null => {
    const step = place.steps[index];
    if (step === undefined) return null;
    for (let times = 1; times <= step.most && stepsOf(place, at + times - 1).includes(index); times++) {
      const found = enter(step.to, at + times);
      if (found !== null) return found;
    }
    return null;
  };

  const stepsOf = (place: Place, at: number): readonly number[] => {
    const argument = args[at];
    if (argument === undefined) return [];
    const { answers } = visitOf(visits, place);
    const answer = answers.get(at) ?? place.which(argument);
    answers.set(at, answer);
    return answer;
  };

  return { rule: enter(root, 0), taken, places };
};

const visitOf = (visits: Map<Place, Visit>, place: Place): Visit => {
  const before = visits.get(place);
  if (before !== undefined) return before;
  const visit = { entered: new Set<number>(), answers: new Map<number, readonly number[]>() };
  visits.set(place, visit);
  return visit;
};
