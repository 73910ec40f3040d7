// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds rules that another rule makes redundant, where that can be proved. */

import { byProgram } from '../decision/by-program.js';
import { matchArguments } from '../decision/match-arguments.js';
import { treeOf } from '../decision/word-tree.js';
import type { Rule, Word } from '../policy.js';
import { finiteMatches } from '../regex/finite-matches.js';
import { matcherOf, regexSource } from '../regex/regex.js';

/** Each rule that another one covers entirely, with one that does. */
export const coveredRules = (rules: readonly Rule[]): ReadonlyMap<Rule, Rule> => {
  const covered = new Map<Rule, Rule>();
  for (const own of byProgram(rules).values()) {
    const tree = treeOf(own.filter((rule) => rule.section === 'commands_regex'));
    const shapes = own.map((rule) => ({ rule, words: rule.words.map(shapeOf) }));
    for (const { rule, words } of shapes) {
      const exact = rule.section === 'commands' ? matchArguments(tree, rule.words.map(literalOf)).rule : null;
      // Two rules that cover each other: the first one stays.
      const wider = shapes.find(
        (other) =>
          other.rule !== rule &&
          coversAll(other.words, words) &&
          !(coversAll(words, other.words) && rule.line < other.rule.line),
      );
      const by = exact ?? wider?.rule;
      if (by !== undefined) covered.set(rule, by);
    }
  }
  return covered;
};

type Shape = {
  readonly least: number;
  readonly most: number;
  readonly source: string;
  /** Everything that it matches; null when that is much. */
  readonly texts: readonly string[] | null;
  readonly matches: (text: string) => boolean;
};

const shapeOf = ({ least, most, ...word }: Word): Shape => {
  if (word.kind === 'literal') {
    const { value } = word;
    return { least, most, source: `=${value}`, texts: [value], matches: (text) => text === value };
  }
  const { pattern } = word;
  let which: ReturnType<typeof matcherOf> | null = null;
  const matches = (text: string): boolean => {
    which ??= matcherOf([{ pattern }]);
    return which(text).length > 0;
  };
  return { least, most, source: `~${regexSource(pattern)}`, texts: finiteMatches(pattern), matches };
};

const coversAll = (wide: readonly Shape[], narrow: readonly Shape[]): boolean =>
  wide.length === narrow.length &&
  wide.every((shape, index) => {
    const other = narrow[index];
    return other !== undefined && covers(shape, other);
  });

const covers = (wide: Shape, narrow: Shape): boolean =>
  wide.least <= narrow.least &&
  wide.most >= narrow.most &&
  (wide.source === narrow.source || (narrow.texts?.every(wide.matches) ?? false));

const literalOf = (word: Word): string => (word.kind === 'literal' ? word.value : '');
