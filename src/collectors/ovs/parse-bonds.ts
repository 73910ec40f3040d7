// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bonds: their configuration in the database, and their state in the daemon. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import type { Parsed } from '../../core/record-type.js';
import { booleanIn, integerIn, textIn } from './columns.js';
import type { OvsFinding, OvsTaker } from './findings.js';
import { isBond, type PlacedInterface, type PlacedPort } from './layout.js';
import { type Liveness, noAnswerReason } from './liveness.js';
import { type BondReport, type LacpReport, parseBondShow, parseLacpShow } from './parse-bond-text.js';
import type { Daemon } from './raw.js';
import { readAppctl } from './read-appctl.js';
import type { Types } from './records.js';
import type { Redact } from './secrets.js';

type BondRecord = Parsed<Types>['records']['bonds'][number];
type Member = NonNullable<BondRecord['members']>[number];

/** The state of all bonds from the daemon, or why it is missing. */
type ReportedBond = {
  readonly bonds: ValueOrReason<ReadonlyMap<string, BondReport>>;
  readonly lacp: ValueOrReason<ReadonlyMap<string, ReadonlyMap<string, LacpReport>>>;
};

const OF_BOND = ['members.enabled', 'members.may_enable'];
const FROM_BOND = ['lacp_status', 'active_member', ...OF_BOND];
const FROM_LACP = ['members.lacp_state', 'members.actor_state', 'members.partner_state'];

/** The records of all ports of several interfaces. */
export const parseBonds = (
  ports: readonly PlacedPort[],
  daemon: Daemon | null,
  { liveness, redact }: { readonly liveness: Liveness; readonly redact: Redact },
  take: OvsTaker,
  findings: OvsFinding[],
): readonly BondRecord[] => {
  const bonds = ports.filter(isBond);
  if (daemon !== null) {
    const reported: ReportedBond = {
      bonds: readAppctl(daemon.bonds, liveness, redact, (text) => ({ value: parseBondShow(text) })),
      lacp:
        daemon.lacp === null
          ? { value: new Map() }
          : readAppctl(daemon.lacp, liveness, redact, (text) => ({ value: parseLacpShow(text) })),
    };
    return bonds.map((bond) => parseBond(bond, reported, take));
  }
  const why = noAnswerReason(liveness);
  if (bonds.length > 0)
    for (const field of [...FROM_BOND, ...FROM_LACP]) findings.push({ type: 'bonds', where: '', field, ...why });
  return bonds.map((bond) => parseBond(bond, null, take));
};

/** `reported` is null for a daemon that does not answer. */
const parseBond = (
  { name, row, bridge, interfaces, isComplete }: PlacedPort,
  reported: ReportedBond | null,
  take: OvsTaker,
): BondRecord => {
  const where = `${bridge}/${name}`;
  const of = <V>(reading: ValueOrReason<V>, ...fields: readonly string[]) => take(reading, 'bonds', where, ...fields);
  const bond = reported === null ? null : of(within(reported.bonds, name, 'bond/show'), ...FROM_BOND);
  if (!isComplete) of(INCOMPLETE, 'members');
  const lacp = of(textIn(row, 'lacp'), 'lacp');
  const hasLacp = lacp !== null && lacp !== 'off';
  const lacpMembers = reported === null || !hasLacp ? null : of(within(reported.lacp, name, 'lacp/show'), ...FROM_LACP);
  const memberOf = (one: PlacedInterface): Member => {
    const inBond = bond === null ? null : of(within({ value: bond.members }, one.name, 'bond/show'), ...OF_BOND);
    const inLacp =
      lacpMembers === null ? null : of(within({ value: lacpMembers }, one.name, 'lacp/show'), ...FROM_LACP);
    return {
      member: one.name,
      enabled: inBond?.enabled ?? null,
      may_enable: inBond?.mayEnable ?? null,
      lacp_current: of(booleanIn(one.row, 'lacp_current'), 'members.lacp_current'),
      lacp_state: inLacp?.state ?? null,
      actor_state: inLacp?.actorState ?? null,
      partner_state: inLacp?.partnerState ?? null,
    };
  };
  return {
    bridge,
    port: name,
    mode: of(textIn(row, 'bond_mode'), 'mode'),
    lacp,
    lacp_status: bond?.lacpStatus ?? null,
    active_member: bond?.activeMember ?? null,
    updelay_seconds: secondsOf(of(integerIn(row, 'bond_updelay'), 'updelay_seconds')),
    downdelay_seconds: secondsOf(of(integerIn(row, 'bond_downdelay'), 'downdelay_seconds')),
    members: isComplete ? interfaces.map(memberOf) : null,
  };
};

const INCOMPLETE: ValueOrReason<never> = {
  value: null,
  reason: { code: 'parse', detail: 'some of its interfaces are unknown' },
};

const within = <V>(reported: ValueOrReason<ReadonlyMap<string, V>>, name: string, what: string): ValueOrReason<V> => {
  if ('reason' in reported) return reported;
  const value = reported.value.get(name);
  if (value !== undefined) return { value };
  return { value: null, reason: { code: 'absent', detail: `${name} missing from ${what}` } };
};

const secondsOf = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1000);
