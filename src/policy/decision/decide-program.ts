// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** May this provider program counters? Pure and total, as the decision about commands is. */

import type { InvalidPolicy, Policy } from '../policy.js';

/** The answer; `detail` names the setting that allows it, or what is missing. */
export type ProgramVerdict = { readonly verdict: 'allow' | 'deny'; readonly detail: string };

/** Only `program=` of `[server]` allows it, by the provider's name. */
export const decideProgram = (policy: Policy | InvalidPolicy, provider: string): ProgramVerdict => {
  if (policy.kind === 'invalid') return { verdict: 'deny', detail: `${policy.file} has an error: nothing is allowed` };
  const { program } = policy.server;
  const setting = program.length === 0 ? 'no program=' : `program=${program.join(',')}`;
  const verdict = program.includes(provider) ? 'allow' : 'deny';
  return { verdict, detail: `${setting} in [server] of ${policy.file}` };
};
