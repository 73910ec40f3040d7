// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Records of ports. */

import { gauge, label, state, text, unique, volatile } from '../../../../core/field.js';
import { list } from '../../../../core/record-type.js';
import { NET } from './find.js';

/** The kinds of `fabric devices`, and two that it does not show. */
export const KINDS = ['pf', 'vf', 'sf', 'representor', 'management', 'other'] as const;

/** RFC 2863, as the kernel spells it. */
export const STATES = ['up', 'down', 'unknown', 'dormant', 'lowerlayerdown', 'notpresent', 'testing'] as const;

const FILE = `${NET}/NETDEV`;

/** Records of `ports`. */
export const PORTS = {
  ports: list({
    netdev: label('Network interface.', NET),
    kind: state(
      KINDS,
      'Kind: adapter function, representor, management port, or port of another card.',
      'phys_port_name, and the PCI function that it belongs to',
    ),
    state: volatile(state(STATES, 'Operational state.', `${FILE}/operstate`)),
    mtu_bytes: gauge('bytes', 'MTU.', `${FILE}/mtu`),
    mac: unique(text('Hardware address; 20 bytes for IP over InfiniBand.', `${FILE}/address`)),
    phys_port_name: text(
      'Physical port name on the eswitch: p0, pf0hpf, pf0vf3. Null without an eswitch.',
      `${FILE}/phys_port_name`,
    ),
    switch_id: unique(text('Eswitch ID. Null without an eswitch.', `${FILE}/phys_switch_id`)),
    speed_bytes_per_second: volatile(
      gauge('bytes_per_second', 'Link speed. Null when the link is down or has no speed.', `${FILE}/speed`),
    ),
    pci_address: text('PCI address of the parent function. Null for a device on another bus.', `the link ${FILE}`),
    driver: text('Driver of the parent device.', `the link ${FILE}/device/driver`),
  }),
} as const;
