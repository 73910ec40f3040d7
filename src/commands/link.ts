// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric link` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { link } from '../collectors/link.js';

export default class Link extends ProviderCommand {
  static override provider = link;
  static override flags = providerFlags(link);
  static override group = 'Adapters and links' as const;
  static override place = 3;
  static override highlight = 'sudo fabric link --health';
  static override summary = 'link state, cable, BER, FEC';
  static override examples = [
    'sudo fabric link                          # one line per port',
    'sudo fabric link --health                 # unhealthy links and why',
    'sudo fabric link --module -d mlx5_4 -w    # one line per lane',
    `sudo fabric link --json | jq '.records.ports[] | select(.verdict!="ok")'`,
    'fabric link --replay connectx7 --fec      # no hardware needed',
  ];
}
