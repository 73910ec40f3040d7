// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record types. */

import { BRIDGES, INTERFACES, PORTS } from './record-ports.js';
import { BONDS, CONTROLLERS, FLOWS, MANAGERS, MIRRORS, QOS_PORTS, TUNNELS } from './record-rest.js';
import { SWITCH } from './record-switch.js';

/** Every type of record, by its name. */
export const TYPES = {
  switch: SWITCH,
  bridges: BRIDGES,
  ports: PORTS,
  interfaces: INTERFACES,
  tunnels: TUNNELS,
  bonds: BONDS,
  mirrors: MIRRORS,
  qos_ports: QOS_PORTS,
  controllers: CONTROLLERS,
  managers: MANAGERS,
  flows: FLOWS,
} as const;

/** Their types. */
export type Types = typeof TYPES;
