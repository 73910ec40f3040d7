// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A switch of a few rows, answered for as its tools do. */

import { TABLES, type TableName } from '../../../../src/collectors/ovs/commands.js';
import { ovs } from '../../../../src/collectors/ovs.js';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';
import type { Host } from '../../../../src/core/host.js';
import { argvOf, type Invocation, type SlotValues } from '../../../../src/core/invocation.js';
import { smallMachine } from '../../small-machine.js';

/** Columns of a row; `_uuid` is its place when it has none. JSON of numbers that are too large is given as text: `#9007199254740993`. */
export type Columns = Readonly<Record<string, unknown>>;

/** Rows by table. */
export type Rows = Partial<Record<TableName, readonly Columns[]>>;

/** A reference to a row. */
export const uuid = (name: string): readonly string[] => ['uuid', name];

/** A set of none or several. */
export const set = (...elements: readonly unknown[]): unknown => ['set', elements];

/** A map. */
export const map = (pairs: Readonly<Record<string, unknown>>): unknown => ['map', Object.entries(pairs)];

const MAPS = new Set(['options', 'other_config', 'external_ids', 'statistics', 'status']);

/** What a column holds that nobody has set. */
const unset = (column: string): unknown => (MAPS.has(column) ? map({}) : set());

const tableOf = (rows: readonly Columns[]): string => {
  const headings = [...new Set(['_uuid', ...rows.flatMap((row) => Object.keys(row))])];
  const data = rows.map((row, i) =>
    headings.map((name) => row[name] ?? (name === '_uuid' ? uuid(`row${i}`) : unset(name))),
  );
  return JSON.stringify({ data, headings }).replaceAll(/"#(-?\d+)"/g, '$1');
};

/** What ovs-vsctl prints of them. */
export const printed = (rows: Rows): string => TABLES.map((table) => `${tableOf(rows[table] ?? [])}\n`).join('');

/** One bridge with a port for each of the interfaces, which name themselves. */
export const bridgeOf = (interfaces: readonly Columns[], more: Rows = {}): Rows => ({
  Open_vSwitch: [{ ovs_version: '3.1.0' }],
  Bridge: [
    { name: 'br0', datapath_type: '', ports: set(...interfaces.map((one) => uuid(`port-${one['name']}`)), uuid('')) },
  ],
  Port: [
    ...interfaces.map((one) => ({
      _uuid: uuid(`port-${one['name']}`),
      name: one['name'],
      interfaces: uuid(`if-${one['name']}`),
    })),
    { _uuid: uuid(''), name: 'br0', interfaces: uuid('own') },
  ],
  Interface: [
    ...interfaces.map((one) => ({ _uuid: uuid(`if-${one['name']}`), ...one })),
    { _uuid: uuid('own'), name: 'br0', type: 'internal' },
  ],
  ...more,
});

/** Output of a command that ended well. */
export const ok = (stdout: string, stderr = ''): CommandAnswer => ({ kind: 'ok', stdout, stderr, durationSeconds: 0 });

/** Output of one that did not. */
export const failed = (stderr: string, status = 1): CommandAnswer => ({
  kind: 'failed',
  status,
  stdout: '',
  stderr,
  durationSeconds: 0,
});

const ANSWERS: Readonly<Record<string, CommandAnswer>> = {
  version: ok('ovs-vswitchd (Open vSwitch) 3.1.0\n'),
  'dpctl/show': ok('system@ovs-system:\n  lookups: hit:90 missed:10 lost:1\n  flows: 4\n'),
  'upcall/show': ok(
    'system@ovs-system:\n  flows         : (current 4) (avg 4) (max 4) (limit 10)\n  offloaded flows : 3\n\n  6: (keys 4)\n',
  ),
  'bond/show': ok(''),
  'lacp/show': ok(''),
  'dpctl/dump-flows': ok(''),
};

/** A host that answers so; `others` are the answers of ovs-appctl by its command, that differ from a healthy daemon's. */
export const switchHost = (snapshot: CommandAnswer, others: Readonly<Record<string, CommandAnswer>> = {}): Host => ({
  ...smallMachine({
    '/run/openvswitch/ovs-vswitchd.pid': '77',
    '/proc/77/stat': '77 (ovs-vswitchd) S 1 77 77 0 -1 0 0 0 0 0 0 0 0 0 10 -10 11 0 2000 1 1 1',
    '/proc/uptime': '140.50 10.00',
  }),
  run: async (invocation: Invocation, values: SlotValues) => {
    const [program, , command = ''] = argvOf(invocation, values);
    if (program === '/usr/bin/ovs-vsctl') return snapshot;
    return others[command] ?? ANSWERS[command] ?? failed(`"${command}" is not a valid command`, 2);
  },
});

/** The whole way: asked and understood. */
export const understood = async (host: Host, flows = false) =>
  ovs.parse(await ovs.collect(host, { devices: [], all: false, options: { flows } }));
