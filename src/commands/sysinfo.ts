// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric sysinfo` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { sysinfo } from '../collectors/sysinfo.js';

export default class Sysinfo extends ProviderCommand {
  static override provider = sysinfo;
  static override flags = providerFlags(sysinfo);
  static override group = 'Machine' as const;
  static override place = 1;
  static override highlight = 'fabric sysinfo --json | jq .records.os';
  static override summary = 'system, DPU, adapters, software';
  static override examples = [
    'fabric sysinfo                            # one page',
    'fabric sysinfo --section packages         # one section, as a table',
    'sudo fabric sysinfo --json                # add serial numbers, firmware',
    "fabric sysinfo --json | jq -r '.records.os.kernel_release'",
    'fabric sysinfo --replay bluefield3        # no hardware needed',
  ];
}
