// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record of one HCA port: what identifies it, its link, and every counter. */
import { gauge, index, label, number, state, text, unique } from '../../core/field.js';
import { list, withExtra } from '../../core/provider.js';
import { COUNTER_FIELDS } from './counters.js';

/** What a port is: a physical function, or one of the kinds that `--all` adds. */
export const KINDS = ['pf', 'vf', 'sf', 'representor', 'virtual'] as const;
export type Kind = (typeof KINDS)[number];

/** enum ib_port_state: the number that the kernel prints before the word. */
export const PORT_STATES = ['nop', 'down', 'init', 'armed', 'active', 'active_defer'] as const;

/** enum ib_port_phys_state, by number. */
export const PHYS_STATES = [
  'none',
  'sleep',
  'polling',
  'disabled',
  'port_configuration_training',
  'linkup',
  'link_error_recovery',
  'phy_test',
] as const;

export const LINK_LAYERS = ['infiniband', 'ethernet', 'unspecified'] as const;

/** The record type `ports`. Only `device` and `port` are labels: a flap or a firmware update starts no new series. */
export const PORTS = withExtra(
  list({
    device: label('RDMA device.', '/sys/class/infiniband'),
    port: index('Port of the device, from 1.', 'ports'),
    netdev: text(
      'Network interface of the port. Null when it has none.',
      'ports/N/gid_attrs/ndevs/0, else device/net with phys_port_name or dev_port',
    ),
    pci_address: text('PCI function. Null for a virtual device.', 'the link /sys/class/infiniband/DEVICE'),
    kind: state(
      KINDS,
      'What the port is. A representor stands for a port of a host or of a scalable function.',
      'the device link, device/physfn, phys_port_name; in a guest hca_type',
    ),
    link_layer: state(LINK_LAYERS, 'Link layer.', 'ports/N/link_layer'),
    state: state(PORT_STATES, "Logical state. The kernel's word in lower case.", 'ports/N/state'),
    state_id: number("Logical state as the kernel's number. 1 is down, 4 is active.", 'ports/N/state'),
    phys_state: state(PHYS_STATES, "Physical state. The kernel's word in lower case.", 'ports/N/phys_state'),
    phys_state_id: number("Physical state as the kernel's number. 5 is link up.", 'ports/N/phys_state'),
    rate_bytes_per_second: gauge(
      'bytes_per_second',
      'Link rate. Null when the port is down: the kernel keeps a placeholder there.',
      'ports/N/rate',
    ),
    lid: unique(number('Local identifier given by the subnet manager. Null on Ethernet.', 'ports/N/lid')),
    fw_version: text('Firmware version.', 'fw_ver'),
    board_id: text('Board id, the PSID on NVIDIA adapters.', 'board_id'),
    ...COUNTER_FIELDS,
    hw_lifespan_seconds: gauge(
      'seconds',
      'How long the kernel reuses a reading of hw_counters. A setting, in milliseconds in the file.',
      'ports/N/hw_counters/lifespan or hw_counters/lifespan',
    ),
  }),
  'Counter that fabric does not know; its name is the kernel file.',
);
