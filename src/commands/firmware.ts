// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric firmware` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { firmware } from '../collectors/firmware.js';

export default class Firmware extends ProviderCommand {
  static override provider = firmware;
  static override flags = providerFlags(firmware);
  static override group = 'Adapters and links' as const;
  static override place = 5;
  static override summary = 'firmware versions and pending resets';
  static override examples = [
    'sudo fabric firmware                      # which cards need a reset',
    'sudo fabric firmware --wide               # add part number, security, date',
    `sudo fabric firmware --json | jq '.records.devices[].reset_needed'`,
    'fabric firmware --replay connectx7        # no hardware needed',
  ];
}
