// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric ptm` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { ptm } from '../collectors/ptm.js';

export default class Ptm extends ProviderCommand {
  static override provider = ptm;
  static override flags = providerFlags(ptm);
  static override group = 'Machine' as const;
  static override place = 3;
  static override summary = 'power, temperature, throttling';
  static override examples = [
    'fabric ptm                                # temperatures; add sudo for power',
    'sudo fabric ptm --wide                    # add power profile and errors',
    "sudo fabric ptm --json | jq '.records.throttling[] | select(.active)'",
    'fabric ptm --replay bluefield3            # no hardware needed',
  ];
}
