// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../../src/policy/decision/decide.js';
import { matchingRules } from '../../../src/policy/decision/matching-rules.js';
import { suggestRule } from '../../../src/policy/decision/suggest.js';
import { lineOf, madeArgv, madeRule, madeRules, policyText, takes } from './made-policies.js';
import { sound } from './policies.js';

const RUNS = { numRuns: Number(process.env['POLICY_RUNS'] ?? 1000) };

// Several commands a policy: reading it and compiling its regexes takes most of the time.
const madeCommands = fc.array(madeArgv, { minLength: 4, maxLength: 4 });

test('allows a command exactly when a rule matches it in another engine', () => {
  const seen = { allow: 0, deny: 0 };
  fc.assert(
    fc.property(madeRules, madeCommands, (rules, commands) => {
      const policy = sound(policyText(rules));
      for (const argv of commands) {
        const expected = rules.filter((rule) => takes(rule, argv)).map(lineOf);
        const decision = decide(policy, argv);
        seen[decision.verdict]++;
        expect(decision.verdict).toBe(expected.length > 0 ? 'allow' : 'deny');
        if (decision.verdict === 'deny') continue;
        expect(expected).toContain(decision.rule.text);
        expect(decision).toMatchObject({ path: argv[0], argv });
      }
    }),
    RUNS,
  );
  // Neither answer may be so rare that the property says nothing.
  expect(Math.min(seen.allow, seen.deny)).toBeGreaterThan(RUNS.numRuns / 10);
});

test('every rule that takes a command is listed, and no other', () => {
  fc.assert(
    fc.property(madeRules, madeArgv, (rules, argv) => {
      const listed = matchingRules(sound(policyText(rules)), argv).map((rule) => rule.text);
      expect(listed).toEqual(rules.filter((rule) => takes(rule, argv)).map(lineOf));
    }),
    RUNS,
  );
});

test('the order of the rules changes nothing but the line that is named', () => {
  const rulesInTwoOrders = madeRules.chain((rules) =>
    fc.tuple(fc.constant(rules), fc.shuffledSubarray([...rules], { minLength: rules.length })),
  );
  const withoutLines = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (key, v) => (key === 'line' ? 0 : v));
  fc.assert(
    fc.property(rulesInTwoOrders, madeCommands, ([rules, shuffled], commands) => {
      const [one, other] = [rules, shuffled].map((order) => {
        const policy = sound(policyText(order));
        return commands.map((argv) => decide(policy, argv));
      });
      expect(withoutLines(other)).toEqual(withoutLines(one));
    }),
    RUNS,
  );
});

test('one more rule never turns an allowed command into a denied one', () => {
  fc.assert(
    fc.property(madeRules, madeRule, madeCommands, (rules, more, commands) => {
      const wider = rules.some((rule) => lineOf(rule) === lineOf(more)) ? rules : [...rules, more];
      const [before, after] = [rules, wider].map((each) => sound(policyText(each)));
      for (const argv of commands) {
        if (before === undefined || after === undefined || decide(before, argv).verdict === 'deny') continue;
        expect(decide(after, argv).verdict).toBe('allow');
      }
    }),
    RUNS,
  );
});

/** What an attacker does to a command that is denied. */
const twisted = (argv: readonly string[]): fc.Arbitrary<readonly string[]> => {
  const at = fc.nat(Math.max(0, argv.length - 1));
  const edit = (change: (element: string) => readonly string[]): fc.Arbitrary<readonly string[]> =>
    at.map((index) => argv.flatMap((element, i) => (i === index ? change(element) : [element])));
  const extra = fc.constantFrom(
    ' ',
    '\n',
    '\0',
    '\t',
    '\r',
    '\u00a0',
    '\u2028',
    '\u001b[0m',
    ' a',
    '=',
    ';a',
    '/',
    '-',
    'a',
  );
  return fc.oneof(
    at.map((index) => [...argv.slice(0, index), argv.slice(index, index + 2).join(' '), ...argv.slice(index + 2)]),
    at.map((index) => [...argv.slice(0, index), argv.slice(index, index + 2).join(''), ...argv.slice(index + 2)]),
    edit((element) => [element.slice(0, 1), element.slice(1)]),
    edit((element) => [element.toUpperCase()]),
    edit((element) => [element.toLowerCase()]),
    extra.chain((text) => edit((element) => [element + text])),
    extra.chain((text) => edit((element) => [text + element])),
    extra.chain((text) => edit((element) => [element.slice(0, 1) + text + element.slice(1)])),
    edit((element) => [element, element]),
    edit(() => []),
    fc.constant([...argv, '--']),
    fc.constant([...argv].reverse()),
  );
};

test('a denied command that is joined, split, in another case or longer is allowed only when a rule takes what it became', () => {
  const attacks = madeArgv.chain((argv) => fc.tuple(fc.constant(argv), twisted(argv)));
  fc.assert(
    fc.property(madeRules, attacks, (rules, [argv, attack]) => {
      const policy = sound(policyText(rules));
      if (decide(policy, argv).verdict === 'allow') return;
      const decision = decide(policy, attack);
      const isTaken =
        attack.every((element) => /^[\x20-\x7e]+$/.test(element)) && rules.some((rule) => takes(rule, attack));
      expect(decision.verdict).toBe(isTaken ? 'allow' : 'deny');
    }),
    RUNS,
  );
});

test('any value whatever is answered, and only a list of texts is ever allowed', () => {
  const policy = sound('[commands]\n/p\n/p a\n[commands_regex]\n/p [ -~]@64\n'.replace('[ -~]', '[a-z]{1,3}'));
  fc.assert(
    fc.property(
      fc.oneof(fc.anything({ withNullPrototype: true, withSparseArray: true }), fc.array(fc.anything())),
      (argv) => {
        const decision = decide(policy, argv);
        if (decision.verdict === 'deny') return;
        expect(Array.isArray(argv) && argv.every((element) => typeof element === 'string')).toBe(true);
      },
    ),
    RUNS,
  );
});

test('the line that is suggested allows the command, and nothing else of its letters', () => {
  const printable = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 });
  const commands = fc.tuple(fc.constantFrom('/p', '/usr/bin/x', 'x', '/a/../b'), fc.array(printable, { maxLength: 4 }));
  fc.assert(
    fc.property(commands, commands, ([program, args], [, others]) => {
      const argv = [program, ...args];
      const line = suggestRule(argv);
      const canBeSaid =
        program.startsWith('/') && !program.includes('..') && !args.some((argument) => argument.includes(' '));
      expect(line).toBe(canBeSaid ? argv.join(' ') : null);
      if (line === null) return;
      const policy = sound(`[commands]\n${line}\n`);
      expect(decide(policy, argv).verdict).toBe('allow');
      expect(decide(policy, [program, ...others]).verdict).toBe(
        JSON.stringify(args) === JSON.stringify(others) ? 'allow' : 'deny',
      );
    }),
    RUNS,
  );
});
