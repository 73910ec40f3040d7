// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Of the tools that read a card's firmware and configuration: what changes either, or writes a file, is not allowed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firmware } from '../../src/collectors/firmware.js';
import { nvconfig } from '../../src/collectors/nvconfig.js';
import { argvOf } from '../../src/core/invocation.js';
import { decide } from '../../src/policy/decision/decide.js';
import { parsePolicy } from '../../src/policy/grammar/parse-policy.js';
import { packageRoot } from '../machines.js';

const policy = parsePolicy(readFileSync(join(packageRoot, 'policy', 'default.ini')), 'policy/default.ini');
const isAllowed = (argv: readonly string[]): boolean =>
  policy.kind !== 'invalid' && decide(policy, argv).verdict === 'allow';

const BDF = '0000:03:00.0';
const TOOLS = ['mlxconfig', 'mstconfig', 'flint', 'mstflint', 'mlxfwmanager'];

const words = (line: string): string[] => line.split(' ').map((word) => (word === 'BDF' ? BDF : word));

test.each([
  '-d BDF set SRIOV_EN=1',
  '-d BDF s SRIOV_EN=1',
  '-d BDF -e q SRIOV_EN=1',
  '-y -d BDF set SRIOV_EN=1',
  '-d BDF -yy set SRIOV_EN=1',
  '-d BDF reset',
  '-d BDF r',
  '-d BDF -e -j /etc/passwd q',
  '-j /etc/passwd -d BDF q',
  '-d BDF -f /tmp/x set_raw',
  '-d BDF backup -f /etc/passwd',
  '-d BDF apply /tmp/x',
  '-d BDF clear_semaphore',
  '-d BDF -e q -j /tmp/x',
  '-d BDF -b /tmp/evil.db -e q',
  '-d mlx5_0 -e q',
  '-d /dev/mst/mt41692_pciconf0 -e q',
  '-d ../../etc/passwd -e q',
  '-e q',
  'q',
  '-d BDF -i /tmp/fw.bin b',
  '-d BDF -i /tmp/fw.bin -y burn',
  '-d BDF ri /etc/passwd',
  '-d BDF rrom /etc/passwd',
  '-d BDF sg',
  '-d BDF ww 0 0',
  '-d BDF hw_access enable',
  '-d BDF -clear_semaphore',
  '-d BDF -ocr q full',
  '-d BDF -override_cache_replacement q full',
  '-d BDF --log /etc/passwd q full',
  '-d BDF q',
  '',
  '-d BDF',
  '--query',
  '-d BDF --query --query-format XML -u',
  '-d BDF --query --query-format XML -y',
  '-d BDF --query --query-format XML -L /etc/passwd',
  '-d BDF --query --query-format XML -o /etc/passwd',
  '-d BDF -u --query-format XML',
  '-d BDF --online --query',
])('no tool of them may run %j', (line) => {
  for (const tool of TOOLS) expect(isAllowed([`/usr/bin/${tool}`, ...words(line)].filter((w) => w !== ''))).toBe(false);
});

const READING = [...nvconfig.runs, ...firmware.runs].map((invocation) => ({
  invocation,
  values: { DEVICE: BDF, ARRAY: [] },
}));

test('a word more, less or other than a query has is denied, but for arrays with their bounds', () => {
  const commands = READING.map(({ invocation, values }) => argvOf(invocation, values));
  for (const argv of commands) expect(isAllowed(argv)).toBe(true);
  // Anything that a shell, a tool or a person could make of an argument.
  const word = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('-y', 'set', '-j', 'SRIOV_EN=1', 'b', '--', '-u', '-i'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...commands), fc.nat({ max: 8 }), word, fc.boolean(), (argv, at, other, isAdded) => {
      fc.pre(!/^[A-Z][A-Za-z0-9_]*\[\d+\.\.\d+\]$/.test(other) && !/^[0-9a-f]{4,8}:/.test(other));
      const place = 1 + (at % argv.length);
      const changed = argv.toSpliced(place, isAdded ? 0 : 1, other);
      expect(isAllowed(changed)).toBe(changed.join('\0') === argv.join('\0'));
    }),
  );
});
