// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { lintPolicy } from '../../../../src/policy/lint/lint.js';
import { FILE, sound } from '../policies.js';
import { READING_MACHINE } from '../reading-machine.js';

const warnings = (text: string): readonly string[] =>
  lintPolicy(sound(text)).map(({ line, reason }) => `${line}: ${reason}`);
const ofRegexRule = (line: string): readonly string[] => warnings(`[commands_regex]\n${line}\n`);

test('a tidy policy has no warnings', () => {
  expect(warnings(READING_MACHINE)).toEqual([]);
});

test('a warning names the file', () => {
  expect(lintPolicy(sound('[regex_macros]\nA=b\n'))).toEqual([
    { file: FILE, line: 2, reason: 'macro A is not used by any rule' },
  ]);
});

test('a macro that only unused macros use is unused', () => {
  const text = '[regex_macros]\nA=a\nB=$A\nC=$B\nD=d\nE=$D\n[commands_regex]\n/p $E\n';
  expect(warnings(text)).toEqual(['A', 'B', 'C'].map((name, i) => `${i + 2}: macro ${name} is not used by any rule`));
});

test('a macro in [commands] is no macro', () => {
  const text =
    '[regex_macros]\nBDF=[0-9]\n[commands]\n/p -d $BDF\n/p -d $OTHER\n/p -d x$BDF,$BDF\n[commands_regex]\n/p $BDF\n';
  expect(warnings(text)).toEqual([
    '4: argument 2 "$BDF": $BDF is not expanded in [commands]; move the line to [commands_regex]',
    '6: argument 2 "x$BDF,$BDF": $BDF is not expanded in [commands]; move the line to [commands_regex]',
  ]);
});

test.each([
  ['[a-z-]+', true],
  ['[-a]', true],
  ['-[a-z]', true],
  ['--[a-z]+', true],
  ['-(?:[a-z])', true],
  ['(?:x|-[0-9])', true],
  ['(?:[-+])?[0-9]', true],
  ['x?[a-]', true],
  ['(?:a|[b-])c', true],
  ['-[0-9]{1,2}', true],
  ['-(?:-a){1,3}', true],
  ['[a-z][a-z-]*', false],
  ['-m|-c|--json', false],
  ['-(?:m|c)', false],
  ['-(?:m|c)?', false],
  ['--lines=[0-9]', false],
  ['-p(?:[A-Z]+)', false],
  ['x[a-]', false],
  ['(?:-m)@1', false],
  ['[0-9]x?[a-]', false],
])('%s can begin with "-": %s', (word, can) => {
  const text = word.includes('@') ? word : `(?:${word})`;
  expect(ofRegexRule(`/p ${text}`)).toEqual(can ? [`2: argument 1 "${text}" can begin with "-" like an option`] : []);
});

test.each([
  ['[a-z/]{1,9}', true],
  ['(?:/[a-z]+){1,3}', true],
  ['/sys/[a-z/]+', true],
  ['(?:a|[b/])', true],
  ['x(?:[/])?', true],
  ['/dev/mst/mt[0-9]+', false],
  ['pci/[0-9]+', false],
  ['(?:/[a-z]+)?x', false],
  ['[a-z]+', false],
])('%s can hold "/": %s', (word, can) => {
  expect(ofRegexRule(`/p ${word}`)).toEqual(
    can ? [`2: argument 1 "${word}" can contain "/" and so match other paths`] : [],
  );
});

test.each([
  [
    'too many arguments',
    `/p ${Array(64).fill('a').join(' ')}`,
    'never matches: needs 64 arguments or more, but a command has at most 63',
  ],
  [
    'a word that is too long',
    `/p ${'a'.repeat(513)}`,
    'never matches: a word is longer than 512 bytes, the limit for an argument is 512',
  ],
  [
    'a regex that is too long',
    '/p (?:[a-z]{255}){2}[a-z]{3}',
    'never matches: a word is longer than 512 bytes, the limit for an argument is 512',
  ],
  [
    'a program that is too long',
    `/${'p'.repeat(512)}`,
    'never matches: a word is longer than 512 bytes, the limit for an argument is 512',
  ],
  [
    'too much in all',
    `/p ${Array(8).fill('[a-z]{250}[a-z]{250}').join(' ')} [a-z]{95}`,
    'never matches: longer than 4096 bytes, the limit for a command is 4096',
  ],
])('%s', (_what, rule, reason) => {
  expect(ofRegexRule(rule)).toEqual([`2: ${reason}`]);
});

test.each([
  ['as many as there may be', `/p ${Array(63).fill('a').join(' ')} b@5`],
  ['as long as it may be', `/p ${'a'.repeat(512)} ${'b'.repeat(513)}@1`],
  ['as much as there may be', `/p ${Array(8).fill('[a-z]{250}[a-z]{250}').join(' ')} [a-z]{94}`],
  ['a program as long as it may be', `/${'p'.repeat(511)}`],
])('%s is no reason to warn', (_what, rule) => {
  expect(ofRegexRule(rule)).toEqual([]);
});

test.each<[string, string, string, readonly number[]]>([
  ['an exact rule that a regex takes', '/p a 1', '/p [a-z] [0-9]', [2]],
  ['an exact rule that a repeated word takes', '/p a b a', '/p [ab]@3', [2]],
  ['an exact rule that no regex takes', '/p a b', '/p [a-z] [0-9]', []],
  ['an exact rule of another program', '/q a', '/p [a-z]', []],
])('%s', (_what, exact, regex, lines) => {
  expect(warnings(`[commands]\n${exact}\n[commands_regex]\n${regex}\n`)).toEqual(
    lines.map((line) => `${line}: redundant: line 4 allows everything this rule allows`),
  );
});

test.each<[string, readonly string[], readonly string[]]>([
  ['the same words in other signs', ['/p (?:a|b)', '/p a|b'], ['3: line 2']],
  ['few texts that a class takes', ['/p x (?:a|b)', '/p x [a-c]'], ['2: line 3']],
  ['the wider one first', ['/p x [a-c]', '/p x a|b'], ['3: line 2']],
  ['texts of two parts', ['/p (?:a|b)(?:1|2)?', '/p [ab][12]|[ab]'], ['2: line 3']],
  ['more often', ['/p a [bc]@2', '/p a [bc]@3'], ['2: line 3']],
  ['may be absent', ['/p a [bc]', '/p a [bc]@1'], ['2: line 3']],
  ['must stand', ['/p a [bc]@1', '/p b [bc]'], []],
  ['a class in a class cannot be told', ['/p [ab]', '/p [a-c]'], []],
  ['one word more', ['/p a|b', '/p [a-c] d'], []],
  ['one text that is not taken', ['/p a|d', '/p [a-c]'], []],
  ['not all words', ['/p a|b e', '/p [a-c] d'], []],
])('regex rules that cover each other: %s', (_what, rules, expected) => {
  expect(warnings(`[commands_regex]\n${rules.join('\n')}\n`)).toEqual(
    expected.map((lines) => `${lines.replace(': ', ': redundant: ')} allows everything this rule allows`),
  );
});

test('warnings come by line', () => {
  const text = '[regex_macros]\nA=a\n[commands_regex]\n/p [a-z/]+\n/p [-a]\n/p a\n';
  expect(warnings(text).map((warning) => Number.parseInt(warning, 10))).toEqual([2, 4, 5, 6]);
});

test('a thousand rules are looked through in a moment', () => {
  const rules = Array.from({ length: 1000 }, (_, i) => `/p [a-z]{1,${(i % 250) + 1}} ${i} x${i}`);
  const started = performance.now();
  expect(warnings(`[commands_regex]\n${rules.join('\n')}\n`)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(20_000);
});
