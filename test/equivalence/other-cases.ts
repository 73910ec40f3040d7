// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Cases of everything except provider commands: help, errors, policies, recordings, events, terminals. */

import type { Case } from './cases.js';
import { valuesOf } from './flag-values.js';
import { DAMAGES } from './inputs.js';
import { POLICIES } from './policies.js';
import type { Surface } from './surface.js';

const toCases = (lines: readonly (readonly string[])[]): readonly Case[] =>
  lines.map((argv) => ({ argv, columns: null }));

/** Returns each line with and without `--json`. */
const alsoAsJson = (lines: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  lines.flatMap((line) => {
    const dashes = line.indexOf('--');
    return [line, dashes < 0 ? [...line, '--json'] : [...line.slice(0, dashes), '--json', ...line.slice(dashes)]];
  });

/** Returns misspellings: a letter missing, added or swapped, and upper case. */
const misspell = (word: string): readonly string[] => [
  word.slice(0, -1),
  `${word}x`,
  word.slice(1),
  `${word[1]}${word[0]}${word.slice(2)}`,
  word.toUpperCase(),
];

const helpCases = ({ commands }: Surface): readonly Case[] => {
  const topics = [...new Set(commands.map(({ words }) => words[0] ?? ''))];
  return toCases([
    [],
    ['--help'],
    ['-h'],
    ['help'],
    ['--version'],
    ['help', 'exit'],
    ['help', 'ovs-access'],
    ['exit'],
    ...topics.map((topic) => [topic, '--help', 'x']),
    ...topics.map((topic) => ['help', topic, 'nothing']),
    ...[...commands.map(({ words }) => words), ...topics.map((topic) => [topic])].flatMap((words) => [
      ['help', ...words],
      [...words, '--help'],
    ]),
  ]);
};

const errorCases = ({ commands }: Surface): readonly Case[] =>
  toCases([
    ['-v'],
    ['--json'],
    ['nothing'],
    [''],
    ['\u001b[31m'],
    ['help', 'nothing'],
    ...commands.flatMap(({ words }) => [
      ...misspell(words[0] ?? '').map((word) => [word, ...words.slice(1)]),
      ...(words[1] === undefined ? [] : misspell(words[1]).map((word) => [words[0] ?? '', word])),
      [...words, 'extra', 'words'],
      [...words, '--nothing'],
      [...words, '--jsonn'],
      [...words, '-x'],
      [...words, '--json=1'],
      [...words, '--json', '--nothing'],
    ]),
  ]);

const policyCases = (surface: Surface, commandLines: readonly (readonly string[])[]): readonly Case[] => {
  const files = Object.keys(POLICIES).map((name) => `../inputs/policies/${name}`);
  const providers = Object.keys(surface.types);
  const good = ['policy', 'test', '--policy', '../inputs/policies/good.ini'];
  const { valid, invalid } = valuesOf('policy');
  const altered = commandLines.map((argv, i) => {
    if (i % 3 === 0) return [...argv, '--force'];
    return i % 3 === 1 ? argv.slice(0, -1) : argv.map((word, at) => (at === argv.length - 1 ? `${word};x` : word));
  });
  return toCases([
    ...alsoAsJson([
      ['policy', 'check'],
      ['policy', 'show'],
      ['policy', 'explain'],
      ['policy', 'explain', 'nothing'],
      ['policy', 'check', 'missing.ini'],
      ['policy', 'import', 'missing.ini'],
      ['policy', 'import'],
      ['policy', 'test'],
      ['policy', 'test', '--'],
      ['policy', 'test', '/usr/bin/mlxlink'],
      ...providers.map((name) => ['policy', 'explain', name]),
      ...files.flatMap((file) => [
        ['policy', 'check', file],
        ['policy', 'import', file],
        ['policy', 'test', '--policy', file, '--suggest', '--', '/usr/bin/ovs-vsctl', 'show'],
      ]),
      ...[...valid, ...invalid].map((value) => ['policy', 'test', '--policy', ...value, '--', '/usr/bin/df', '-l']),
      [...good, '--', '/usr/bin/mlxlink', '-d', '0000:18:00.0', '-p', '1', '-a', 'DN'],
      [...good, '--suggest', '--', '/usr/bin/mlxlink', '-d', '0000:18:00.0', '-p', '1', '-a', 'DN'],
      [...good, '--', '/usr/bin/mlxlink', '-d', '0000:18:00.0', '-p', '1', '-c', '--json'],
      [...good, '--suggest', '--', '/usr/bin/nothing', ''],
      [...good, '--suggest', '--', 'mlxlink'],
      [...good, '--', '/usr/bin/mlxlink', '-d 0000:18:00.0 -p 1'],
      [...good, '--', '/usr/bin/mlxlink', '\u001b[31m', '\u00e4'],
      [...good, '--', ...Array.from({ length: 70 }, () => '/usr/bin/a')],
    ]),
    ...commandLines.map((argv) => ['policy', 'test', '--', ...argv]),
    ...altered.map((argv) => ['policy', 'test', '--suggest', '--', ...argv]),
  ]);
};

const recordingCases = ({ machines }: Surface): readonly Case[] => {
  const invalidNames = [
    'truncated',
    'not-json',
    'not-a-line',
    'climbing',
    'no-host',
    'later-schema',
    'unfinished',
    'identity',
  ];
  const recordings = [
    ...machines,
    ...machines.flatMap((machine) => DAMAGES.map((damage) => `../inputs/${damage}/${machine}`)),
    ...invalidNames.map((name) => `../inputs/spoilt/${name}`),
    'made/recording',
    'missing',
    '../inputs/none',
    '../inputs/policies/good.ini',
  ];
  return toCases([
    ...alsoAsJson([['replay', 'check'], ...recordings.map((name) => ['replay', 'check', name])]),
    ...invalidNames.map((name) => ['devices', '--replay', `../inputs/spoilt/${name}`]),
    ['devices', '--replay', 'made/recording'],
    ['hcaperf', '--root', `../inputs/roots/${machines[0]}`, '--record', 'made/recording'],
  ]);
};

const eventCases = (): readonly Case[] =>
  toCases(
    alsoAsJson([[], ['llt'], ['llt0'], ['mss'], ['nothing'], ['']].map((words) => ['bfperf', 'events', ...words])),
  );

/** Cases in a pseudo-terminal: colors, formatted numbers, wrapped lines. */
const terminalCases = (surface: Surface): readonly Case[] => {
  const lines = Object.keys(surface.types).flatMap((name) =>
    surface.machines.flatMap((machine) => {
      const line = [name, '--replay', `../inputs/hosts/${machine}`];
      return [60, 80, 120].map((columns) => ({ argv: line, columns }));
    }),
  );
  const at80 = Object.keys(surface.types).flatMap((name) => [
    [name, '--replay', `../inputs/hosts/${surface.machines[1]}`, '--wide'],
    [name, '--replay', `../inputs/garbage/${surface.machines[1]}`],
    [name, '--replay', `../inputs/refused/${surface.machines[0]}`, '--no-color'],
    [name, '--replay', 'missing'],
    [name, '--jsonn'],
    [name, '--help'],
  ]);
  return [...lines, ...at80.map((argv) => ({ argv, columns: 80 }))];
};

/** Returns all of these cases; `commandLines` come from the recordings. */
export const otherCases = (
  surface: Surface,
  commandLines: readonly (readonly string[])[],
  hasTerminal: boolean,
): readonly Case[] => [
  ...helpCases(surface),
  ...errorCases(surface),
  ...policyCases(surface, commandLines),
  ...recordingCases(surface),
  ...eventCases(),
  ...(hasTerminal ? terminalCases(surface) : []),
];
