// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCpuModel } from '../../../../../src/collectors/sysinfo/sections/cpu/model.js';
import { cpu, parseCpuList } from '../../../../../src/collectors/sysinfo/sections/cpu.js';
import type { Paths } from '../../../small-machine.js';
import { collectSection } from '../collect-section.js';

const CPUS = '/sys/devices/system/cpu';
const XEON = 'processor\t: 0\nmodel name\t: Intel(R)  Xeon(R)\n';

/** CPUs by their numbers: socket and the CPUs of their core. */
const cpus = (online: string, topology: Readonly<Record<number, readonly [socket: string, core: string]>>): Paths => ({
  '/proc/cpuinfo': XEON,
  [`${CPUS}/online`]: online,
  ...Object.fromEntries(
    Object.entries(topology).flatMap(([n, [socket, core]]) => [
      [`${CPUS}/cpu${n}/topology/physical_package_id`, socket],
      [`${CPUS}/cpu${n}/topology/thread_siblings_list`, core],
    ]),
  ),
});

test.each<[string, Paths, readonly (number | null)[], string]>([
  [
    'two threads per core on two sockets',
    cpus('0-3', { 0: ['0', '0,2'], 1: ['1', '1,3'], 2: ['0', '0,2'], 3: ['1', '1,3'] }),
    [4, 2, 2, 2],
    '4 x Intel(R) Xeon(R), 2 sockets, 2 threads per core',
  ],
  [
    'one CPU is offline and has no topology',
    { ...cpus('0-1,3', { 0: ['0', '0,2'], 1: ['0', '1,3'], 3: ['0', '1,3'] }), [`${CPUS}/cpu2/online`]: '0' },
    [3, 2, 1, null],
    '3 x Intel(R) Xeon(R), 1 socket',
  ],
  [
    'firmware that describes no sockets',
    cpus('0-1', { 0: ['-1', '0'], 1: ['-1', '1'] }),
    [2, 2, null, 1],
    '2 x Intel(R) Xeon(R)',
  ],
  ['a CPU without topology', cpus('0-1', { 0: ['0', '0'] }), [2, null, null, null], '2 x Intel(R) Xeon(R)'],
  ['garbage', cpus('0-x', { 0: ['0', '0'] }), [null, null, null, null], '-'],
])('%s', async (_, paths, counts, line) => {
  const told = await collectSection(cpu, paths);
  const { cpus: all, cores, sockets, threads_per_core } = told.records.cpu ?? {};
  expect([all, cores, sockets, threads_per_core]).toEqual(counts);
  expect(told.line).toBe(line);
});

const arm = (implementer: string, part: string): string =>
  `processor\t: 0\nBogoMIPS\t: 400.00\nCPU implementer\t: ${implementer}\nCPU architecture: 8\nCPU part\t: ${part}`;

test.each<[string, string | null]>([
  [arm('0x41', '0xd42'), 'Cortex-A78AE'],
  [[arm('0x41', '0xd08'), arm('0x41', '0xd08')].join('\n\n'), 'Cortex-A72'],
  [[arm('0x41', '0xd42'), arm('0x41', '0xd4f')].join('\n\n'), 'Cortex-A78AE, Neoverse-V2'],
  [arm('0x41', '0xfff'), 'Arm implementer 0x41 part 0xfff'],
  [`model name\t: ARMv8 Processor rev 1 (v8l)\n${arm('0x41', '0xd42')}`, 'Cortex-A78AE'],
  ['processor\t: 0', null],
  ['', null],
])('the model of %j', (text, model) => {
  expect(parseCpuModel(text)).toBe(model);
});

test('a list of CPUs is the CPUs that it was written from', () => {
  const ranges = fc.uniqueArray(fc.nat({ max: 300 }), { minLength: 1 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(fc.property(ranges, (all) => void expect(parseCpuList(all.join(','))).toEqual(all)));
  expect(parseCpuList('0-3,8')).toEqual([0, 1, 2, 3, 8]);
  for (const text of ['', '3-1', '1-', 'a', '0,,1', '0-1000000']) expect(parseCpuList(text)).toBeNull();
});
