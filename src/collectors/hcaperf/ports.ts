// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Record type of an HCA port: its identity, its link and its counters. */

import { gauge, index, label, number, state, text, unique } from '../../core/field.js';
import { list, withExtra } from '../../core/record-type.js';
import { COUNTER_FIELDS } from './counters.js';

/** Kinds of ports: physical function, or one of those that need `--all`. */
export const KINDS = ['pf', 'vf', 'sf', 'representor', 'virtual'] as const;
export type Kind = (typeof KINDS)[number];

/** enum ib_port_state by number; the kernel prints the number before the word. */
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

/** The record type `ports`. Only `device` and `port` are labels, so a link flap or a firmware update starts no new series. */
export const PORTS = withExtra(
  list({
    device: label('RDMA device.', '/sys/class/infiniband'),
    port: index('Port number, from 1.', 'ports'),
    netdev: text(
      'Network interface of the port. Null when the port has no netdev.',
      'ports/N/gid_attrs/ndevs/0, else device/net with phys_port_name or dev_port',
    ),
    pci_address: text(
      'PCI address of the function. Null for a virtual device (Soft-RoCE, iWARP).',
      'the link /sys/class/infiniband/DEVICE',
    ),
    kind: state(
      KINDS,
      'Kind: pf, vf, sf, representor or virtual.',
      'the device link, device/physfn, phys_port_name; in a guest hca_type',
    ),
    link_layer: state(LINK_LAYERS, 'Link layer.', 'ports/N/link_layer'),
    state: state(PORT_STATES, 'Logical port state, in lower case.', 'ports/N/state'),
    state_id: number('Logical port state number; 1 is down, 4 is active.', 'ports/N/state'),
    phys_state: state(PHYS_STATES, 'Physical port state, in lower case.', 'ports/N/phys_state'),
    phys_state_id: number('Physical port state number; 5 is link up.', 'ports/N/phys_state'),
    rate_bytes_per_second: gauge(
      'bytes_per_second',
      'Link rate. Null when the port is down (the kernel keeps a placeholder).',
      'ports/N/rate',
    ),
    lid: unique(number('Local identifier assigned by the subnet manager. Null on Ethernet.', 'ports/N/lid')),
    fw_version: text('Firmware version.', 'fw_ver'),
    board_id: text('Board ID (PSID).', 'board_id'),
    ...COUNTER_FIELDS,
    hw_lifespan_seconds: gauge(
      'seconds',
      'Time the kernel caches hw_counters; a setting, in milliseconds in the file.',
      'ports/N/hw_counters/lifespan or hw_counters/lifespan',
    ),
  }),
  'Counter unknown to this version of fabric, named after the kernel file.',
);
