// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Bonds: what the database was told to make, and what the daemon has made of it. Pure. */
import type { Reading } from '../../core/attribute.js';
import type { Parsed } from '../../core/provider.js';
import type { BondTold, LacpTold } from './bond-text.js';
import { booleanIn, integerIn, textIn } from './columns.js';
import type { Take } from './findings.js';
import type { PlacedPort } from './layout.js';
import type { Types } from './records.js';

type BondRecord = Parsed<Types>['records']['bonds'][number];
type Member = NonNullable<BondRecord['members']>[number];

/** What the daemon says of all bonds, or why it does not. */
export type BondsTold = {
  readonly bonds: Reading<ReadonlyMap<string, BondTold>>;
  readonly lacp: Reading<ReadonlyMap<string, ReadonlyMap<string, LacpTold>>>;
};

/** The record of one port of several interfaces. */
export const parseBond = ({ name, row, bridge, interfaces }: PlacedPort, told: BondsTold, take: Take): BondRecord => {
  const where = `${bridge}/${name}`;
  const of = <V>(reading: Reading<V>, ...fields: readonly string[]) => take(reading, 'bonds', where, ...fields);
  const bond = of(within(told.bonds, name, 'ovs-appctl bond/show'), ...FROM_BOND);
  const lacp = textIn(row, 'lacp').value;
  const members =
    lacp === null || lacp === 'off' ? null : of(within(told.lacp, name, 'ovs-appctl lacp/show'), ...FROM_LACP);
  return {
    bridge,
    port: name,
    mode: of(textIn(row, 'bond_mode'), 'mode'),
    lacp: of(textIn(row, 'lacp'), 'lacp'),
    lacp_status: bond?.lacpStatus ?? null,
    active_member: bond?.activeMember ?? null,
    updelay_seconds: secondsOf(of(integerIn(row, 'bond_updelay'), 'updelay_seconds')),
    downdelay_seconds: secondsOf(of(integerIn(row, 'bond_downdelay'), 'downdelay_seconds')),
    members: interfaces.map((one): Member => {
      const inBond =
        bond === null ? null : of(within({ value: bond.members }, one.name, `bond/show of ${name}`), ...OF_BOND);
      const inLacp = members?.get(one.name) ?? null;
      return {
        member: one.name,
        enabled: inBond?.enabled ?? null,
        may_enable: inBond?.mayEnable ?? null,
        lacp_current: of(booleanIn(one.row, 'lacp_current'), 'members.lacp_current'),
        lacp_state: inLacp?.state ?? null,
        actor_state: inLacp?.actorState ?? null,
        partner_state: inLacp?.partnerState ?? null,
      };
    }),
  };
};

const OF_BOND = ['members.enabled', 'members.may_enable'];
const FROM_BOND = ['lacp_status', 'active_member', ...OF_BOND];
const FROM_LACP = ['members.lacp_state', 'members.actor_state', 'members.partner_state'];

const within = <V>(told: Reading<ReadonlyMap<string, V>>, name: string, what: string): Reading<V> => {
  if ('reason' in told) return told;
  const value = told.value.get(name);
  if (value !== undefined) return { value };
  return { value: null, reason: { code: 'absent', detail: `${name} is not in ${what}` } };
};

const secondsOf = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1000);
