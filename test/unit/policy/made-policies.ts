// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Policies and commands made at random, small enough that they meet; and what a policy means, said another way. */

import fc from 'fast-check';

/** A word as a policy writes it, and the same word as a JavaScript regex. */
export type MadeWord = { readonly text: string; readonly regex: string; readonly least: 0 | 1; readonly most: number };

/** A rule of `[commands_regex]`. */
export type MadeRule = { readonly path: string; readonly words: readonly MadeWord[] };

const REGEXES = [
  'a',
  'b',
  'ab',
  '-x',
  '[ab]',
  '[ab]{1,2}',
  'a+',
  'a|ab',
  '(?:a|b)b?',
  '[a-z0-9]+',
  '-[a-z]',
  '[0-9]{1,2}',
  '(a|)b',
  '[a.-]{2}',
] as const;

const word: fc.Arbitrary<MadeWord> = fc
  .tuple(fc.constantFrom(...REGEXES), fc.constantFrom(null, null, null, 1, 2, 3))
  .map(([regex, most]) => ({
    text: most === null ? regex : `${regex}@${most}`,
    regex,
    least: most === null ? 1 : 0,
    most: most ?? 1,
  }));

const path = fc.constantFrom('/p', '/q', '/P');

/** One rule of at most four words. */
export const madeRule: fc.Arbitrary<MadeRule> = fc.record({ path, words: fc.array(word, { maxLength: 4 }) });

/** At most six rules, each once. */
export const madeRules: fc.Arbitrary<readonly MadeRule[]> = fc.uniqueArray(madeRule, {
  maxLength: 6,
  selector: (rule) => lineOf(rule),
});

/** A command of the same few letters. */
export const madeArgv: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    path,
    fc.array(fc.constantFrom('a', 'b', 'ab', 'aa', 'abb', '-x', '-', '7', '42', 'z', 'a.', 'B'), { maxLength: 6 }),
  )
  .map(([program, args]) => [program, ...args]);

/** The rule as a line of a policy. */
export const lineOf = (rule: MadeRule): string => [rule.path, ...rule.words.map((w) => w.text)].join(' ');

/** The policy of these rules. */
export const policyText = (rules: readonly MadeRule[]): string =>
  `[commands_regex]\n${rules.map((r) => `${lineOf(r)}\n`).join('')}`;

/** What the rule means, by another engine and without a tree: each argument ends with a line break, which none holds. */
export const takes = (rule: MadeRule, [program, ...args]: readonly string[]): boolean => {
  const words = rule.words.map((w) => `(?:(?:${w.regex})\n){${w.least},${w.most}}`);
  return (
    rule.path === program && new RegExp(`^${words.join('')}$`).test(args.map((argument) => `${argument}\n`).join(''))
  );
};
