// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric bfperf` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { bfperf } from '../collectors/bfperf.js';

export default class Bfperf extends ProviderCommand {
  static override provider = bfperf;
  static override flags = providerFlags(bfperf);
  static override group = 'Machine' as const;
  static override place = 4;
  static override summary = 'BlueField cache and memory bandwidth';
  static override examples = [
    'sudo fabric bfperf                        # measure all blocks for 1 s',
    'sudo fabric bfperf --window 100ms --wide  # one row per block',
    'sudo fabric bfperf --event mss:SKYLIB_DDN_TX_STALL',
    'fabric bfperf events llt                  # list the events of a block type',
    'fabric bfperf --read-only                 # counters as programmed now',
    'fabric bfperf --replay bluefield3         # no hardware needed',
  ];
}
