// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { bfperf } from '../collectors/bfperf.js';

/** `fabric bfperf` */
export default class Bfperf extends ProviderCommand {
  static override provider = bfperf;
  static override flags = providerFlags(bfperf);
  static override group = 'Machine' as const;
  static override place = 4;
  static override summary = 'BlueField cache and memory bandwidth';
  static override examples = [
    'sudo fabric bfperf                        # one second of all blocks',
    'sudo fabric bfperf --window 100ms --wide  # a row a block',
    'sudo fabric bfperf --event mss:SKYLIB_DDN_TX_STALL',
    'fabric bfperf events llt                  # what can be counted',
    'fabric bfperf --read-only                 # what is programmed now',
    'fabric bfperf --replay bluefield3         # no hardware needed',
  ];
}
