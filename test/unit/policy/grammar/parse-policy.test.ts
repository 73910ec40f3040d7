// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { parsePolicy } from '../../../../src/policy/grammar/parse-policy.js';
import { errorsIn, FILE, read, sound } from '../policies.js';

const WHOLE = `# a comment
; another one

[server]
socket=/run/fabric/fabricd.sock
timeout_seconds=20
audit=required
program=bfperf,ptm
[regex_macros]
HEX=[0-9a-f]
BDF=$HEX{4}:$HEX{2}:$HEX{2}\\.[0-7]
[commands]
/usr/bin/ovs-vsctl --timeout=5 show
/usr/bin/dpkg-query -W -f=\${binary:Package}\\t#x
[commands_regex]
/usr/bin/mlxlink -d $BDF (?:-m|-c)@2 --json
`;

test('a complete policy: settings, macros and rules, each rule with its line as written', () => {
  const policy = sound(WHOLE);
  expect(policy.file).toBe(FILE);
  expect(policy.server).toEqual({
    socket: '/run/fabric/fabricd.sock',
    timeout_seconds: 20,
    stdout_bytes: null,
    stderr_bytes: 65536,
    audit: 'required',
    audit_bytes: 67108864,
    program: ['bfperf', 'ptm'],
  });
  expect(policy.macros.map(({ name, line, text, uses, depth }) => ({ name, line, text, uses, depth }))).toEqual([
    { name: 'HEX', line: 10, text: '[0-9a-f]', uses: [], depth: 1 },
    { name: 'BDF', line: 11, text: '$HEX{4}:$HEX{2}:$HEX{2}\\.[0-7]', uses: ['HEX'], depth: 2 },
  ]);
  expect(policy.rules.map(({ file, line, text, section, path }) => ({ file, line, text, section, path }))).toEqual([
    {
      file: FILE,
      line: 13,
      text: '/usr/bin/ovs-vsctl --timeout=5 show',
      section: 'commands',
      path: '/usr/bin/ovs-vsctl',
    },
    {
      file: FILE,
      line: 14,
      text: `/usr/bin/dpkg-query -W -f=\${binary:Package}\\t#x`,
      section: 'commands',
      path: '/usr/bin/dpkg-query',
    },
    {
      file: FILE,
      line: 16,
      text: '/usr/bin/mlxlink -d $BDF (?:-m|-c)@2 --json',
      section: 'commands_regex',
      path: '/usr/bin/mlxlink',
    },
  ]);
  expect(policy.rules.map(({ least, most, uses }) => ({ least, most, uses }))).toEqual([
    { least: 2, most: 2, uses: [] },
    { least: 2, most: 2, uses: [] },
    { least: 3, most: 5, uses: ['BDF'] },
  ]);
});

test('a word has its repetitions, and whether every byte of it is literal', () => {
  const [literal, regex] = sound('[commands]\n/p a@2\n[commands_regex]\n/p a@2 [ab] \\. \\$@64\n').rules;
  expect(literal?.words).toEqual([{ kind: 'literal', text: 'a@2', value: 'a@2', least: 1, most: 1 }]);
  expect(regex?.words.map(({ kind, text, least, most }) => ({ kind, text, least, most }))).toEqual([
    { kind: 'literal', text: 'a@2', least: 0, most: 2 },
    { kind: 'regex', text: '[ab]', least: 1, most: 1 },
    { kind: 'literal', text: '\\.', least: 1, most: 1 },
    { kind: 'literal', text: '\\$@64', least: 0, most: 64 },
  ]);
  expect(regex?.words.map((word) => (word.kind === 'literal' ? word.value : null))).toEqual(['a', null, '.', '$']);
});

test('a policy cannot be changed after it was read', () => {
  const policy = sound(WHOLE);
  const parts = [policy, policy.server, policy.server.program, policy.rules, policy.macros];
  expect([
    ...parts,
    ...policy.rules,
    ...policy.rules.flatMap((r) => [r.words, r.uses, ...r.words]),
    ...policy.macros,
  ]).toSatisfy((all: readonly object[]) => all.every(Object.isFrozen));
  expect(policy.macros.every((macro) => Object.isFrozen(macro.uses))).toBe(true);
  const invalid = read('x');
  expect(Object.isFrozen(invalid) && invalid.kind === 'invalid' && Object.isFrozen(invalid.errors)).toBe(true);
});

test.each([
  ['no line at all', '[commands]\n', 0],
  ['no end after the last line', '[commands]\n/usr/bin/x', 1],
  ['only empty lines and comments', '\n[commands]\n\n# x\n; y\n\n', 0],
  [
    'the same line in both sections, which mean different things',
    '[commands]\n/p a.b\n[commands_regex]\n/p a\\.b\n',
    2,
  ],
])('%s is no error', (_what, text, rules) => {
  expect(sound(text).rules).toHaveLength(rules);
});

test.each([
  // bytes
  ['a byte order mark', '\ufeff[commands]\n/p\n', '1: column 1: U+FEFF is not allowed; a policy is printable ASCII'],
  ['CR LF', '[commands]\r\n/p\n', '1: line ends with CR LF; use LF'],
  ['a CR inside', '[commands]\n/p a\rb\n', '2: column 5: U+000D is not allowed; a policy is printable ASCII'],
  ['a tab', '[commands]\n/p\ta\n', '2: column 3: tabs are not allowed; use one space'],
  ['NUL', '[commands]\n/p\0\n', '2: column 3: U+0000 is not allowed; a policy is printable ASCII'],
  ['DEL', '[commands]\n/p\x7f\n', '2: column 3: U+007F is not allowed; a policy is printable ASCII'],
  ['a line separator', '[commands]\n/p\u2028/q\n', '2: column 3: U+2028 is not allowed; a policy is printable ASCII'],
  [
    'a letter beyond ASCII in a comment',
    '[commands]\n# \u00e9\n',
    '2: column 3: U+00E9 is not allowed; a policy is printable ASCII',
  ],
  [
    'a character of two units',
    '[commands]\n# \u{1f44d}\n',
    '2: column 3: U+1F44D is not allowed; a policy is printable ASCII',
  ],
  // lines
  ['a continued line', '[commands]\n/p\n  a\n', '3: line begins with a space; continuation lines are not supported'],
  ['a line of one space', '[commands]\n \n', '2: line begins with a space; continuation lines are not supported'],
  ['a trailing space', '[commands]\n/p a \n', '2: line ends with a space'],
  ['a line that is too long', `[commands]\n/p ${'a '.repeat(2046)}aaa\n`, '2: line is longer than 4096 bytes'],
  // sections
  ['an empty file', '', '0: no section, e.g. [commands]'],
  ['only a comment', '# x\n', '0: no section, e.g. [commands]'],
  ['a rule before any section', '/p\n[commands]\n', '1: line before the first section'],
  ['a slip in a section', '[command]\n/p\n', '1: unknown section [command]; did you mean [commands]?'],
  ['capital letters', '[Commands]\n/p\n', '1: unknown section [Commands]; did you mean [commands]?'],
  [
    'a section that nobody knows',
    '[extra]\nwhat ever\n',
    '1: unknown section [extra]; sections: [server], [regex_macros], [commands], [commands_regex]',
  ],
  ['a comment after a section', '[commands] ; x\n', '1: section header must be alone on its line; use [commands]'],
  ['spaces in a section', '[ commands ]\n', '1: section header must be alone on its line; use [commands]'],
  ['a section that is not closed', '[commands\n', '1: section header must end with "]"'],
  [
    'a repeated section',
    '[commands]\n[server]\n[commands]\n',
    '3: duplicate section [commands]; add the lines to the one on line 1',
  ],
  // keys
  ['a line without =', '[server]\naudit\n', '2: use KEY=VALUE'],
  ['a space before =', '[server]\naudit =on\n', '2: no space is allowed around "="; use KEY=VALUE'],
  ['a space after =', '[server]\naudit= on\n', '2: no space is allowed around "="; use KEY=VALUE'],
  ['no key', '[server]\n=x\n', '2: invalid name "": use a letter, then at most 31 letters, digits and "_"'],
  ['no value', '[server]\naudit=\n', '2: audit has no value'],
  [
    'a key that is no name',
    '[server]\n__proto__=1\n',
    '2: invalid name "__proto__": use a letter, then at most 31 letters, digits and "_"',
  ],
  [
    'a key that is too long',
    `[regex_macros]\n${'A'.repeat(33)}=x\n`,
    `2: invalid name "${'A'.repeat(33)}": use a letter, then at most 31 letters, digits and "_"`,
  ],
  ['a repeated key', '[server]\naudit=on\naudit=on\n', '3: audit is already set (line 2)'],
  ['a key repeated after a bad value', '[server]\naudit=yes\naudit=on\n', '2: audit="yes": use off, on or required'],
  // programs
  [
    'a bare name',
    '[commands]\nmlxlink -v\n',
    '2: program "mlxlink": use an absolute program path, e.g. /usr/bin/mlxlink',
  ],
  ['a relative path', '[commands]\n./ls\n', '2: program "./ls": use an absolute program path, e.g. /usr/bin/ls'],
  [
    'a named rule',
    '[commands]\nlist=/bin/ls\n',
    '2: program "list=/bin/ls": rules have no names; use the command line only',
  ],
  [
    'a program that is a pattern',
    '[commands]\n/usr/bin/mlx* -v\n',
    '2: program "/usr/bin/mlx*": "*" is not allowed: a program is a literal path, not a pattern',
  ],
  [
    'an anchor',
    '[commands_regex]\n^/bin/ls\n',
    '2: program "^/bin/ls": use an absolute program path, e.g. /usr/bin/ls',
  ],
  ['..', '[commands]\n/usr/../bin/ls\n', '2: program "/usr/../bin/ls": ".." is not allowed; use the resolved path'],
  ['.', '[commands]\n/usr/./ls\n', '2: program "/usr/./ls": "." is not allowed; use the resolved path'],
  ['. before ..', '[commands]\n/a/./../b\n', '2: program "/a/./../b": "." is not allowed; use the resolved path'],
  ['two slashes', '[commands]\n/usr//ls\n', '2: program "/usr//ls": "//" is not allowed; use one "/"'],
  ['a slash at the end', '[commands]\n/usr/\n', '2: program "/usr/": program path ends with "/"'],
  [
    'a program that is too long',
    `[commands]\n/${'a'.repeat(1024)}\n`,
    `2: program "/${'a'.repeat(56)}...": longer than 1024 bytes`,
  ],
  // words
  ['two spaces', '[commands]\n/p  a\n', '2: argument 1 "": use one space between words, not two'],
  [
    'two spaces in a regex rule',
    '[commands_regex]\n/p a  b\n',
    '2: argument 2 "": use one space between words, not two',
  ],
  [
    'a word that is too long',
    `[commands]\n/p ${'a'.repeat(1025)}\n`,
    `2: argument 1 "${'a'.repeat(57)}...": longer than 1024 bytes`,
  ],
  ['a repeated rule', '[commands]\n/p a\n# x\n/p a\n', '4: duplicate rule; first defined on line 2'],
  ['a dot', '[commands_regex]\n/p -d -x mlx5_.*\n', '2: argument 3 "mlx5_.*": "." is not allowed; use [0-9]+'],
  [
    'a word that can be empty',
    '[commands_regex]\n/p a*\n',
    '2: argument 1 "a*": can be empty, and empty arguments are always denied; use + instead of *, or WORD@1',
  ],
  // WORD@N
  [
    '@0',
    '[commands_regex]\n/p a@0\n',
    '2: argument 1 "a@0": "@0" is not allowed; use WORD@1 to WORD@64, or \\@ for a literal @',
  ],
  [
    '@65',
    '[commands_regex]\n/p a@65\n',
    '2: argument 1 "a@65": "@65" is not allowed; use WORD@1 to WORD@64, or \\@ for a literal @',
  ],
  [
    '@01',
    '[commands_regex]\n/p a@01\n',
    '2: argument 1 "a@01": "@01" is not allowed; use WORD@1 to WORD@64, or \\@ for a literal @',
  ],
  [
    'two counts',
    '[commands_regex]\n/p a@1@2\n',
    '2: argument 1 "a@1@2": "a@1" already contains "@"; use \\@ for a literal @',
  ],
  [
    'a count without a word',
    '[commands_regex]\n/p @3\n',
    '2: argument 1 "@3": can be empty, and empty arguments are always denied; use + instead of *, or WORD@1',
  ],
  // macros
  ['a macro of nothing', '[regex_macros]\nA=\n', '2: A has no value'],
  [
    'a macro of two words',
    '[regex_macros]\nA=b c\n',
    '2: macro A "b c": macros are part of a word and cannot contain spaces',
  ],
  [
    'a macro that is too long',
    `[regex_macros]\nA=${'a'.repeat(1025)}\n`,
    `2: macro A "${'a'.repeat(57)}...": longer than 1024 bytes`,
  ],
  [
    'a count in a macro',
    '[regex_macros]\nA=b@2\n',
    '2: macro A "b@2": WORD@N is allowed in rules only; use \\@ for a literal @',
  ],
  ['a repeated macro', '[regex_macros]\nA=b\nA=c\n', '3: A is already defined (line 2)'],
  [
    'a macro that was refused before',
    '[regex_macros]\nA=.\nA=c\n',
    '2: macro A ".": "." is not allowed; use \\.',
    '3: A is already defined (line 2)',
  ],
  ['a trap in a macro', '[regex_macros]\nA=b.\n', '2: macro A "b.": "." is not allowed; use \\.'],
  [
    'a macro of itself',
    '[regex_macros]\nA=$A\n',
    '2: macro A "$A": $A is not defined above; move line 2 up: define macros before their use',
  ],
])('%s is refused', (_what, text, ...errors) => {
  expect(errorsIn(text).slice(0, errors.length)).toEqual(errors);
});

test.each([
  ['a slip', '$BFD', '$BFD is not defined above; did you mean $BDF (line 2)?'],
  ['nothing like it', '$X', '$X is not defined above'],
  ['a name that runs on', '$BDFx', '$BDFx is not defined above; did you mean $BDF (line 2)?'],
  ['a name that runs on further', '$BDF_1', '$BDF_1 is not defined above; for $BDF before "_1" use (?:$BDF)_1'],
  ['a macro below', '$LATE', '$LATE is not defined above; move line 7 up: define macros before their use'],
])('a macro that is not installed: %s', (_what, word, reason) => {
  expect(errorsIn(`[regex_macros]\nBDF=[0-9]\n\n[commands_regex]\n/p ${word}\n[regex_macros]\nLATE=x\n`)[0]).toBe(
    `5: ${reason}`,
  );
});

test('every error of a file is found in one run, in the order of its lines', () => {
  const text = `[command]
mlxlink
[regex_macros]
A=.
B=$A[^x]
[commands_regex]
/p $A $C ^ (
/p $A
[server]
port=1
audit=on
audit=off
`;
  expect(errorsIn(text)).toEqual([
    '1: unknown section [command]; did you mean [commands]?',
    '2: program "mlxlink": use an absolute program path, e.g. /usr/bin/mlxlink',
    '4: macro A ".": "." is not allowed; use \\.',
    '5: macro B "$A[^x]": "[^" is not allowed; list the allowed characters, e.g. [A-Za-z0-9_-]',
    '7: $C is not defined above',
    '7: argument 3 "^": "^" is not allowed: words always match completely; leave it out, or use \\^ for a literal ^',
    '7: argument 4 "(": "(" is not closed; use \\( for a literal (',
    '10: unknown setting port; settings: socket, timeout_seconds, stdout_bytes, stderr_bytes, audit, audit_bytes, program',
    '12: audit is already set (line 11)',
  ]);
});

test('a macro is advised only when it stands in its section, by its first line', () => {
  expect(errorsIn('A=x\n[server]\naudit=on\n[commands_regex]\n/p $audit\n/p $A\n')).toEqual([
    '1: line before the first section',
    '5: $audit is not defined above',
    '6: $A is not defined above',
  ]);
  expect(errorsIn('[commands_regex]\n/p $A\n[regex_macros]\nA=x\nA=y\n')[0]).toBe(
    '2: $A is not defined above; move line 4 up: define macros before their use',
  );
});

test('of several macros that may be meant the first is advised, of several beginnings the longest', () => {
  const text = '[regex_macros]\nBDG=x\nBDF=x\nDEV=x\nDEVICE=x\nDE=x\n[commands_regex]\n/p $BDX\n/p $DEVICE_12\n';
  expect(errorsIn(text)).toEqual([
    '8: $BDX is not defined above; did you mean $BDG (line 2)?',
    '9: $DEVICE_12 is not defined above; for $DEVICE before "_12" use (?:$DEVICE)_12',
  ]);
});

test('a line that cannot be read does not hide what is wrong after it', () => {
  expect(errorsIn('[commands]\n\t\nx\n').map((error) => Number.parseInt(error, 10))).toEqual([2, 3]);
  expect(errorsIn('[extra]\nwhat ever\n')).toHaveLength(1);
});

test('a bad line before the first section does not blame the lines after it', () => {
  expect(errorsIn('\t\n/p\n[commands]\n/p\n')).toEqual(['1: column 1: tabs are not allowed; use one space']);
  expect(errorsIn('x\ny\n[commands]\n')).toEqual(['1: line before the first section']);
});

test.each([
  ['socket=/run/x.sock', { socket: '/run/x.sock' }],
  ['timeout_seconds=1', { timeout_seconds: 1 }],
  ['timeout_seconds=3600', { timeout_seconds: 3600 }],
  ['stdout_bytes=67108864', { stdout_bytes: 67108864 }],
  ['stderr_bytes=1048576', { stderr_bytes: 1048576 }],
  ['audit=off', { audit: 'off' }],
  ['audit=on', { audit: 'on' }],
  ['audit_bytes=1048576', { audit_bytes: 1048576 }],
  ['audit_bytes=1073741824', { audit_bytes: 1073741824 }],
  ['program=bfperf', { program: ['bfperf'] }],
])('[server] %s', (line, set) => {
  expect(sound(`[server]\n${line}\n`).server).toMatchObject(set);
});

test('without [server] the defaults hold', () => {
  expect(sound('[commands]\n').server).toEqual({
    socket: null,
    timeout_seconds: 10,
    stdout_bytes: null,
    stderr_bytes: 64 * 1024,
    audit: 'on',
    audit_bytes: 64 * 1024 * 1024,
    program: [],
  });
});

test.each([
  ['socket=run/x', 'socket="run/x": use an absolute path, e.g. /run/fabric/fabricd.sock'],
  ['socket=/run/../x', 'socket="/run/../x": use an absolute path, e.g. /run/fabric/fabricd.sock'],
  ['timeout_seconds=0', 'timeout_seconds="0": use a whole number from 1 to 3600'],
  ['timeout_seconds=3601', 'timeout_seconds="3601": use a whole number from 1 to 3600'],
  ['timeout_seconds=5s', 'timeout_seconds="5s": use a whole number from 1 to 3600'],
  ['timeout_seconds=05', 'timeout_seconds="05": use a whole number from 1 to 3600'],
  ['timeout_seconds=1e1', 'timeout_seconds="1e1": use a whole number from 1 to 3600'],
  ['stdout_bytes=-1', 'stdout_bytes="-1": use a whole number from 1 to 67108864'],
  ['stderr_bytes=1048577', 'stderr_bytes="1048577": use a whole number from 1 to 1048576'],
  ['audit_bytes=1048575', 'audit_bytes="1048575": use a whole number from 1048576 to 1073741824'],
  ['audit_bytes=64M', 'audit_bytes="64M": use a whole number from 1048576 to 1073741824'],
  ['audit=true', 'audit="true": use off, on or required'],
  ['audit="on"', 'audit=""on"": use off, on or required'],
  ['program=bfperf, ptm', 'program="bfperf, ptm": use provider names separated by commas, without spaces, e.g. bfperf'],
  ['program=bfperf,', 'program="bfperf,": use provider names separated by commas, without spaces, e.g. bfperf'],
  ['program=a,b,a', 'program="a,b,a": duplicate provider'],
  ['Audit=on', 'unknown setting Audit; did you mean audit?'],
  ['timeout_second=1', 'unknown setting timeout_second; did you mean timeout_seconds?'],
  [
    'constructor=1',
    'unknown setting constructor; settings: socket, timeout_seconds, stdout_bytes, stderr_bytes, audit, audit_bytes, program',
  ],
])('[server] %s is refused', (line, reason) => {
  expect(errorsIn(`[server]\n${line}\n`)).toEqual([`2: ${reason}`]);
});

const rules = (count: number): string => `[commands]\n${Array.from({ length: count }, (_, i) => `/p ${i}\n`).join('')}`;

test('enforces the limits of a file', () => {
  expect(sound(rules(1000)).rules).toHaveLength(1000);
  expect(errorsIn(rules(1003))).toEqual(['1002: more than 1000 rules']);
  const [head, tail] = ['[commands]\n', '\n'];
  const line = `/p ${'a '.repeat(2046)}b`;
  expect(line).toHaveLength(4096);
  expect(sound(head + line + tail).rules[0]?.most).toBe(2047);
  expect(sound(`${head}/p ${'a'.repeat(1024)}${tail}`).rules).toHaveLength(1);
  const filled = `${head}${`#${'x'.repeat(1022)}\n`.repeat(256)}`.slice(0, 262144);
  expect(sound(filled).rules).toHaveLength(0);
  expect(errorsIn(`${filled}\n`)).toEqual(['0: file is larger than 262144 bytes']);
});

test('macros may use macros eight deep', () => {
  const chain = (depth: number): string =>
    `[regex_macros]\n${Array.from({ length: depth }, (_, i) => (i === 0 ? 'M0=x\n' : `M${i}=$M${i - 1}\n`)).join('')}`;
  expect(sound(chain(8)).macros.at(-1)?.depth).toBe(8);
  expect(errorsIn(chain(9))).toEqual(['10: macro M8 "$M7": macros are nested more than 8 deep']);
});

test('macros that would grow without end are refused at once', () => {
  const bomb = ['A=(?:[a-z]|x)', ...'BCDEFGH'.split('').map((name, i) => `${name}=${`$${'ABCDEFG'[i]}`.repeat(400)}`)];
  const started = performance.now();
  expect(errorsIn(`[regex_macros]\n${bomb.join('\n')}\n[commands_regex]\n/p $H\n`).length).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('bytes that are no text are refused, not guessed', () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('[commands]\n/p '), 0xff, 0xfe, 0x0a]);
  expect(parsePolicy(bytes, FILE)).toMatchObject({
    kind: 'invalid',
    errors: [{ file: FILE, line: 2, reason: 'column 4: U+FFFD is not allowed; a policy is printable ASCII' }],
  });
});
