// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Network interfaces of hardware: adapters, representors, management ports, other cards. */

import { type CellValue, type DocumentRecord, valueIn } from '../../../core/document.js';
import type { Host } from '../../../core/host.js';
import { column } from '../../../core/view.js';
import { ADAPTER_READS, listAdapters } from '../../../hardware/adapter/adapter.js';
import { defineSection } from '../section.js';
import { findNetdevs, NETDEV_READS } from './ports/find.js';
import { type FoundPorts, parsePorts } from './ports/parse.js';
import { PORTS } from './ports/records.js';

/** Shortens the 20 bytes of IP over InfiniBand to the last 8, the GUID of the port. */
const formatMac = (record: DocumentRecord, isHuman: boolean): CellValue => {
  const mac = valueIn(record, 'mac');
  const bytes = String(mac).split(':');
  return isHuman && bytes.length === 20 ? `..${bytes.slice(-8).join(':')}` : mac;
};

/** Shortens a switch ID: an adapter's has 16 digits; others may have 64, of which the last are shown. */
const formatSwitchId = (record: DocumentRecord, isHuman: boolean): CellValue => {
  const id = valueIn(record, 'switch_id');
  return isHuman && typeof id === 'string' && id.length > 16 ? `..${id.slice(-14)}` : id;
};

/** The ports, without virtual interfaces (bridges, tunnels, veth pairs of containers). */
export const ports = defineSection({
  types: PORTS,
  reads: [...NETDEV_READS, ...ADAPTER_READS],
  runs: [],
  table: {
    type: 'ports',
    columns: [
      column('NETDEV', 'netdev'),
      column('KIND', 'kind'),
      column('STATE', 'state'),
      // 9216 is what people type, and 9.22K is not.
      { kind: 'fields', header: 'MTU', fields: ['mtu_bytes'], scale: { factor: 1, digits: 0 } },
      { kind: 'fields', header: 'MAC', fields: ['mac'], format: { value: formatMac, isNumber: false } },
      {
        kind: 'fields',
        header: 'SWITCH-ID',
        fields: ['switch_id'],
        format: { value: formatSwitchId, isNumber: false },
      },
    ],
    wide: [
      column('PORT', 'phys_port_name'),
      { kind: 'fields', header: 'SPEED-Gb/s', fields: ['speed_bytes_per_second'], scale: { factor: 8e-9, digits: 0 } },
      column('PCI', 'pci_address'),
      column('DRIVER', 'driver'),
    ],
  },
  collect: async (host: Host): Promise<FoundPorts> => {
    const netdevs = findNetdevs(host);
    const [adapters, answers] = await Promise.all([listAdapters(host), host.readFiles(netdevs.groups, 0.5)]);
    return { ...netdevs, adapters, answers };
  },
  parse: parsePorts,
});
