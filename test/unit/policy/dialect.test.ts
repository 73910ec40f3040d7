// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { readRegex } from '../../../src/policy/dialect.js';
import { refused } from '../../../src/policy/reading.js';
import { matcherOf, regexSource } from '../../../src/policy/regex.js';

const readIt = (source: string) => readRegex(source, (name) => refused(`$${name} is not defined above`));

/** Which of the arguments the regex matches whole. */
const matched = (source: string, args: readonly string[]): readonly string[] => {
  const regex = readIt(source);
  if (regex.kind === 'refused') throw new Error(regex.reason);
  const which = matcherOf([regex]);
  return args.filter((argument) => which(argument).length > 0);
};

test.each([
  ['a', ['a'], ['', 'aa', 'b', 'A', 'a\n', '\na', ' a']],
  ['a|bc', ['a', 'bc'], ['abc', 'ab', 'ac', 'abcd', 'xa']],
  ['ls|cat', ['ls', 'cat'], ['lsEVIL;id', 'xcat', 'lscat']],
  ['a(b|c)d', ['abd', 'acd'], ['ad', 'abcd']],
  ['a(?:b|)d', ['abd', 'ad'], ['add']],
  ['()a', ['a'], ['', 'aa']],
  ['a?b', ['b', 'ab'], ['aab', 'a']],
  ['ab*', ['a', 'ab', 'abbb'], ['b', 'aab']],
  ['(?:ab)+', ['ab', 'abab'], ['aba', 'abb']],
  ['a{2}', ['aa'], ['a', 'aaa']],
  ['a{1,2}', ['a', 'aa'], ['', 'aaa']],
  ['a{2,}', ['aa', 'aaaa'], ['a']],
  ['a{0,1}b', ['b', 'ab'], ['aab']],
  ['[0-9a-f]{4}:[0-9a-f]{2}', ['0000:18'], ['0000:1', '0000:1g', '0000:1A']],
  ['[a-c-]', ['a', 'c', '-'], ['d', 'a-']],
  ['[-a]', ['-', 'a'], ['b']],
  ['[a\\-c]', ['a', '-', 'c'], ['b']],
  ['[a.]', ['a', '.'], ['b']],
  ['[a^]', ['a', '^'], ['b']],
  ['[(){}|*+?]', ['(', ')', '{', '}', '|', '*', '+', '?'], ['a', '[']],
  ['[\\[\\]\\\\\\$]', ['[', ']', '\\', '$'], ['a']],
  ['[\\d_]', ['0', '_'], ['a']],
  ['[\\w.]', ['a', 'Z', '9', '_', '.'], ['-']],
  ['[a-a]', ['a'], ['b']],
  ['[[:xdigit:].]', ['a', 'F', '9', '.'], ['g', ':']],
  ['[[:alnum:]]', ['a', 'Z', '9'], ['_', '[', ':']],
  ['[[:alpha:]]', ['a', 'Z'], ['9', ':']],
  ['[[:digit:]]', ['9'], ['a', ':']],
  ['[[:lower:][:upper:]]', ['a', 'Z'], ['9']],
  ['[[:word:]]', ['a', 'Z', '9', '_'], ['-']],
  ['\\d', ['0', '9'], ['a', '\u0661']],
  ['\\w', ['a', 'Z', '0', '_'], ['-', '\u00e9']],
  ['\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\^\\$\\\\\\-\\/', ['.*+?()[]{}|^$\\-/'], ['']],
  ['\\$\\{Version\\}', ['${'.concat('Version}')], ['Version']],
  ['a:b=c,d/e@f%g~h!i"j\'k;l<m>n&o`p#q', ['a:b=c,d/e@f%g~h!i"j\'k;l<m>n&o`p#q'], ['']],
])('%s', (source, yes, no) => {
  expect(matched(source, [...yes, ...no])).toEqual(yes);
});

test.each([
  ['.', '"." is refused; write \\.'],
  ['a.b', '"." is refused; write \\.'],
  ['mlx5_.*', '"." is refused; write [0-9]+'],
  ['p0.?', '"." is refused; write [0-9]+'],
  ['eth.+', '"." is refused; write [A-Za-z0-9_-]+'],
  ['.{1,9}', '"." is refused; write [A-Za-z0-9_-]+'],
  ['(?:a|.)', '"." is refused; write \\.'],
  ['a\\s', '"\\s" is refused; no argument of a rule holds white space; leave it out'],
  ['\\S+', '"\\S" is refused; write the characters that may stand, such as [A-Za-z0-9_-]'],
  ['\\D', '"\\D" is refused; write the characters that may stand, such as [A-Za-z0-9_-]'],
  ['\\W', '"\\W" is refused; write the characters that may stand, such as [A-Za-z0-9_-]'],
  ['\\C', '"\\C" is refused; write the characters that may stand, such as [A-Za-z0-9_-]'],
  ['\\pL', '"\\p" is refused; write the characters that may stand, such as [A-Za-z0-9_-]'],
  ['\\bx', '"\\b" is refused; a word is matched whole; leave it out'],
  ['x\\B', '"\\B" is refused; a word is matched whole; leave it out'],
  ['\\Ax', '"\\A" is refused; a word is matched whole; leave it out'],
  ['x\\z', '"\\z" is refused; a word is matched whole; leave it out'],
  ['\\Qx\\E', '"\\Q" is refused; write \\ before each sign'],
  ['x\\E', '"\\E" is refused; write \\ before each sign'],
  ['(a)\\1', '"\\1" is refused; there are no references to groups'],
  ['(a)\\k<n>', '"\\k" is refused; there are no references to groups'],
  ['\\012', '"\\0" is refused; there are no references to groups'],
  ['\\n', '"\\n" is refused; write the character itself'],
  ['\\x41', '"\\x" is refused; write the character itself'],
  ['a\\', '"\\" escapes nothing; write \\\\ for a backslash'],
  ['^a', '"^" is refused: a word is matched whole; leave it out, or write \\^ for the sign'],
  ['a$', '"$" is refused: a word is matched whole; write \\$ for a dollar, $NAME for a macro'],
  ['$1', '"$" is refused: a word is matched whole; write \\$ for a dollar, $NAME for a macro'],
  ['${'.concat('A}'), '"${'.concat('" is refused; write $NAME for a macro, \\$ for a dollar')],
  ['[^a]', '"[^" is refused; write the characters that may stand, such as [A-Za-z0-9_-]'],
  ['[]', '"[]" is refused; write \\] for the sign'],
  ['[]a]', '"[]" is refused; write \\] for the sign'],
  ['[a', '"[" is not closed; write \\[ for the sign'],
  ['[a\\', '"\\" is refused in a class; write the characters that may stand'],
  ['[a[b]', '"[" is refused in a class; write \\[ for the sign'],
  ['[a-[b]', '"[" is refused in a class; write \\[ for the sign'],
  ['[a$]', '"$" is refused in a class; write \\$ for the sign'],
  ['[\\s]', '"\\s" is refused in a class; write the characters that may stand'],
  ['[\\x41]', '"\\x" is refused in a class; write the characters that may stand'],
  ['[[:space:]]', '"[:space:]" is refused; write the characters that may stand'],
  ['[[:^digit:]]', '"[:^digit:]" is refused; write the characters that may stand'],
  ['[[:constructor:]]', '"[:constructor:]" is refused; write the characters that may stand'],
  ['[a-z-9]', '"-" is refused here; write \\- for a hyphen'],
  ['[\\d-z]', '"-" is refused here; write \\- for a hyphen'],
  [
    '[A-z]',
    '"A-z" is refused: a range goes from digit to digit or letter to letter of one case; write \\- for a hyphen',
  ],
  [
    '[0-z]',
    '"0-z" is refused: a range goes from digit to digit or letter to letter of one case; write \\- for a hyphen',
  ],
  [
    '[z-a]',
    '"z-a" is refused: a range goes from digit to digit or letter to letter of one case; write \\- for a hyphen',
  ],
  [
    '[+-.]',
    '"+-." is refused: a range goes from digit to digit or letter to letter of one case; write \\- for a hyphen',
  ],
  [
    '[!-~]',
    '"!-~" is refused: a range goes from digit to digit or letter to letter of one case; write \\- for a hyphen',
  ],
  [
    '[a-\\d]',
    '"a-\\" is refused: a range goes from digit to digit or letter to letter of one case; write \\- for a hyphen',
  ],
  ['(?i)a', '"(?i" is refused: no flags, names or look-around; write (?: or ('],
  ['(?P<n>a)', '"(?P" is refused: no flags, names or look-around; write (?: or ('],
  ['(?=a)', '"(?=" is refused: no flags, names or look-around; write (?: or ('],
  ['(?<!a)', '"(?<" is refused: no flags, names or look-around; write (?: or ('],
  ['(a', '"(" is not closed; write \\( for a parenthesis'],
  ['a)', '")" closes nothing; write \\) for a parenthesis'],
  ['*a', '"*" repeats nothing; write \\* for the sign'],
  ['a|+', '"+" repeats nothing; write \\+ for the sign'],
  ['(?:?a)', '"?" repeats nothing; write \\? for the sign'],
  ['{2}', '"{" is refused here; write \\{ for the sign'],
  ['a]', '"]" is refused here; write \\] for the sign'],
  ['a+?', '"+?" is lazy, which changes nothing here; write +'],
  ['a??', '"??" is lazy, which changes nothing here; write ?'],
  ['a{1,2}?', '"{1,2}?" is lazy, which changes nothing here; write {1,2}'],
  ['ab++', '"++" is refused; write +, or +\\+ for the sign'],
  ['ab*+', '"*+" is refused; write *, or *\\+ for the sign'],
  ['ab**', '"**" repeats a repeat; write one of them'],
  ['ab{1}{1}', '"{1}{" repeats a repeat; write one of them'],
  ['a{', '"{" is no repeat; write {2}, {2,5} or {2,}, or \\{ for the sign'],
  ['a{x}', '"{x}" is no repeat; write {2}, {2,5} or {2,}, or \\{ for the sign'],
  ['a{,5}', '"{,5}" is no repeat; write {2}, {2,5} or {2,}, or \\{ for the sign'],
  ['a{01}', '"{01}" is no repeat; write {2}, {2,5} or {2,}, or \\{ for the sign'],
  ['a{1', '"{1" is no repeat; write {2}, {2,5} or {2,}, or \\{ for the sign'],
  ['ab{256}', '"{256}" is more than 255 times; write {1,255} or less'],
  ['ab{1,256}', '"{1,256}" is more than 255 times; write {1,255} or less'],
  ['ab{256,}', '"{256,}" is more than 255 times; write {1,255} or less'],
  ['a{0}', '"{0}" is nothing; leave it out with what it repeats'],
  ['a{0,0}', '"{0,0}" is nothing; leave it out with what it repeats'],
  ['a{3,2}', '"{3,2}" is never; write the smaller number first'],
  ['(a+)+', '"+" repeats an endless repeat; write a limit inside, such as {1,32}'],
  ['(?:a*b)*', '"*" repeats an endless repeat; write a limit inside, such as {1,32}'],
  ['(?:x(?:a{2,})?){1,}', '"{1,}" repeats an endless repeat; write a limit inside, such as {1,32}'],
  ['[a-z=]+', '"+" is endless over more than [A-Za-z0-9_.:/@-]; write a limit, such as {1,64}'],
  ['(?:a|,)*', '"*" is endless over more than [A-Za-z0-9_.:/@-]; write a limit, such as {0,64}'],
  ['(?:a{255}){4}', 'its repeats multiply to more than 1000; write smaller ones'],
  [
    '(?:[a-z]{255}(?:abcdefghijklmnopqr){255})',
    'it is too large: more than 4096 characters with every repeat written out',
  ],
  [`${'(?:a'.repeat(70)}${')?'.repeat(70)}`, 'it is too deep: more than 64 groups inside each other'],
])('%s is refused', (source, reason) => {
  expect(readIt(source)).toEqual({ kind: 'refused', reason });
});

test.each([
  'ab\\++',
  'ab+\\+',
  'ab\\**',
  'ab*\\*',
  'ab\\??',
  'ab?\\?',
  'ab{1}\\{1\\}',
  'ab{1}\\{1}',
  'a{255}',
  'a{0,255}',
  'a{255,}',
  '[A-Za-z0-9_.:/@-]+',
  '\\w*x',
  '(?:a,)*x',
  '(a+){1,5}',
  '(?:a{250}){4}',
])('%s is understood', (source) => {
  expect(readIt(source).kind).toBe('read');
});

test('the largest and the deepest that is understood, and one more', () => {
  const large = (more: number): string => `${'(?:[a-z]{250}){4}'.repeat(4)}${'a'.repeat(more)}`;
  expect([readIt(large(75)).kind, readIt(large(76)).kind]).toEqual(['read', 'refused']);
  const deep = (levels: number): string => `${'(?:a'.repeat(levels)}${')?'.repeat(levels)}`;
  expect([readIt(deep(32)).kind, readIt(deep(33)).kind]).toEqual(['read', 'refused']);
});

test('a macro is a group: what stands behind it repeats all of it', () => {
  const inner = readIt('a|bc');
  if (inner.kind === 'refused') throw new Error(inner.reason);
  const regex = readRegex('x$AB{2}-$AB', () => inner.pattern);
  if (regex.kind === 'refused') throw new Error(regex.reason);
  expect(regex.uses).toEqual(['AB']);
  const which = matcherOf([regex]);
  expect(['xabc-a', 'xaa-bc', 'xa-a', 'xabc-', 'xabcc-a'].filter((argument) => which(argument).length > 0)).toEqual([
    'xabc-a',
    'xaa-bc',
  ]);
});

test.each([
  ['a(?:b)c', 'abc'],
  ['a(b|c)', 'a(?:b|c)'],
  ['(?:ab)?', '(?:ab)?'],
  ['[b-da]', '[a-d]'],
  ['[_.-]', '[\\--\\.\\_]'],
  ['a{1,1}', '(?:a){1}'],
  ['-d', '\\-d'],
  ['(a|b){2,3}c{4,}', '(?:a|b){2,3}(?:c){4,}'],
  ['[ab]*[ab]+', '[a-b]*[a-b]+'],
])('the engine is given what was understood: %s is %s', (source, printed) => {
  const regex = readIt(source);
  expect(regex.kind === 'read' ? regexSource(regex.pattern) : regex.reason).toBe(printed);
});

test('many patterns are asked at once, and each answers for itself', () => {
  const items = Array.from({ length: 150 }, (_, i) => readIt(`(?:a|b)${i}`)).filter((regex) => regex.kind === 'read');
  const which = matcherOf(items);
  for (const i of [0, 62, 63, 64, 65, 127, 128, 149]) expect(which(`b${i}`)).toEqual([items[i]]);
  expect(which('b150')).toEqual([]);
  expect(matcherOf([])('a')).toEqual([]);
});

test('the largest pattern that is understood can be run', () => {
  const source = `(?:[a-z]{1,3}-){255}${'[0-9]{4}'.repeat(3)}`;
  const argument = `${'a-'.repeat(255)}${'1'.repeat(12)}`;
  expect(matched(source, [argument, `${argument}1`])).toEqual([argument]);
});
