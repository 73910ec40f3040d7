// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { fabricCommand, packageRoot, run } from '../fabric.js';
import { isRoot, unprivileged } from '../machine.js';
import { plantText, recordedTree } from '../trees.js';
import { adapterMachine, canPlantTools } from './adapter-machine.js';

const skipped = canPlantTools ? '' : ' (skipped: needs root and overlay mounts)';
const TEMPERATURES = [
  'temp   core         44C   115C   71C       -  hwmon acpitz',
  'temp   asic         45C    91C   46C       -  hwmon mlx5',
  'temp   ddr          80C   105C   25C       -  hwmon acpitz',
  'temp   p1_module    47C    70C   23C       -  hwmon mlx5',
  'temp   nvme0        41C    85C   44C       -  hwmon nvme',
];
const THRESHOLD = 'note: ddr: this firmware may report a threshold instead of a reading';

describe.skipIf(!canPlantTools)(`a BlueField-3 without its driver${skipped}`, async () => {
  const machine = await adapterMachine('bluefield3');
  rmSync(join(machine.tree, 'sys/kernel/debug/mlxbf-ptm'), { recursive: true });
  rmSync(join(machine.tree, 'sys/module/mlxbf_ptm'), { recursive: true });
  plantText(join(machine.tree, 'sys/kernel/debug/sleep_time'), '0\n');
  beforeEach(machine.clear);

  test('reads power from the firmware, and reports what only the driver has', async () => {
    machine.recordedTool('mlxreg');
    expect(await machine.fabric('ptm')).toMatchObject({
      stdout: `${[
        'KIND   NAME       VALUE  LIMIT  LEFT  EVENTS  SOURCE',
        'power  total        61W   150W   89W       -  mlxreg',
        ...TEMPERATURES,
      ].join('\n')}\n`,
      stderr: `${[
        'warning: vr0, vr1, throttling: module mlxbf_ptm is not loaded',
        THRESHOLD,
        'fix: modprobe mlxbf-ptm    (fabric does not load modules)',
      ].join('\n')}\n`,
      status: 6,
    });
  });

  test.each([
    ['is cut', `${machine.answerOf('mlxreg')} | head -c 220`, 'mlxreg: no power in register MVCR, sensor 127'],
    ['fails', 'echo "-E- Failed to open device" >&2; exit 1', 'mlxreg: Failed to open device'],
    ['dies', 'kill -SEGV $$', 'mlxreg: killed by SIGSEGV'],
  ])('of which the tool %s has no power, with a reason', async (_how, lines, why) => {
    machine.tool('mlxreg', lines);
    const { stdout, stderr, status } = await machine.fabric('ptm');
    expect(stdout).not.toContain('power');
    expect(stdout).toContain('temp  core         44C   115C   71C       -  hwmon acpitz');
    expect(stderr).toContain(why);
    expect(stderr).toContain('warning: power, throttling: module mlxbf_ptm is not loaded');
    expect(status).toBe(6);
  });
});

describe.skipIf(!canPlantTools)(`eight cards with mstflint${skipped}`, async () => {
  const machine = await adapterMachine('connectx7');
  beforeEach(machine.clear);

  test('agree with their recording', async () => {
    machine.recordedTool('mstmget_temp');
    const { stdout, status } = await machine.fabric('ptm', '--wide');
    expect(stdout).toBe(readFileSync(join(packageRoot, 'fixtures/hosts/connectx7/expected/ptm.wide.txt'), 'utf8'));
    expect(status).toBe(0);
  });
});

test.skipIf(!isRoot || unprivileged === null)('an ordinary user gets temperatures, and status 6', async () => {
  const tree = await recordedTree('bluefield3');
  chmodSync(join(tree, 'sys/kernel/debug'), 0o700);
  rmSync(join(tree, 'run'), { recursive: true });
  const ended = await run([...(unprivileged ?? []), ...fabricCommand(['ptm', '--root', tree])]);
  expect(ended).toMatchObject({
    stdout: `${['KIND  NAME       VALUE  LIMIT  LEFT  EVENTS  SOURCE', ...TEMPERATURES].join('\n').replaceAll('temp   ', 'temp  ')}\n`,
    stderr: `warning: power, throttling: needs root\n${THRESHOLD}\nfix: sudo fabric ptm\n`,
    status: 6,
  });
});
