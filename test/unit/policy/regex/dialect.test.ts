// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { dialectError } from '../../../../src/policy/regex/cursor.js';
import { parseRegex } from '../../../../src/policy/regex/dialect.js';
import { matcherOf, regexSource } from '../../../../src/policy/regex/regex.js';

const readIt = (source: string) => parseRegex(source, (name) => dialectError(`$${name} is not defined above`));

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
  ['.', '"." is not allowed; use \\.'],
  ['a.b', '"." is not allowed; use \\.'],
  ['mlx5_.*', '"." is not allowed; use [0-9]+'],
  ['p0.?', '"." is not allowed; use [0-9]+'],
  ['eth.+', '"." is not allowed; use [A-Za-z0-9_-]+'],
  ['.{1,9}', '"." is not allowed; use [A-Za-z0-9_-]+'],
  ['(?:a|.)', '"." is not allowed; use \\.'],
  ['a\\s', '"\\s" is not allowed; arguments of a rule cannot contain white space; leave it out'],
  ['\\S+', '"\\S" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]'],
  ['\\D', '"\\D" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]'],
  ['\\W', '"\\W" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]'],
  ['\\C', '"\\C" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]'],
  ['\\pL', '"\\p" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]'],
  ['\\bx', '"\\b" is not allowed; words always match completely; leave it out'],
  ['x\\B', '"\\B" is not allowed; words always match completely; leave it out'],
  ['\\Ax', '"\\A" is not allowed; words always match completely; leave it out'],
  ['x\\z', '"\\z" is not allowed; words always match completely; leave it out'],
  ['\\Qx\\E', '"\\Q" is not allowed; escape each character with \\'],
  ['x\\E', '"\\E" is not allowed; escape each character with \\'],
  ['(a)\\1', '"\\1" is not allowed; group references are not supported'],
  ['(a)\\k<n>', '"\\k" is not allowed; group references are not supported'],
  ['\\012', '"\\0" is not allowed; group references are not supported'],
  ['\\n', '"\\n" is not allowed; use the character itself'],
  ['\\x41', '"\\x" is not allowed; use the character itself'],
  ['a\\', 'trailing "\\": nothing to escape; use \\\\ for a backslash'],
  ['^a', '"^" is not allowed: words always match completely; leave it out, or use \\^ for a literal ^'],
  ['a$', '"$" is not allowed: words always match completely; use \\$ for a literal $, $NAME for a macro'],
  ['$1', '"$" is not allowed: words always match completely; use \\$ for a literal $, $NAME for a macro'],
  ['${'.concat('A}'), '"${'.concat('" is not allowed; use $NAME for a macro, \\$ for a literal $')],
  ['[^a]', '"[^" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]'],
  ['[]', '"[]" is not allowed; use \\] for a literal ]'],
  ['[]a]', '"[]" is not allowed; use \\] for a literal ]'],
  ['[a', '"[" is not closed; use \\[ for a literal ['],
  ['[a\\', '"\\" is not allowed in a class; list the allowed characters'],
  ['[a[b]', '"[" is not allowed in a class; use \\[ for a literal ['],
  ['[a-[b]', '"[" is not allowed in a class; use \\[ for a literal ['],
  ['[a$]', '"$" is not allowed in a class; use \\$ for a literal $'],
  ['[\\s]', '"\\s" is not allowed in a class; list the allowed characters'],
  ['[\\x41]', '"\\x" is not allowed in a class; list the allowed characters'],
  ['[[:space:]]', '"[:space:]" is not supported; list the allowed characters'],
  ['[[:^digit:]]', '"[:^digit:]" is not supported; list the allowed characters'],
  ['[[:constructor:]]', '"[:constructor:]" is not supported; list the allowed characters'],
  ['[a-z-9]', '"-" is not allowed here; use \\- for a hyphen'],
  ['[\\d-z]', '"-" is not allowed here; use \\- for a hyphen'],
  ['[A-z]', 'invalid range "A-z": use digits or letters of one case, or \\- for a hyphen'],
  ['[0-z]', 'invalid range "0-z": use digits or letters of one case, or \\- for a hyphen'],
  ['[z-a]', 'invalid range "z-a": use digits or letters of one case, or \\- for a hyphen'],
  ['[+-.]', 'invalid range "+-.": use digits or letters of one case, or \\- for a hyphen'],
  ['[!-~]', 'invalid range "!-~": use digits or letters of one case, or \\- for a hyphen'],
  ['[a-\\d]', 'invalid range "a-\\": use digits or letters of one case, or \\- for a hyphen'],
  ['(?i)a', '"(?i" is not allowed: flags, names and look-around are not supported; use (?: or ('],
  ['(?P<n>a)', '"(?P" is not allowed: flags, names and look-around are not supported; use (?: or ('],
  ['(?=a)', '"(?=" is not allowed: flags, names and look-around are not supported; use (?: or ('],
  ['(?<!a)', '"(?<" is not allowed: flags, names and look-around are not supported; use (?: or ('],
  ['(a', '"(" is not closed; use \\( for a literal ('],
  ['a)', 'unmatched ")"; use \\) for a literal )'],
  ['*a', '"*" has nothing to repeat; use \\* for a literal *'],
  ['a|+', '"+" has nothing to repeat; use \\+ for a literal +'],
  ['(?:?a)', '"?" has nothing to repeat; use \\? for a literal ?'],
  ['{2}', '"{" is not allowed here; use \\{ for a literal {'],
  ['a]', '"]" is not allowed here; use \\] for a literal ]'],
  ['a+?', 'lazy "+?" makes no difference here; use +'],
  ['a??', 'lazy "??" makes no difference here; use ?'],
  ['a{1,2}?', 'lazy "{1,2}?" makes no difference here; use {1,2}'],
  ['ab++', '"++" is not supported; use +, or +\\+ for a literal +'],
  ['ab*+', '"*+" is not supported; use *, or *\\+ for a literal +'],
  ['ab**', '"**" repeats a repeat; use only one'],
  ['ab{1}{1}', '"{1}{" repeats a repeat; use only one'],
  ['a{', '"{" is not a repeat; use {2}, {2,5} or {2,}, or \\{ for a literal {'],
  ['a{x}', '"{x}" is not a repeat; use {2}, {2,5} or {2,}, or \\{ for a literal {'],
  ['a{,5}', '"{,5}" is not a repeat; use {2}, {2,5} or {2,}, or \\{ for a literal {'],
  ['a{01}', '"{01}" is not a repeat; use {2}, {2,5} or {2,}, or \\{ for a literal {'],
  ['a{1', '"{1" is not a repeat; use {2}, {2,5} or {2,}, or \\{ for a literal {'],
  ['ab{256}', '"{256}" is more than 255 times; use {1,255} or less'],
  ['ab{1,256}', '"{1,256}" is more than 255 times; use {1,255} or less'],
  ['ab{256,}', '"{256,}" is more than 255 times; use {1,255} or less'],
  ['a{0}', '"{0}" repeats zero times; remove it and what it repeats'],
  ['a{0,0}', '"{0,0}" repeats zero times; remove it and what it repeats'],
  ['a{3,2}', '"{3,2}" never matches; put the smaller number first'],
  ['(a+)+', '"+" repeats an unlimited repeat; limit the inner one, e.g. {1,32}'],
  ['(?:a*b)*', '"*" repeats an unlimited repeat; limit the inner one, e.g. {1,32}'],
  ['(?:x(?:a{2,})?){1,}', '"{1,}" repeats an unlimited repeat; limit the inner one, e.g. {1,32}'],
  ['[a-z=]+', 'unlimited "+" is allowed for [A-Za-z0-9_.:/@-] only; set a limit, e.g. {1,64}'],
  ['(?:a|,)*', 'unlimited "*" is allowed for [A-Za-z0-9_.:/@-] only; set a limit, e.g. {0,64}'],
  ['(?:a{255}){4}', 'repeats multiply to more than 1000; use smaller ones'],
  ['(?:[a-z]{255}(?:abcdefghijklmnopqr){255})', 'too large: more than 4096 characters with every repeat expanded'],
  [`${'(?:a'.repeat(70)}${')?'.repeat(70)}`, 'too deep: more than 64 nested groups'],
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
])('%s is accepted', (source) => {
  expect(readIt(source).kind).toBe('read');
});

test('accepts the largest and the deepest regex, and refuses one more', () => {
  const large = (more: number): string => `${'(?:[a-z]{250}){4}'.repeat(4)}${'a'.repeat(more)}`;
  expect([readIt(large(75)).kind, readIt(large(76)).kind]).toEqual(['read', 'refused']);
  const deep = (levels: number): string => `${'(?:a'.repeat(levels)}${')?'.repeat(levels)}`;
  expect([readIt(deep(32)).kind, readIt(deep(33)).kind]).toEqual(['read', 'refused']);
});

test('a macro is a group: what stands behind it repeats all of it', () => {
  const inner = readIt('a|bc');
  if (inner.kind === 'refused') throw new Error(inner.reason);
  const regex = parseRegex('x$AB{2}-$AB', () => inner.pattern);
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
])('the engine gets the parsed regex: %s is %s', (source, printed) => {
  const regex = readIt(source);
  expect(regex.kind === 'read' ? regexSource(regex.pattern) : regex.reason).toBe(printed);
});

test('matches many patterns at once, each on its own', () => {
  const items = Array.from({ length: 150 }, (_, i) => readIt(`(?:a|b)${i}`)).filter((regex) => regex.kind === 'read');
  const which = matcherOf(items);
  for (const i of [0, 62, 63, 64, 65, 127, 128, 149]) expect(which(`b${i}`)).toEqual([items[i]]);
  expect(which('b150')).toEqual([]);
  expect(matcherOf([])('a')).toEqual([]);
});

test('the largest accepted pattern can be run', () => {
  const source = `(?:[a-z]{1,3}-){255}${'[0-9]{4}'.repeat(3)}`;
  const argument = `${'a-'.repeat(255)}${'1'.repeat(12)}`;
  expect(matched(source, [argument, `${argument}1`])).toEqual([argument]);
});
