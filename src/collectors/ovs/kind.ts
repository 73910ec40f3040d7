// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Determines what an interface is for. On a BlueField the names of representors show it, as drivers and udev assign them. Pure. */

import type { KINDS } from './record-ports.js';

/** The facts that decide. */
export type InterfaceFacts = {
  readonly name: string;
  readonly bridge: string;
  /** Null where it could not be parsed. */
  readonly type: string | null;
  /** Null where the switch does not have it. */
  readonly driver: string | null;
  readonly isTunnel: boolean;
};

/** The kind, and the function that it represents as the kernel spells it: `pf0vf0`. */
export type Kind = { readonly kind: (typeof KINDS)[number] | null; readonly function: string | null };

// `en3f0pf0sf0`, `enp3s0f0npf0vf0` and the short names of the same: what follows the device is the kernel's phys_port_name.
const PORT_NAME = /^(?:en[a-z0-9]*?(?:f\d+|n))?((?:c\d+)?(?:pf(\d+)(?:hpf|(vf\d+)|(sf\d+))?|p(\d+)))$/;

// Names of another driver's devices mean nothing: a veth can be called p0.
const MELLANOX = /mlx5/;

/** Decides from these facts. */
export const kindOf = ({ name, bridge, type, driver, isTunnel }: InterfaceFacts): Kind => {
  if (name === bridge) return { kind: 'bridge', function: null };
  if (isTunnel) return { kind: 'tunnel', function: null };
  if (type === null) return { kind: null, function: null };
  if (type === 'patch' || type === 'internal') return { kind: type, function: null };
  const other = { kind: 'other', function: null } as const;
  if (driver !== null && !MELLANOX.test(driver)) return other;
  const [, , pf, vf, sf, uplink] = PORT_NAME.exec(name) ?? [];
  if (uplink !== undefined) return { kind: 'uplink', function: null };
  if (pf === undefined) return other;
  if (vf !== undefined) return { kind: 'host_vf', function: `pf${pf}${vf}` };
  if (sf !== undefined) return { kind: 'sf', function: `pf${pf}${sf}` };
  return { kind: 'host_pf', function: `pf${pf}` };
};
