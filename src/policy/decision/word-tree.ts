// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The rules of one program as a tree of words: rules that begin alike share their beginning, so an argument is compared
 * once, however many rules there are. The order in which rules are given changes nothing.
 */

import type { Rule, Word } from '../policy.js';
import { type Pattern, text } from '../regex/pattern.js';
import { matcherOf, regexSource } from '../regex/regex.js';

/** A place between two words. */
export type TreeNode = {
  /** Depth: number of words before this node. */
  readonly depth: number;
  /** Literal words without repetition. */
  readonly literals: Map<string, TreeNode>;
  /** The other words. */
  readonly steps: TreeEdge[];
  /** Optional steps. */
  readonly absent: TreeEdge[];
  /** Which of the steps an argument is. @throws what RE2 throws */
  readonly which: (argument: string) => readonly TreeEdge[];
  /** The rule that ends here; of rules that end alike, the first in order. */
  rule: Rule | null;
  /** For each number of arguments, the first of the rules through this node. */
  readonly rules: Map<string, Rule>;
};

/** A word that is a regex, or that may be absent or repeated. */
export type TreeEdge = {
  readonly source: string;
  readonly pattern: Pattern;
  readonly least: 0 | 1;
  readonly most: number;
  readonly to: TreeNode;
};

/** The tree of rules of one program. */
export const treeOf = (rules: readonly Rule[]): TreeNode => {
  const root = newPlace(0);
  for (const rule of [...rules].sort(inOrder)) {
    let place = pass(root, rule);
    for (const word of rule.words)
      place = pass(isPlain(word) ? literalPlace(place, word.value) : stepPlace(place, word), rule);
    place.rule ??= rule;
  }
  return root;
};

/** Exact rules before regex rules, then by spelling; never by line. */
const inOrder = (a: Rule, b: Rule): number => {
  const [one, other] = [a, b].map(({ section, text }) => `${section} ${text}`) as [string, string];
  return Number(one > other) - Number(one < other);
};

const newPlace = (depth: number): TreeNode => {
  const steps: TreeEdge[] = [];
  let matcher: TreeNode['which'] | null = null;
  const which: TreeNode['which'] = (argument) => {
    matcher ??= matcherOf(steps);
    return matcher(argument);
  };
  return { depth, literals: new Map(), steps, absent: [], which, rule: null, rules: new Map() };
};

const pass = (place: TreeNode, rule: Rule): TreeNode => {
  const takes = `${rule.least} ${rule.most}`;
  if (!place.rules.has(takes)) place.rules.set(takes, rule);
  return place;
};

type PlainWord = Word & { readonly kind: 'literal' };

const isPlain = (word: Word): word is PlainWord => word.kind === 'literal' && word.least === 1 && word.most === 1;

const literalPlace = (place: TreeNode, value: string): TreeNode => {
  const known = place.literals.get(value) ?? newPlace(place.depth + 1);
  place.literals.set(value, known);
  return known;
};

const stepPlace = (place: TreeNode, word: Word): TreeNode => {
  const { least, most } = word;
  const pattern = word.kind === 'regex' ? word.pattern : text(word.value);
  const source = regexSource(pattern);
  const known = place.steps.find((step) => step.source === source && step.least === least && step.most === most);
  if (known !== undefined) return known.to;
  const to = newPlace(place.depth + 1);
  const step = { source, pattern, least, most, to };
  place.steps.push(step);
  if (least === 0) place.absent.push(step);
  return to;
};
