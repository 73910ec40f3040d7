// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The shipped policy is what the providers run, and nothing else: checked both ways. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exampleOf, type Invocation, shapeOf } from '../../src/core/invocation.js';
import { decide } from '../../src/policy/decision/decide.js';
import { matchingRules } from '../../src/policy/decision/matching-rules.js';
import { parsePolicy } from '../../src/policy/grammar/parse-policy.js';
import { lintPolicy } from '../../src/policy/lint/lint.js';
import type { Policy } from '../../src/policy/policy.js';
import { loadProviders, packageRoot } from '../machines.js';

type Runner = { readonly name: string; readonly runs: readonly Invocation[] };

const read = (bytes: Uint8Array): Policy => {
  const policy = parsePolicy(bytes, 'policy/default.ini');
  if (policy.kind === 'invalid') throw new Error(JSON.stringify(policy.errors));
  return policy;
};

/** Command lines that no rule allows, and rules that no provider needs. */
const gaps = (policy: Policy, providers: readonly Runner[]): readonly string[] => {
  const commands = providers.flatMap(({ name, runs }) => runs.map((invocation) => ({ name, invocation })));
  const denied = commands
    .filter(({ invocation }) => decide(policy, exampleOf(invocation)).verdict !== 'allow')
    .map(({ name, invocation }) => `${name} may not run ${shapeOf(invocation)}`);
  const used = new Set(
    commands.flatMap((c) => matchingRules(policy, exampleOf(c.invocation)).map((rule) => rule.line)),
  );
  const unused = policy.rules
    .filter((rule) => !used.has(rule.line))
    .map(({ line, text }) => `line ${line} is used by no provider: ${text}`);
  return [...denied, ...unused];
};

const shipped = read(readFileSync(join(packageRoot, 'policy', 'default.ini')));

test('the shipped policy allows every command of every provider, and every rule of it is used', async () => {
  expect(gaps(shipped, await loadProviders())).toEqual([]);
});

test('the shipped policy has no warning, and a comment before each rule names the provider', async () => {
  expect(lintPolicy(shipped)).toEqual([]);
  const names = (await loadProviders()).map(({ name }) => name);
  const lines = readFileSync(join(packageRoot, 'policy', 'default.ini'), 'utf8').split('\n');
  const bare = shipped.rules.filter(({ line }) => !names.some((name) => lines[line - 2]?.startsWith(`# ${name}`)));
  expect(bare).toEqual([]);
});

test('each command has a name of its own, which begins with its program', async () => {
  const commands = new Set((await loadProviders()).flatMap(({ runs }) => runs));
  const names = [...commands].map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  const odd = [...commands].filter(({ name, path }) => !name.startsWith(`${path.replace(/^.*\//, '')}.`));
  expect(odd).toEqual([]);
});

test('both ways are looked at: a command without a rule and a rule without a command are named', () => {
  const policy = read(new TextEncoder().encode('[commands]\n/usr/bin/a show\n/usr/bin/b show\n'));
  const made: Runner = {
    name: 'made-up',
    runs: [
      { name: 'a.show', path: '/usr/bin/a', args: ['show'], effect: 'read', timeoutSeconds: 1, help: 'a' },
      {
        name: 'b.show',
        path: '/usr/bin/c',
        args: ['-d', { slot: 'DEVICE', pattern: '[a-z]+', example: 'x' }],
        effect: 'read',
        timeoutSeconds: 1,
        help: 'c',
      },
    ],
  };
  expect(gaps(policy, [made])).toEqual([
    'made-up may not run /usr/bin/c -d $DEVICE',
    'line 3 is used by no provider: /usr/bin/b show',
  ]);
});
