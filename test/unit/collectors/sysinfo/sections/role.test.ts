// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { role } from '../../../../../src/collectors/sysinfo/sections/role.js';
import { ask, functionAt } from '../fake-tools.js';
import { HOST_WITH_DPU } from '../host-with-dpu.js';

const NAME = '/sys/class/dmi/id/product_name';
const VF = functionAt('0000:3b:02.1', '0xa2d3', { physfn: '-> ../0000:3b:00.0' });
const BUS = { '/sys/bus/pci/devices/': '' };

test.each([
  ['a BlueField by its name', { [NAME]: 'BlueField-4 DPU' }, 'dpu', 'product_name BlueField-4 DPU', null],
  ['a BlueField by its devices', { '/sys/bus/acpi/devices/MLNXBF22:00/': '' }, 'dpu', 'ACPI devices', null],
  ['a host with one', HOST_WITH_DPU, 'host-with-dpu', 'BlueField-3 at 0000:3b:00.0', ['0000:3b:00.0']],
  // VFs have addresses that are no longer the card's.
  [
    'a host with VFs of one',
    { ...HOST_WITH_DPU, ...VF },
    'host-with-dpu',
    'BlueField-3 at 0000:3b:00.0',
    ['0000:3b:00.0'],
  ],
  ['a host with a ConnectX', functionAt('0000:18:00.0', '0x1021'), 'host', null, []],
  ['a laptop', { [NAME]: 'Laptop', ...BUS }, 'host', null, []],
  // A guest has a function of a DPU, and not the DPU.
  ['a guest with a VF of a BlueField', functionAt('0000:00:05.0', '0xa2d3'), 'host', null, []],
])('%s', async (_what, paths, word, evidence, dpus) => {
  expect(await ask(role, paths)).toEqual({ records: { role: { role: word, evidence, dpus } }, findings: [] });
});

test.each([
  ['the name of the machine', { [NAME]: '!EIO', ...BUS }, 'EIO'],
  ['the bus', { '/sys/bus/pci/devices': '!EACCES' }, 'EACCES'],
  ['which adapter it has', functionAt('0000:18:00.0', '!EIO'), 'unknown device ID of 0000:18:00.0'],
])('does not call a machine a host because %s could not be read', async (_what, paths, detail) => {
  const { records, findings } = await ask(role, paths);
  expect(records.role).toEqual({ role: null, evidence: null, dpus: null });
  expect(findings.map((finding) => [finding.field, finding.detail])).toEqual(
    ['role', 'evidence', 'dpus'].map((field) => [field, detail]),
  );
});
