// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The key by which a machine's identities are replaced. It follows from the machine's id, which no recording holds, and
 * from the recording's own salt: recorded again, an identity gets the same pseudonym; in another recording another one.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { Key } from '../identity/keyed.js';
import { readSmallFile } from '../small-file.js';

/** A key, and the sign by which a recording knows its machine again; null where the machine has no id. */
export type MachineKey = { readonly key: Key; readonly salt: string; readonly machine: string | null };

/** The key of the machine below `root` for this salt, or for a new one. */
export const machineKey = (root: string | null, salt: string = randomBytes(16).toString('hex')): MachineKey => {
  const id = machineId(`${root ?? ''}/etc/machine-id`);
  const secret = createHmac('sha256', id ?? randomBytes(32))
    .update(`fabric.recording:${salt}`)
    .digest();
  const key = new Key(secret);
  return { key, salt, machine: id === null ? null : key.hex('machine', 16) };
};

/** The id that systemd gives every installation. Null without one: then every recording is of a machine of its own. */
const machineId = (path: string): string | null => {
  const id = readSmallFile(path, 64)?.trim() ?? '';
  return /^[0-9a-f]{32}$/.test(id) ? id : null;
};
