// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric hcaperf` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { hcaperf } from '../collectors/hcaperf.js';

export default class Hcaperf extends ProviderCommand {
  static override provider = hcaperf;
  static override flags = providerFlags(hcaperf);
  static override group = 'Adapters and links' as const;
  static override place = 2;
  static override highlight = 'fabric hcaperf --replay bluefield3        # no hardware needed';
  static override summary = 'RDMA and Ethernet counters per port';
  static override examples = [
    'fabric hcaperf                            # one line per port',
    'fabric hcaperf --group errors             # error counters that are not zero',
    "fabric hcaperf -d mlx5_0 -d 'mlx5_1*' --wide",
    `fabric hcaperf --json | jq '.records.ports[] | select(.state!="active")'`,
    'fabric hcaperf --replay bluefield3        # no hardware needed',
  ];
}
