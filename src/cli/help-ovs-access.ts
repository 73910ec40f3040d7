// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric help ovs-access`: how people who are not root read Open vSwitch, and why not in the obvious way. */
import { join } from 'node:path';

/** Its paragraphs. `packageRoot` is where the unit lies that it installs. */
export const helpOfOvsAccess = (packageRoot: string): readonly (readonly string[])[] => [
  ['Reading Open vSwitch without root'],
  [
    'Whoever can connect to /run/openvswitch/db.sock can also change the switch, so',
    'no group should be let in. A copy of the database that takes no change is safe:',
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
    'Where db.sock refuses, fabric ovs reads the copy by itself, through',
    '/run/fabric-ovsdb/db.sock. Whether ovs-vswitchd is alive only root can ask: from',
    'the copy `alive` is null (permission), and the status is 6.',
  ],
  [
    'The copy has all that the database has, an IPsec psk too: fabric never shows it,',
    'but the group can read it. What the copy refuses, and why: docs/ovs-access.md',
  ],
];
