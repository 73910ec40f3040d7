// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Queries of Open vSwitch: its whole database once, and the daemon that fills it. */

import type { Invocation } from '../../core/invocation.js';

/** The tables of the snapshot, in the order in which ovs-vsctl prints them. */
export const TABLES = [
  'Open_vSwitch',
  'Bridge',
  'Port',
  'Interface',
  'Controller',
  'Manager',
  'Mirror',
  'QoS',
  'Queue',
] as const;

/** One of the tables. */
export type TableName = (typeof TABLES)[number];

/** The tools end themselves after these seconds; a hung server would hold them for ever. */
export const TIMEOUT_SECONDS = 5;
const TIMEOUT = `--timeout=${TIMEOUT_SECONDS}`;

/** Time a tool gets to end by itself, before it is killed. */
const SECONDS = 6;

/** On an uninitialized database ovs-vsctl would write a first row, whatever the query, and wait for a daemon. */
const ONLY_READS = ['--no-syslog', '--no-wait', '--dry-run'];

const snapshot = (purpose: string, help: string, ...where: readonly string[]): Invocation => ({
  name: `ovs-vsctl.${purpose}`,
  path: '/usr/bin/ovs-vsctl',
  args: [...ONLY_READS, TIMEOUT, ...where, '--format=json', ...TABLES.flatMap((table) => ['--', 'list', table])],
  effect: 'read',
  timeoutSeconds: SECONDS,
  help,
});

/**
 * The database in one transaction: all tables are of the same moment. No columns are named: an older or a vendor's
 * ovs-vsctl has other columns, and refuses unknown ones.
 */
export const SNAPSHOT = snapshot('database', 'Configuration and state from the database.');

/** The socket of the copy that a group may read (docs/ovs-access.md). */
export const COPY_SOCKET = '/run/fabric-ovsdb/db.sock';

/** The same from the copy, for those whom the database itself does not let in. */
export const COPY = snapshot(
  'copy',
  'Same, from the read-only copy when the database allows root only.',
  `--db=unix:${COPY_SOCKET}`,
);

const appctl = (purpose: string, help: string, ...args: readonly string[]): Invocation => ({
  name: `ovs-appctl.${purpose}`,
  path: '/usr/bin/ovs-appctl',
  args: [TIMEOUT, ...args],
  effect: 'read',
  timeoutSeconds: SECONDS,
  help,
});

/** Checks whether ovs-vswitchd answers: without it the database is as old as its end. */
export const VERSION = appctl('version', 'Whether ovs-vswitchd answers.', 'version');

/** Lookups of the datapaths. */
export const DATAPATHS = appctl('datapaths', 'Lookups of each datapath.', 'dpctl/show');

/** Flow counts: all flows of the daemon, and those offloaded to the driver. */
export const UPCALLS = appctl('upcalls', 'Number of flows, and how many are offloaded.', 'upcall/show');

/** Members of bonds. */
export const BONDS = appctl('bonds', 'Bond members.', 'bond/show');

/** LACP of the members of bonds. */
export const LACP = appctl('lacp', 'LACP state of bonds and their members.', 'lacp/show');

/** Every flow, one a line: megabytes where there are many. */
export const FLOWS = appctl('flows', 'All datapath flows, with --flows.', 'dpctl/dump-flows', '-m');
