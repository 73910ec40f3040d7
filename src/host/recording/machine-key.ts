// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The key by which a machine's identities are replaced. It follows from the machine's id, which no recording holds, and
 * from the recording's own salt: recorded again, an identity gets the same pseudonym; in another recording another one.
 */

import { createHmac, randomBytes } from 'node:crypto';
import { errnoOf } from '../../core/error.js';
import { PseudonymKey } from '../identity/pseudonym-key.js';
import { InsideRoot } from '../inside-root/inside-root.js';

/** A key, and the mark by which a recording recognizes its machine; null for a machine without an ID. */
export type MachineKey = { readonly key: PseudonymKey; readonly salt: string; readonly machine: string | null };

/** The key of the machine below `root` for this salt, or for a new one. */
export const machineKey = (root: string | null, salt: string = randomBytes(16).toString('hex')): MachineKey => {
  const id = machineId(root);
  const secret = createHmac('sha256', id ?? randomBytes(32))
    .update(`fabric.recording:${salt}`)
    .digest();
  const key = new PseudonymKey(secret);
  return { key, salt, machine: id === null ? null : key.hex('machine', 16) };
};

/** The id that systemd gives every installation; null without one. */
const machineId = (root: string | null): string | null => {
  try {
    const inside = new InsideRoot(root ?? '/', 1);
    try {
      const id = inside.readSmallFile('/etc/machine-id', 64)?.trim() ?? '';
      return /^[0-9a-f]{32}$/.test(id) ? id : null;
    } finally {
      inside.close();
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return null; // missing or unreadable: then every recording counts as another machine
  }
};
