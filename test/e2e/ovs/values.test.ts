// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Values that a careless reader gets wrong, from a real database: defaults, large numbers, odd names, many rows. */

import { describe, expect, test } from 'vitest';
import { CONTROL } from '../documents.js';
import type { Run } from '../fabric.js';
import { readAnswer, reasonsOf } from './answers.js';
import { canRunOpenVswitch, skipped, startOpenVswitch } from './open-vswitch.js';
import { schemaWithout } from './schema.js';

const say = (seconds = 0): string => `${Math.round(seconds * 1000)} ms`;

const inTurn = async (times: number, once: () => Promise<Run>): Promise<readonly Run[]> => {
  const runs: Run[] = [];
  while (runs.length < times) runs.push(await once());
  return runs;
};

describe.skipIf(!canRunOpenVswitch)(`the database of a real Open vSwitch${skipped}`, () => {
  test('that lacks columns and tables: null with a reason, and not what ovs-vsctl makes of it', async () => {
    const schema = schemaWithout(
      'Open_vSwitch.dpdk_initialized',
      'Open_vSwitch.dpdk_version',
      'Interface.link_state',
      'Interface.mtu',
      'Bridge.mirrors',
      'Mirror',
    );
    const ovs = await startOpenVswitch({ layout: 'none', schema });
    // The daemon does not get on with this database either: nothing is waited for.
    const bridge = ['add-br', 'br0', '--', 'set', 'Bridge', 'br0', 'datapath_type=netdev'];
    await ovs.tool('ovs-vsctl', '--no-wait', ...bridge);
    const ended = await ovs.fabric('ovs', '--json');
    const answer = readAnswer(ended);
    expect(answer.switch).toMatchObject({ dpdk_initialized: null, dpdk_version: null });
    expect(answer.interfaces.get('br0')).toMatchObject({ state: null, mtu_bytes: null });
    expect(answer.records['mirrors']).toEqual([]);
    for (const field of ['dpdk_initialized', 'dpdk_version', 'state', 'mtu_bytes']) {
      expect(reasonsOf(answer, field), field).toEqual(['not_supported unknown to this database']);
    }
    const ofMirrors = answer.problems.filter(({ detail }) => detail === 'unknown to this database');
    expect(ofMirrors.map((problem) => (problem as { type?: string }).type)).toContain('mirrors');
  });

  test('with counts above 2^53: each digit, in every format', async () => {
    const ovs = await startOpenVswitch();
    ovs.signal('ovs-vswitchd', 'SIGKILL'); // it would write its own
    const statistics = {
      rx_bytes: '9223372036854775807',
      tx_bytes: '9007199254740993',
      rx_packets: '9007199254740995',
      tx_packets: '1',
    };
    const words = Object.entries(statistics).map(([name, value]) => `statistics:${name}=${value}`);
    await ovs.tool('ovs-vsctl', '--no-wait', 'set', 'Interface', 'p0', ...words);
    const [json, csv, metrics, table] = await Promise.all([
      ovs.fabric('ovs', '--json'),
      ovs.fabric('ovs', '--format', 'csv', '--type', 'interfaces'),
      ovs.fabric('ovs', '--format', 'prometheus'),
      ovs.fabric('ovs', '--raw'),
    ]);
    expect(readAnswer(json).interfaces.get('p0')).toMatchObject(statistics);
    for (const value of Object.values(statistics).slice(0, 3)) expect(csv.stdout).toContain(value);
    expect(metrics.stdout).toMatch(
      /^fabric_ovs_interface_rx_bytes_total\{[^}]*interface="p0"[^}]*\} 9223372036854775807$/m,
    );
    expect(table.stdout).toMatch(/ 9223372036854775807 +9007199254740993 /);
  });

  test('with names that are commands, escapes and other scripts: shown escaped, and nothing is run', async () => {
    const ovs = await startOpenVswitch();
    const names = [
      'x -- del-br ovsbr1',
      'red\u001b[31m',
      'é漢字',
      'rtl\u202eevil',
      'two\nlines',
      'a "quote"',
      'back\\slash',
    ];
    for (const name of names) await ovs.tool('ovs-vsctl', '--timeout=5', 'add-port', 'ovsbr1', name);
    const ended = await ovs.fabric('ovs', '--json');
    const found = (JSON.parse(ended.stdout) as { records: { interfaces: { interface: string }[] } }).records.interfaces;
    expect(found.map((one) => one.interface)).toEqual(expect.arrayContaining(names));
    for (const argv of [[], ['--wide'], ['--format', 'csv', '--type', 'interfaces'], ['--format', 'prometheus']]) {
      const { stdout, stderr } = await ovs.fabric('ovs', ...argv);
      expect(stdout + stderr).not.toMatch(CONTROL);
      expect(stdout).toContain('é漢字');
      expect(stdout.replaceAll('_', ' ')).toContain('x -- del-br ovsbr1'); // a table has no blank inside a cell
    }
    expect((await ovs.tool('ovs-vsctl', 'list-br')).split('\n')).toContain('ovsbr1');
  });

  test('with 1000 interfaces: in time', async () => {
    const [ovs, empty] = await Promise.all([
      startOpenVswitch({ layout: 'none' }),
      startOpenVswitch({ layout: 'none' }),
    ]);
    const ports = Array.from({ length: 999 }, (_, index) => ['--', 'add-port', 'br0', `eth${index}`]).flat();
    const bridge = ['add-br', 'br0', '--', 'set', 'Bridge', 'br0', 'datapath_type=netdev'];
    await ovs.tool('ovs-vsctl', '--timeout=20', ...bridge, ...ports);
    const answers = await inTurn(5, () => ovs.fabric('ovs', '--json'));
    const ofNone = await inTurn(5, () => empty.fabric('ovs', '--json'));
    const [seconds, least] = [answers, ofNone].map((runs) => Math.min(...runs.map((one) => one.seconds)));
    console.info(`fabric ovs --json: 1000 interfaces in ${say(seconds)}, none in ${say(least)}`);
    for (const answer of answers) expect(readAnswer(answer).interfaces.size).toBe(1000);
    // On a machine that does nothing else that is 300 ms; on another one everything takes longer.
    expect(seconds).toBeLessThan(Math.max(0.3, 8 * (least ?? 0)));
  });
});
