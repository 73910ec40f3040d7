// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric help ovs-access`: how people who are not root read Open vSwitch, and why not in the obvious way. */

import { join } from 'node:path';

/** The paragraphs of the topic. `packageRoot` contains the unit to install. */
export const helpOfOvsAccess = (packageRoot: string): readonly (readonly string[])[] => [
  ['Reading Open vSwitch without root'],
  [
    'Any user who can connect to /run/openvswitch/db.sock can reconfigure the switch,',
    'so do not open it to a group. Give the group a read-only copy of the database:',
  ],
  [
    '  $ sudo groupadd --system fabric',
    '  $ sudo usermod --append --groups fabric USER      # then log in again',
    '  $ sudo install -m 644 \\',
    `      ${join(packageRoot, 'docs', 'examples', 'fabric-ovsdb.service')} \\`,
    '      /etc/systemd/system/',
    '  $ sudo systemctl daemon-reload',
    '  $ sudo systemctl enable --now fabric-ovsdb',
  ],
  [
    'When db.sock answers "Permission denied", fabric ovs reads the copy at',
    '/run/fabric-ovsdb/db.sock. Nothing has to be configured. Only root can query',
    'ovs-vswitchd, so with the copy `alive` is null (permission) and the status is 6.',
  ],
  [
    'The copy holds everything, IPsec pre-shared keys included: fabric never prints',
    'them, but other clients can. Details: docs/ovs-access.md',
  ],
];
