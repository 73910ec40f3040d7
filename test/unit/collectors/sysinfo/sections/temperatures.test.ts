// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { temperatures } from '../../../../../src/collectors/sysinfo/sections/temperatures.js';
import type { Paths } from '../../../small-machine.js';
import { BLUEFIELD, chip } from '../../ptm/small-bluefield.js';
import { collectSection } from '../collect-section.js';

const nvme = (n: number, files: Paths): Paths =>
  chip(`hwmon${n}`, `nvme${n}`, { name: 'nvme', temp1_label: 'Composite', ...files });

test('a server: the hottest of each kind, limits, and why one has no reading', async () => {
  const { records, findings, line } = await collectSection(temperatures, {
    '/sys/class/dmi/id/product_name': 'Server',
    ...nvme(0, { temp1_input: '40850', temp1_crit: '86850' }),
    ...nvme(1, { temp1_input: '51000', temp1_max: '80000', temp1_crit: '!EIO' }),
    ...nvme(2, { temp1_input: '!ENODATA' }),
    ...chip('hwmon3', 'coretemp.0', { name: 'coretemp', temp1_input: '57000', temp1_label: 'Package id 0' }),
    ...chip('hwmon4', 'phy0', { name: 'iwlwifi_1', temp1_input: '39000' }),
  });
  expect(line).toBe('cpu 57C, nvme up to 51C');
  expect(records.temperatures.map((t) => Object.values(t))).toEqual([
    ['coretemp/Package_id_0', 57, null, 'hwmon coretemp'],
    ['iwlwifi_1/temp1', 39, null, 'hwmon iwlwifi_1'],
    ['nvme0', 40.85, 86.85, 'hwmon nvme'],
    ['nvme1', 51, null, 'hwmon nvme'],
    ['nvme2', null, null, 'hwmon nvme'],
  ]);
  expect(findings).toEqual([
    'nvme1 limit_celsius unreadable EIO',
    'nvme2 temperature_celsius absent ENODATA: no reading right now',
  ]);
});

test('a BlueField: its own chip has no prefix, and modules have their line elsewhere', async () => {
  const asic = {
    name: 'mlx5',
    temp1_input: '45000',
    temp1_label: 'asic',
    temp2_label: 'Module0',
    temp2_input: '47000',
  };
  const told = await collectSection(temperatures, { ...BLUEFIELD, ...chip('hwmon1', '0000:03:00.0', asic) });
  expect(told.line).toBe('asic 45C');
  expect(told.records.temperatures.map(({ sensor }) => sensor)).toEqual(['asic', 'p0_module']);
});

test('a machine without sensors has none, and that is no problem', async () => {
  expect(await collectSection(temperatures, {})).toMatchObject({
    records: { temperatures: [] },
    findings: [],
    line: null,
  });
});

test('sensors that are missing because hwmon cannot be listed are a finding', async () => {
  const { findings } = await collectSection(temperatures, { '/sys/class/hwmon': '!EIO' });
  expect(findings).toEqual([expect.stringContaining('unreadable /sys/class/hwmon: EIO')]);
});
