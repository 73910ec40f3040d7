// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { decide } from '../../../../src/policy/decision/decide.js';
import { importDpe } from '../../../../src/policy/dpe/import-dpe.js';
import { sound } from '../policies.js';

const SOMEWHERE: Readonly<Record<string, string>> = {
  hostname: '/usr/bin/hostname',
  lspci: '/usr/bin/lspci',
  crictl: '/usr/local/bin/crictl',
};
const resolve = (name: string): string | null => SOMEWHERE[name] ?? null;

/** The rules and macros that were taken over, and `line: reason` of the rest. */
const imported = (text: string) => {
  const { policy, refused } = importDpe(text, 'dpe.ini', resolve);
  const { rules, macros } = sound(policy);
  return {
    lines: [...macros.map(({ name, text: regex }) => `${name}=${regex}`), ...rules.map((rule) => rule.text)],
    refused: refused.map(({ line, reason }) => `${line}: ${reason}`),
  };
};

test('a list in the style of DPE becomes a policy', () => {
  const text = [
    '; shipped with the image',
    '[server]',
    'socket = /tmp/dpe.sock',
    '[commands]',
    'hostname',
    'disk=/bin/df -h',
    '  lspci   -D\t-nn',
    '[commands_regex]',
    '^crictl inspect $HEXA$',
    'lspci -s $BDF',
    'lspci -s $TWO',
    '/usr/bin/systemctl show getty@1',
    '[regex_macros]',
    'TWO = $BDF|$HEXA',
    'HEXA=[a-f0-9]+',
    'BDF=([0-9a-f]{4}\\:|)[0-9a-f]{2}\\:[0-9a-f]{2}\\.[0-9a-f]',
    '',
  ].join('\r\n');
  expect(importDpe(text, 'dpe.ini', resolve)).toEqual({
    refused: [],
    policy: `# Imported by fabric. Rules are not checked for harm: read each tool's manual before you install them.

[server]
socket=/tmp/dpe.sock

[regex_macros]
HEXA=[a-f0-9]+
BDF=([0-9a-f]{4}\\:|)[0-9a-f]{2}\\:[0-9a-f]{2}\\.[0-9a-f]
TWO=$BDF|$HEXA

[commands]
/usr/bin/hostname
/bin/df -h
/usr/bin/lspci -D -nn

[commands_regex]
/usr/local/bin/crictl inspect $HEXA
/usr/bin/lspci -s $BDF
/usr/bin/lspci -s $TWO
/usr/bin/systemctl show getty\\@1
`,
  });
});

test('what was taken over decides', () => {
  const policy = sound(
    importDpe('[commands_regex]\nlspci -s $BDF\n[regex_macros]\nBDF=[0-9]{2}\\:[0-7]\n', 'x', resolve).policy,
  );
  expect(decide(policy, ['/usr/bin/lspci', '-s', '18:0']).verdict).toBe('allow');
  expect(decide(policy, ['/usr/bin/lspci', '-s', '18:8']).verdict).toBe('deny');
});

test.each([
  ['hostname | wc', '"|" is not allowed: pipes need a shell'],
  ['hostname|wc', '"|" is not allowed: pipes need a shell'],
  ['hostname; id', '";" is not allowed: command lists need a shell; put each command on its own line'],
  ['hostname && id', '"&" is not allowed: background execution needs a shell'],
  ['hostname > /tmp/x', '">" is not allowed: redirection needs a shell'],
  ['hostname </etc/passwd', '"<" is not allowed: redirection needs a shell'],
  ['hostname `id`', '"`" is not allowed: command substitution needs a shell'],
  ['hostname $(id)', '"$" is not allowed: variables need a shell; macros work in [commands_regex] only'],
  ['hostname "a"', '""" is not allowed: quotes need a shell; policy words cannot contain spaces'],
  ["hostname 'a'", '"\'" is not allowed: quotes need a shell; policy words cannot contain spaces'],
  ['hostname a\\b', '"\\" is not allowed: backslash escapes need a shell'],
  ['hostname *', '"*" is not allowed: file patterns need a shell'],
  ['hostname a?', '"?" is not allowed: file patterns need a shell'],
  ['hostname [a]', '"[" is not allowed: file patterns need a shell'],
  ['hostname (a)', '"(" is not allowed: groups need a shell'],
  ['hostname {a,b}', '"{" is not allowed: brace expansion needs a shell'],
  ['! hostname', '"!" is not allowed: negation needs a shell'],
  ['hostname ~/x', '"~" needs a shell; use the full path'],
  ['hostname # name', '"#" starts a comment; put comments on their own line'],
  ['LC_ALL=C hostname', '"LC_ALL=" sets a shell variable; use the command line only'],
  ['nothing -v', 'no trusted program named nothing; use its absolute path'],
  ['bin/x', 'program "bin/x": use an absolute program path, e.g. /usr/bin/x'],
  ['/usr/../bin/x', 'program "/usr/../bin/x": ".." is not allowed; use the resolved path'],
  ['name=', 'program "": use an absolute program path, e.g. /usr/bin/mlxlink'],
  ['bash -c id', 'bash runs other programs; use the program it runs'],
  ['/usr/bin/sudo hostname', 'sudo runs other programs; use the program it runs'],
  ['hostname \u00e9', 'column 19: U+00E9 is not allowed; a policy is printable ASCII'],
])('[commands] %s is left out', (line, reason) => {
  expect(imported(`[commands]\n${line}\nlspci\n`)).toEqual({ lines: ['/usr/bin/lspci'], refused: [`2: ${reason}`] });
});

test.each([
  ['lspci -s .*', 'argument 2 ".*": "." is not allowed; use [A-Za-z0-9_-]+'],
  ['lspci -s $NONE', '$NONE is not defined above'],
  ['lspci a|b', '"|" outside ( ) splits the whole line; put alternatives in ( )'],
  ['lspci [|]a|b', '"|" outside ( ) splits the whole line; put alternatives in ( )'],
  ['lspci ((a)|b)|c', '"|" outside ( ) splits the whole line; put alternatives in ( )'],
  ['lspci (-v -k)x', 'argument 1 "(-v": "(" is not closed; use \\( for a literal ('],
  ['lspci | wc', '"|" is not allowed: pipes need a shell'],
  ['lspci || id', '"||" is not allowed: pipes need a shell'],
  ['lspci $(id)', '"$(" is not allowed: command substitution needs a shell'],
  ['lspci a;b', '";" is not allowed: command lists need a shell; put each command on its own line'],
  ['ls(pci|usb) -v', 'program "ls(pci|usb)": use an absolute program path, e.g. /usr/bin/ls(pci|usb)'],
  ['/usr/bin/ls.* -v', 'program "/usr/bin/ls.*": "*" is not allowed: a program is a literal path, not a pattern'],
])('[commands_regex] %s is left out', (line, reason) => {
  expect(imported(`[commands_regex]\n${line}\nlspci -v\n`)).toEqual({
    lines: ['/usr/bin/lspci -v'],
    refused: [`2: ${reason}`],
  });
});

test.each([
  ['lspci -s (a|b)[|]\\|', '/usr/bin/lspci -s (a|b)[|]\\|'],
  ['^/usr/bin/ls\\-pci -v$', '/usr/bin/ls-pci -v'],
  ['lspci a\\$', '/usr/bin/lspci a\\$'],
  ['lspci x@12', '/usr/bin/lspci x\\@12'],
  ['show=lspci --format=[a-z]', '/usr/bin/lspci --format=[a-z]'],
])('[commands_regex] %s is %s', (line, rule) => {
  expect(imported(`[commands_regex]\n${line}\n`)).toEqual({ lines: [rule], refused: [] });
});

test('a refused macro removes its rules, and each is reported', () => {
  const text =
    '[commands_regex]\nlspci $BAD\nlspci $GOOD\nlspci $USER\n[regex_macros]\nBAD=.*\nGOOD=[a-z]\nUSER=$BAD\n';
  expect(imported(text)).toEqual({
    lines: ['GOOD=[a-z]', '/usr/bin/lspci $GOOD'],
    refused: [
      '2: $BAD is not defined above',
      '4: $USER is not defined above',
      '6: macro BAD ".*": "." is not allowed; use [A-Za-z0-9_-]+',
      '8: macro USER "$BAD": $BAD is not defined above',
    ],
  });
});

test('macros that go in a circle are left out', () => {
  expect(imported('[regex_macros]\nA=$B\nB=$A\nC=c\n')).toEqual({
    lines: ['C=c'],
    refused: [
      '2: macro A "$B": $B is not defined above; move line 3 up: define macros before their use',
      '3: macro B "$A": $A is not defined above',
    ],
  });
});

test('the line of a reason is the line of the list', () => {
  expect(imported('# x\n[commands]\n\nlspci\nlspci\n').refused).toEqual(['5: duplicate rule; first defined on line 4']);
  expect(imported('[server]\n# x\n\naudit=on\naudit=off\n').refused).toEqual(['5: audit is already set (line 4)']);
});

test('reports unknown, broken or missing sections once', () => {
  expect(imported('lspci\nhostname\n[commands\nlspci\n[ commands ]\nhostname\n[other]\nx\ny\n[\u001b]\n')).toEqual({
    lines: ['/usr/bin/lspci', '/usr/bin/hostname'],
    refused: [
      '1: line before the first section',
      '2: line before the first section',
      '7: [other] is not a policy section; its lines were left out',
      '10: [\\u001b] is not a policy section; its lines were left out',
    ],
  });
});

test('what is too much is left out, and the rest is kept', () => {
  const many = Array.from({ length: 1003 }, (_, i) => `lspci ${i}`).join('\n');
  const result = imported(`[commands]\n${many}\n`);
  expect(result.lines).toHaveLength(1000);
  expect(result.refused).toEqual(['1002', '1003', '1004'].map((line) => `${line}: more than 1000 rules`));
  const large = Array.from({ length: 300 }, (_, i) => `lspci ${i}${'x'.repeat(1000)}`).join('\n');
  expect(imported(`[commands]\n${large}\n`).lines).toEqual([]);
  expect(imported(`[commands]\n${large}\n`).refused[0]).toBe('2: file is larger than 262144 bytes');
});

test.each(['', '[commands]\n', '\0\n', '[commands]\n[\n'])('%j becomes a policy without rules', (text) => {
  expect(imported(text).lines).toEqual([]);
});

test('a program that was found in a strange place is no program', () => {
  const { policy, refused } = importDpe('[commands]\nx\n', 'f', () => '/usr/bin/x\n/bin/sh');
  expect(sound(policy).rules).toEqual([]);
  expect(refused).toEqual([{ file: 'f', line: 2, reason: expect.stringContaining('is not allowed') }]);
});
