// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { helpFor } from '../../../src/cli/help.js';
import { COMMANDS } from '../../../src/commands.generated.js';

/** The names below a heading, in order. */
const namesBelow = async (heading: string): Promise<readonly string[]> => {
  const lines = (await helpFor([], COMMANDS, '/opt/fabric')).split('\n');
  const from = lines.indexOf(heading) + 1;
  return lines.slice(from, lines.indexOf('', from)).map((line) => line.trim().split(' ')[0] ?? '');
};

test('fabric --help prints what each provider declares that a user needs', async () => {
  const lines = (await helpFor([], COMMANDS, '/opt/fabric')).split('\n').map((line) => line.trim());
  const needsOfLine = (name: string) =>
    / {2}\(([^)]*)\)$/.exec(lines.find((line) => line.startsWith(`${name} `)) ?? '')?.[1];
  expect(['devices', 'link', 'ovs', 'ptm', 'bfperf'].map(needsOfLine)).toEqual([
    undefined,
    'root',
    'root or a read-only copy',
    'root for power',
    'root; reprograms counters',
  ]);
});

test('commands stand below their heading in an order of use, not of the alphabet', async () => {
  // Another provider may stand after these.
  expect((await namesBelow('Adapters and links')).slice(0, 5)).toEqual([
    'devices',
    'hcaperf',
    'link',
    'nvconfig',
    'firmware',
  ]);
  expect((await namesBelow('Machine')).slice(0, 4)).toEqual(['sysinfo', 'ovs', 'ptm', 'bfperf']);
});

/** A line with a path this long cannot be broken. */
const hasLongWord = (line: string): boolean => line.split(' ').some((word) => word.length > 50);

test('no line of any help is wider than a terminal', async () => {
  const topics = Object.keys(COMMANDS).map((id) => id.split(':'));
  for (const words of [[], ['exit'], ['ovs-access'], ...topics]) {
    const wide = (await helpFor(words, COMMANDS, '/opt/fabric'))
      .split('\n')
      .filter((line) => line.length > 80 && !hasLongWord(line));
    expect(wide, words.join(' ')).toEqual([]);
  }
});
