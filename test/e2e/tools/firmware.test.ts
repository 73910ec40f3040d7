// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../fabric.js';
import { adapterMachine, canPlantTools } from './adapter-machine.js';

const skipped = canPlantTools ? '' : ' (skipped: needs root and overlay mounts)';
const expected = (machine: string): string =>
  readFileSync(join(packageRoot, 'fixtures/hosts', machine, 'expected/firmware.txt'), 'utf8');

describe.skipIf(!canPlantTools)(`a DPU with MFT${skipped}`, async () => {
  const machine = await adapterMachine('bluefield3');
  beforeEach(machine.clear);

  test('prints the same as its recording', async () => {
    for (const program of ['flint', 'mlxfwmanager']) machine.recordedTool(program);
    const { stdout, stderr, status } = await machine.fabric('firmware');
    expect(stdout + stderr).toBe(expected('bluefield3'));
    expect(status).toBe(0);
  });

  test('shows the values of the kernel in zero-trust mode', async () => {
    const denied = '-E- Cannot open Device: 0000:03:00.0. HW access is disabled on the device.';
    machine.tool('flint', `echo '${denied}'; exit 1`);
    expect(await machine.fabric('firmware')).toMatchObject({
      stdout:
        'DEVICE  MODEL        PSID           RUNNING     STORED  RESET\n' +
        'mlx5_0  BlueField-3  MT_0000000884  32.43.2402  -       -\n',
      stderr:
        'warning: mlx5_0: access restricted by the DPU (zero-trust mode)\n' +
        'partial: 0 of 1 devices complete, status 6\n',
      status: 6,
    });
  });
});

describe.skipIf(!canPlantTools)(`eight cards with mstflint${skipped}`, async () => {
  const machine = await adapterMachine('connectx7');
  beforeEach(() => {
    machine.clear();
    for (const program of ['flint', 'mlxfwmanager']) machine.hide(program);
  });

  test('print the same as their recording', async () => {
    machine.recordedTool('mstflint');
    const { stdout, stderr, status } = await machine.fabric('firmware');
    expect(stdout + stderr).toBe(expected('connectx7'));
    expect(status).toBe(0);
  });

  test('lose no other card if some fail, and give no wrong value', async () => {
    machine.recordedTool(
      'mstflint',
      `case "$2" in
        0000:18:*) "$0" -d 0000:2a:00.0 q full | head -c 300; exit ;;
        0000:40:*) "$0" -d 0000:2a:00.0 q full | sed s/MT_0000000838/MT_0000000884/; exit ;;
        0000:4f:*) sleep 30 ;;
        0000:9a:*) printf F; exit ;;
      esac`,
    );
    const { stdout, status } = await machine.fabric('firmware', '--json', '--deadline', '4s');
    const { records, problems } = JSON.parse(stdout);
    const stored = records.devices.map((r: Record<string, unknown>) => [r['device'], r['fw_stored'], r['security']]);
    const right = ['28.43.2026', 'secure-fw'];
    expect(stored).toEqual([
      ['mlx5_0', '28.43.2026', null],
      ['mlx5_1', ...right],
      ...[2, 3, 4].map((n) => [`mlx5_${n}`, null, null]),
      ['mlx5_5', ...right],
      ['mlx5_6', ...right],
      ['mlx5_7', '28.43.2026', null],
    ]);
    expect(records.devices.every((r: Record<string, unknown>) => r['fw_running'] !== null)).toBe(true);
    expect(problems.map((p: Record<string, unknown>) => `${p['where']} ${p['code']}`)).toEqual([
      'mlx5_0 parse',
      'mlx5_2 parse',
      'mlx5_3 timeout',
      'mlx5_4 parse',
    ]);
    expect(status).toBe(6);
  });
});
