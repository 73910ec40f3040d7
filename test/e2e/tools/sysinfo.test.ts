// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { beforeEach, describe, expect, test } from 'vitest';
import { adapterMachine, canPlantTools } from './adapter-machine.js';

const skipped = canPlantTools ? '' : ' (skipped: needs root and overlay mounts)';
const SECTIONS = ['--section', 'disks', '--section', 'temperatures'] as const;
const HEAT = 'temperatures  asic 45C, core 44C, ddr 80C, nvme 41C\n';

describe.skipIf(!canPlantTools)(`df${skipped}`, async () => {
  const machine = await adapterMachine('bluefield3');
  beforeEach(machine.clear);
  const ask = async () => {
    const { stdout, stderr, status } = await machine.fabric('sysinfo', ...SECTIONS);
    return { page: stdout.split('\n\n')[0], stderr, status };
  };

  test('that is not installed costs its fields, and the document is complete', async () => {
    machine.hide('df');
    const { page, stderr, status } = await ask();
    expect(page).toMatch(/^disks {9}\/ -/);
    expect(`${page}\n`).toContain(HEAT);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('that hangs is ended and reported', async () => {
    machine.tool('df', 'exec sleep 19');
    const { page, stderr, status } = await ask();
    expect(`${page}\n`).toContain(HEAT);
    expect(stderr).toContain('df: no answer within 3 s, stopped');
    expect(status).toBe(6);
  });

  test('runs with what the policy allows, and nothing else', async () => {
    machine.tool('df', 'echo "$*" >&2; echo "1B-blocks Used Avail Mounted on"; echo "41000 10 40000 /"');
    expect((await ask()).page).toMatch(/^disks {9}\/ 1% of 41 kB/);
    machine.policy('[commands]\n/usr/bin/df -l\n');
    const { stderr, status } = await ask();
    expect(stderr).toContain('policy.ini:2: argument 2 is "--block-size=1", the rule ends before it');
    expect(stderr).toContain('fix: fabric policy explain sysinfo\n');
    expect(status).toBe(6);
    machine.policy(null);
  });
});
