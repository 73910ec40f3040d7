// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric ovs` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { ovs } from '../collectors/ovs.js';

export default class Ovs extends ProviderCommand {
  static override provider = ovs;
  static override flags = providerFlags(ovs);
  static override group = 'Machine' as const;
  static override place = 2;
  static override summary = 'Open vSwitch bridges, ports, offload';
  static override examples = [
    'sudo fabric ovs                           # interfaces: state, speed, drops',
    'sudo fabric ovs --group bonds             # bonds, members and LACP',
    'sudo fabric ovs --flows                   # every flow and its offload state',
    `sudo fabric ovs --json | jq '.records.interfaces[] | select(.state!="up")'`,
    'fabric ovs --replay bluefield3            # no hardware needed',
  ];
}
