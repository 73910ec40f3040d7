// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { decideProgram } from '../../../../src/policy/decision/decide-program.js';
import { parsePolicy } from '../../../../src/policy/grammar/parse-policy.js';

const decided = (text: string, provider = 'bfperf') =>
  decideProgram(parsePolicy(new TextEncoder().encode(text), 'policy.ini'), provider);

test.each([
  ['[server]\nprogram=bfperf\n', 'allow', 'program=bfperf in [server] of policy.ini'],
  ['[server]\nprogram=other,bfperf\n', 'allow', 'program=other,bfperf in [server] of policy.ini'],
  ['[server]\nprogram=bfperf2\n', 'deny', 'program=bfperf2 in [server] of policy.ini'],
  ['[commands]\n/usr/bin/bfperf\n', 'deny', 'no program= in [server] of policy.ini'],
  ['[server]\nprogram=bfperf\nnonsense\n', 'deny', 'policy.ini has an error: nothing is allowed'],
])('%j: %s', (text, verdict, detail) => {
  expect(decided(text)).toEqual({ verdict, detail });
});
