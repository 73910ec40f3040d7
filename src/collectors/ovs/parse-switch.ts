// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The switch as a whole: from the database and its daemon. Pure. */

import type { ValueOrReason, ValueParser } from '../../core/attribute.js';
import type { Parsed } from '../../core/record-type.js';
import { booleanIn, entryIn, mapIn, textIn } from './columns.js';
import type { OvsTaker } from './findings.js';
import type { PlacedBridge } from './layout.js';
import { type Liveness, versionIn } from './liveness.js';
import { type FlowCounts, type Lookups, parseFlowCounts, parseLookups } from './parse-datapath-text.js';
import { datapathTypeOf } from './parse-ports.js';
import type { OvsRaw } from './raw.js';
import { readAppctl } from './read-appctl.js';
import type { Types } from './records.js';
import type { Redact } from './secrets.js';
import type { Row, Snapshot } from './snapshot.js';
import { parseUptime } from './uptime.js';

type SwitchRecord = NonNullable<Parsed<Types>['records']['switch']>;

/** Facts about the switch that are not in its database. */
export type SwitchContext = { readonly liveness: Liveness; readonly redact: Redact };

/** The only record; null where the database has none, or it could not be read. */
export const parseSwitch = (
  raw: OvsRaw,
  snapshot: Snapshot,
  bridges: readonly PlacedBridge[],
  { liveness, redact }: SwitchContext,
  take: OvsTaker,
): SwitchRecord | null => {
  const rows = take(snapshot.Open_vSwitch, 'switch', '', 'ovs_version');
  const [row] = rows ?? [];
  if (row === undefined) return rows === null ? null : take(NO_ROW, 'switch', '', 'ovs_version');
  const of = <V>(reading: ValueOrReason<V>, ...fields: readonly string[]) => take(reading, 'switch', '', ...fields);
  const dpdk = of(booleanIn(row, 'dpdk_initialized'), 'dpdk_initialized');
  const doca = of(booleanIn(row, 'doca_initialized'), 'doca_initialized');
  const lookups = of(readAppctl(raw.daemon?.datapaths ?? null, liveness, redact, lookupsIn), ...OF_LOOKUPS);
  const counts = of(
    readAppctl(raw.daemon?.upcalls ?? null, liveness, redact, flowCountsIn),
    'flows',
    'offloaded_flows',
  );
  return {
    system_id: of(entryIn(row, 'external_ids', 'system-id'), 'system_id'),
    hostname: of(entryIn(row, 'external_ids', 'hostname'), 'hostname'),
    ovs_version: of(textIn(row, 'ovs_version'), 'ovs_version') ?? versionIn(raw.version),
    db_version: of(textIn(row, 'db_version'), 'db_version'),
    datapath_kind: of(datapathKindOf(bridges, dpdk, doca), 'datapath_kind'),
    hw_offload: of(offloadIn(row), 'hw_offload'),
    dpdk_initialized: dpdk,
    dpdk_version: versionOf(of(textIn(row, 'dpdk_version'), 'dpdk_version')),
    doca_initialized: doca,
    doca_version: versionOf(of(textIn(row, 'doca_version'), 'doca_version')),
    alive: liveness.alive,
    uptime_seconds: liveness.alive === false ? null : of(parseUptime(raw.process), 'uptime_seconds'),
    flows: counts?.flows ?? null,
    offloaded_flows: counts === null ? null : of(offloadedOf(counts), 'offloaded_flows'),
    lookups_hit: lookups?.hit ?? null,
    lookups_missed: lookups?.missed ?? null,
    lookups_lost: lookups?.lost ?? null,
    hit_ratio: lookups === null ? null : ratioOf(lookups),
  };
};

const NO_ROW: ValueOrReason<never> = { value: null, reason: { code: 'absent', detail: 'not in the database' } };

/** A build without it prints that in place of its version. */
const versionOf = (version: string | null): string | null => (version === 'none' ? null : version);

const OF_LOOKUPS = ['lookups_hit', 'lookups_missed', 'lookups_lost', 'hit_ratio'];

/** A key that is not set, or to any other word, is off: so the daemon reads it, in letters of either case. */
const offloadIn = (row: Row): ValueOrReason<boolean> => {
  const config = mapIn(row, 'other_config');
  return 'reason' in config ? config : { value: /^true$/i.test(String(config.value.get('hw-offload'))) };
};

/** The datapath kind of its bridges; null without a bridge. */
const datapathKindOf = (
  bridges: readonly PlacedBridge[],
  dpdk: boolean | null,
  doca: boolean | null,
): ValueOrReason<SwitchRecord['datapath_kind']> => {
  const types = new Set(bridges.map(({ row }) => datapathTypeOf(row).value));
  const [type, ...others] = types;
  if (type === undefined) return { value: null };
  if (others.length > 0 && !types.has(null)) return { value: 'mixed' };
  if (type === 'system') return { value: 'kernel' };
  if (type !== 'netdev' || others.length > 0)
    return { value: null, reason: { code: 'parse', detail: `unknown datapath type ${String(type)}` } };
  if (doca === true) return { value: 'doca' };
  if (dpdk === null)
    return { value: null, reason: { code: 'not_supported', detail: 'cannot determine whether it uses DPDK' } };
  return { value: dpdk ? 'dpdk' : 'netdev' };
};

const NO_DATAPATH: ValueOrReason<never> = { value: null, reason: { code: 'absent', detail: 'no datapath' } };

const fromTool =
  <V>(what: string, read: ValueParser<V>) =>
  (text: string): ValueOrReason<V> => {
    const value = read(text);
    if (value !== null) return { value };
    return text.trim() === '' ? NO_DATAPATH : strange(what);
  };

const strange = (what: string): ValueOrReason<never> => ({
  value: null,
  reason: { code: 'parse', detail: `ovs-appctl: ${what}` },
});

const lookupsIn = fromTool<Lookups>('dpctl/show', parseLookups);
const flowCountsIn = fromTool<FlowCounts>('upcall/show', parseFlowCounts);

const offloadedOf = ({ offloaded }: FlowCounts): ValueOrReason<number> =>
  offloaded === null
    ? { value: null, reason: { code: 'not_supported', detail: 'not counted by this datapath' } }
    : { value: offloaded };

const ratioOf = ({ hit, missed }: Lookups): number | null => {
  const all = hit + missed;
  if (all === 0n) return null;
  const ratio = Number((Number(hit) / Number(all)).toPrecision(6));
  // The whole only where none was missed.
  return ratio === 1 && missed > 0n ? 0.999999 : ratio;
};
