// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { Paths } from '../../small-machine.js';
import { BLUEFIELD, chip, DRIVER, LOADED, machine, show, status, withTools } from './small-bluefield.js';

const ASIC = chip('hwmon0', '0000:03:00.0', {
  name: 'mlx5',
  temp1_input: '45000',
  temp1_crit: '91000',
  temp1_label: 'asic',
});
const LOCKED: Paths = { '/sys/kernel/security/lockdown': 'none [integrity] confidentiality' };
const refused = Object.fromEntries(Object.keys(DRIVER).map((name) => [name, '!EPERM']));
const closed: Paths = { '/sys/kernel/debug': '!EACCES' };
const { '/sys/kernel/debug/sleep_time': _, ...UNMOUNTED } = BLUEFIELD;

test.each<[string, readonly Paths[], string, string | null]>([
  ['not root', [BLUEFIELD, LOADED, closed], 'warning permission power, throttling: needs root', 'sudo fabric ptm'],
  [
    'debugfs not mounted',
    [UNMOUNTED, { '/sys/kernel/debug/': '' }],
    'warning absent power, throttling: debugfs is not mounted',
    'mount -t debugfs none /sys/kernel/debug    (fabric does not mount it)',
  ],
  [
    'module not loaded',
    [BLUEFIELD],
    'warning absent power, throttling: module mlxbf_ptm is not loaded',
    'modprobe mlxbf-ptm    (fabric does not load modules)',
  ],
  [
    'locked down before it could be loaded',
    [BLUEFIELD, LOCKED],
    'warning permission power, throttling: kernel is locked down (integrity)',
    'apt install mft    (its mlxreg reads power from the firmware, without the driver)',
  ],
  [
    'locked down after it was loaded',
    [BLUEFIELD, LOCKED, LOADED, status(refused)],
    'warning permission power, throttling: kernel is locked down (integrity)',
    'apt install mft    (its mlxreg reads power from the firmware, without the driver)',
  ],
  [
    'loaded, and its files are not there',
    [BLUEFIELD, LOADED],
    'warning unreadable power, throttling: cannot list /sys/kernel/debug/mlxbf-ptm/monitors/status (ENOENT)',
    null,
  ],
  [
    'a BlueField-2',
    [BLUEFIELD, { '/sys/class/dmi/id/product_name': 'BlueField-2 SmartNIC' }],
    'not_supported power, throttling: only on BlueField-3, this is BlueField-2',
    null,
  ],
  [
    'another machine',
    [BLUEFIELD, { '/sys/class/dmi/id/product_name': 'ThinkPad' }],
    'not_supported power, throttling: only on BlueField-3',
    null,
  ],
])(
  '%s: reports what is missing, why, and what would help; temperatures are there all the same',
  async (_what, paths, said, fix) => {
    const { power, throttling, state, temperatures, findings, fixes } = await show(machine(ASIC, ...paths));
    expect({ power, throttling, state }).toEqual({ power: [], throttling: [], state: null });
    expect(temperatures).toMatchObject([{ temperature_celsius: 45, critical_celsius: 91, headroom_celsius: 46 }]);
    expect(findings).toEqual([said]);
    expect(fixes).toEqual(fix === null ? [] : [fix]);
  },
);

test('a BlueField whose product name cannot be read is known by its ACPI devices', async () => {
  const paths = { '/sys/class/dmi/id/product_name': '!EACCES', '/sys/bus/acpi/devices/MLNXBF33:00/hid': 'MLNXBF33' };
  const { findings } = await show(machine(BLUEFIELD, ASIC, paths));
  expect(findings).toEqual(['warning absent power, throttling: module mlxbf_ptm is not loaded']);
});

test('who is not root has no tool run', async () => {
  const lines: string[] = [];
  const { temperatures, findings } = await show(
    withTools(machine(BLUEFIELD, closed), (line) => {
      lines.push(line);
      return null;
    }),
  );
  expect(lines).toEqual([]);
  expect(temperatures).toMatchObject([{ sensor: 'asic', temperature_celsius: null }]);
  expect(findings).toContain('asic temperature_celsius permission needs root');
});

test('of a BlueField-3 in a host the power is a matter of root too', async () => {
  const { findings } = await show(machine(BLUEFIELD, ASIC, closed, { '/sys/class/dmi/id/product_name': 'Server' }));
  expect(findings).toEqual([
    'not_supported power, throttling: only on BlueField-3',
    'mlx5_0/total permission power needs root',
  ]);
});

test('notes a machine without any sensor', async () => {
  const { temperatures, findings, fixes } = await show(
    machine({ '/sys/class/dmi/id/product_name': 'Virtual Machine' }),
  );
  expect(temperatures).toEqual([]);
  expect(findings).toEqual([
    'not_supported power, throttling: only on BlueField-3',
    '/sys/class/hwmon absent no temperature: /sys/class/hwmon not found',
  ]);
  expect(fixes).toEqual(['fabric ptm --replay bluefield3    (no hardware needed)']);
});
