// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric devices` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { devices } from '../collectors/devices.js';

export default class Devices extends ProviderCommand {
  static override provider = devices;
  static override flags = providerFlags(devices);
  static override group = 'Adapters and links' as const;
  static override place = 1;
  static override summary = 'adapters, firmware, NUMA, PCIe link';
  static override examples = [
    'fabric devices                            # one line per adapter',
    'fabric devices --all                      # include VFs, SFs, representors',
    'fabric devices -d enp220s0np0 --wide      # by device, netdev or PCI address',
    "fabric devices --json | jq '.records.devices[] | select(.pcie_bottleneck)'",
    'fabric devices --replay connectx7         # no hardware needed',
  ];
}
