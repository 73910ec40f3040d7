// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds and reads the policy file. Nothing in the environment can name another one. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parsePolicy } from '../policy/grammar/parse-policy.js';
import type { InvalidPolicy, Policy } from '../policy/policy.js';
import { readTrustedFile } from './trust/read-trusted-file.js';

/** The administrator's policy. Without it the shipped one holds. */
const ADMIN_POLICY = '/etc/fabric/policy.ini';

/** A policy and the file it came from. `sha256` is of the file's bytes; null when there were none to read. */
export type LoadedPolicy = {
  readonly policy: Policy | InvalidPolicy;
  readonly path: string;
  readonly isShipped: boolean;
  readonly sha256: string | null;
};

/** The policy that holds on this machine. What cannot be read or trusted is an invalid policy: everything is denied. */
export const loadPolicy = (packageRoot: string): LoadedPolicy => {
  const own = loadPolicyFile(ADMIN_POLICY, ADMIN_POLICY, { decides: true });
  if (own !== null) return own;
  const shipped = join(packageRoot, 'policy', 'default.ini');
  const loaded = loadPolicyFile(shipped, 'policy/default.ini', { decides: true });
  return { ...(loaded ?? refused(shipped, 'no such file')), isShipped: true };
};

/** One policy file, shown as `name`; null without one. */
export const loadPolicyFile = (path: string, name: string, use: { readonly decides: boolean }): LoadedPolicy | null => {
  const file = readTrustedFile(path, use);
  switch (file.kind) {
    case 'absent':
      return null;
    case 'refused':
      return refused(path, file.reason);
    case 'bytes': {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      return { policy: parsePolicy(file.bytes, name), path, isShipped: false, sha256 };
    }
  }
};

const refused = (path: string, reason: string): LoadedPolicy => ({
  policy: { kind: 'invalid', file: path, errors: [{ file: path, line: 0, reason }] },
  path,
  isShipped: false,
  sha256: null,
});
