// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { fabric, fabricCommand, packageRoot, run } from '../fabric.js';
import { unprivileged } from '../machine.js';
import { adapterMachine, canPlantTools } from './adapter-machine.js';

const skipped = canPlantTools ? '' : ' (skipped: needs root and overlay mounts)';

describe.skipIf(!canPlantTools)(`a machine with eight cards${skipped}`, async () => {
  const machine = await adapterMachine('connectx7');
  beforeEach(() => {
    machine.clear();
    machine.hide('mlxconfig');
  });

  test('prints the same table and messages as its recording', async () => {
    machine.recordedTool('mstconfig');
    const expected = readFileSync(join(packageRoot, 'fixtures/hosts/connectx7/expected/nvconfig.txt'), 'utf8');
    const { stdout, stderr, status } = await machine.fabric('nvconfig');
    expect(stdout + stderr).toBe(expected);
    expect(status).toBe(0);
  });

  test('gives the same document live and replayed', async () => {
    machine.recordedTool('mstconfig');
    const live = await machine.fabric('nvconfig', '--stable', '--json');
    const replayed = await fabric(['nvconfig', '--stable', '--json', '--replay', 'connectx7']);
    expect(live.stdout).toBe(replayed.stdout);
  });

  test('loses only the cards whose tool fails, each with its reason', async () => {
    machine.recordedTool(
      'mstconfig',
      `case "$2" in
        0000:2a:*) printf x; exit ;;
        0000:40:*) "$0" -d 0000:18:00.0 -e q | sed 's/0000:18:00.0/0000:40:00.0/' | head -c 5000; exit ;;
        0000:4f:*) sleep 30 ;;
        0000:9a:*) exec "$0" -d 0000:18:00.0 -e q ;;
        0000:aa:*) printf '\\033[31m\\033[0m'; exit ;;
        0000:c0:*) echo '-E- Cannot access NV register. Either FW does not support NV access register, or HW access is disabled.'; exit 3 ;;
        0000:dc:*) kill -SEGV $$ ;;
      esac`,
    );
    const { stdout, stderr, status, seconds } = await machine.fabric('nvconfig', '--json', '--deadline', '4s');
    const { records, problems } = JSON.parse(stdout);
    const counts = Object.fromEntries(
      records.devices.map((r: Record<string, unknown>) => [r['device'], [r['parameters'], r['changed'], r['pending']]]),
    );
    const none = [null, null, null];
    expect(counts).toEqual({
      mlx5_0: [262, 3, 0],
      ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`mlx5_${n}`, none])),
    });
    const reasons = problems.map((p: Record<string, unknown>) => `${p['where']} ${p['code']} ${p['detail']}`);
    expect(reasons).toEqual([
      'mlx5_1 parse no parameter table (and 1 more)',
      expect.stringMatching(/^mlx5_2 parse output is truncated: /),
      expect.stringMatching(/^mlx5_3 timeout mstconfig: no answer within [\d.]+ s, stopped$/),
      expect.stringMatching(/^mlx5_4 parse output is for 0000:18:00.0$/),
      'mlx5_5 parse no parameter table (and 1 more)',
      'mlx5_6 permission hardware access is disabled on the device',
      'mlx5_7 unreadable mstconfig: killed by SIGSEGV',
    ]);
    // The values of mlx5_2 before the truncation are correct, and belong to no other card.
    const of = (device: string) => records.parameters.filter((r: Record<string, unknown>) => r['device'] === device);
    const correct = new Map(of('mlx5_0').map((r: Record<string, unknown>) => [r['parameter'], r['current']]));
    expect(of('mlx5_2').length).toBeGreaterThan(20);
    for (const { parameter, current } of of('mlx5_2')) expect(current).toBe(correct.get(parameter));
    expect(new Set(records.parameters.map((r: Record<string, unknown>) => r['device']))).toEqual(
      new Set(['mlx5_0', 'mlx5_2']),
    );
    expect(stderr).toContain('partial: ');
    expect(status).toBe(6);
    expect(seconds).toBeLessThan(9);
  });

  test('runs one command at a time per card, and one query for all its arrays', async () => {
    const log = join(machine.place, 'log');
    machine.recordedTool('mstconfig', `echo "$2 $#" >> ${log}`);
    await machine.fabric('nvconfig', '-d', 'mlx5_0', '-d', '0000:2a:00.0');
    const calls = readFileSync(log, 'utf8').trim().split('\n').sort();
    expect(calls).toEqual(['0000:18:00.0 4', '0000:18:00.0 9', '0000:2a:00.0 4', '0000:2a:00.0 9']);
  });

  test('names the package if no tool is installed', async () => {
    machine.hide('mstconfig');
    expect(await machine.fabric('nvconfig')).toMatchObject({
      stdout: '',
      stderr: 'error: nvconfig needs mlxconfig or mstconfig; neither is in /usr/bin\nfix: apt install mstflint\n',
      status: 4,
    });
  });

  test('names each card once if none can be opened', async () => {
    machine.tool('mstconfig', "echo '-E- Failed to open the device'; exit 3");
    expect(await machine.fabric('nvconfig', '-d', 'mlx5_0', '-d', 'mlx5_1')).toMatchObject({
      stdout: '',
      stderr: 'error: mlx5_0: mstconfig: Failed to open the device\n  mlx5_1: mstconfig: Failed to open the device\n',
      status: 4,
    });
  });

  test('runs nothing that the policy does not allow, and names the nearest rule', async () => {
    const strict = await adapterMachine('connectx7');
    strict.tool('mlxconfig', `: > ${strict.place}/ran`);
    strict.policy('[commands_regex]\n/usr/bin/mlxconfig -d 0000:[0-9a-f]{2}:00\\.0 q\n');
    const { stdout, stderr, status } = await strict.fabric('nvconfig');
    expect({ stdout, status }).toEqual({ stdout: '', status: 3 });
    expect(stderr).toBe(`error: policy denies mlxconfig (8 commands, none run)
  /usr/bin/mlxconfig -d 0000:18:00.0 -e q
  nearest rule: /etc/fabric/policy.ini:2: argument 3 is "-e", the rule has "q"
fix: fabric policy explain nvconfig    (shows the rules it needs)
`);
    expect(existsSync(join(strict.place, 'ran'))).toBe(false);
  });

  test.skipIf(unprivileged === null)('queries nothing without root', async () => {
    const asUser = await run([...(unprivileged ?? []), ...fabricCommand(['nvconfig'])]);
    expect(asUser).toMatchObject({
      stdout: '',
      stderr:
        'error: nvconfig needs root to read the adapter\n' +
        'fix: sudo fabric nvconfig    (to see what it will run: fabric policy explain nvconfig)\n',
      status: 4,
    });
  });

  test('exits with 5 for unparsable output', async () => {
    machine.tool('mstconfig', 'echo hello');
    const { stdout, stderr, status } = await machine.fabric('nvconfig', '-d', 'mlx5_0');
    expect(stdout).toBe('');
    expect(stderr).toContain('warning: mlx5_0: line before the table: "hello"\n');
    expect(status).toBe(5);
  });
});
