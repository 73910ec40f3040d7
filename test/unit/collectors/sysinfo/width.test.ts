// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a section is on a terminal of 80 columns, and that a pipe gets whole values. */

import { expect, test } from 'vitest';
import { renderAnswer } from '../../../../src/cli/render-answer.js';
import type { Terminal } from '../../../../src/cli/terminal.js';
import { sysinfo } from '../../../../src/collectors/sysinfo.js';
import { collectAnswer } from '../../../../src/run/collect.js';
import { defaultOptions, machineNames, openMachine } from '../../../machines.js';
import { PIPE, SCREEN } from '../../../terminals.js';

const shown = async (machine: string, section: string, terminal: Terminal, raw = false): Promise<readonly string[]> => {
  const options = defaultOptions(sysinfo, { section: [section], raw });
  const found = await collectAnswer(sysinfo, openMachine(machine), options.choice);
  return (await renderAnswer(found.document, sysinfo, options, terminal, found)).answer.split('\n');
};

test.each(machineNames)('no section of %s is wider than a terminal', async (machine) => {
  for (const section of Object.keys(sysinfo.sections ?? {}))
    for (const line of await shown(machine, section, SCREEN)) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('people read the MTU to the byte, and of IP over InfiniBand the GUID of the port; --raw has all 20 bytes', async () => {
  const rowOf = async (terminal: Terminal, raw: boolean) =>
    (await shown('connectx7', 'ports', terminal, raw)).find((line) => line.startsWith('ibp24s0'))?.split(/\s+/);
  const gid = '9c:63:c0:03:00:1f:42:08';
  expect(await rowOf(SCREEN, false)).toEqual(['ibp24s0', 'pf', 'up', '4092', `..${gid}`, '-']);
  expect(await rowOf(PIPE, true)).toEqual([
    'ibp24s0',
    'pf',
    'up',
    '4092',
    `00:00:10:29:fe:80:00:00:00:00:00:00:${gid}`,
    '-',
  ]);
});
