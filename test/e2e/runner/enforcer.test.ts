// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The door: nothing runs that the policy does not allow, and what is decided is written down first. */

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/core/json-value.js';
import { openAudit } from '../../../src/host/audit/audit-log.js';
import { createEnforcer } from '../../../src/host/command/enforcer.js';
import type { LoadedPolicy } from '../../../src/host/policy-file.js';
import { parsePolicy } from '../../../src/policy/grammar/parse-policy.js';
import { makePlace, plantSh } from './tools.js';

const place = makePlace();
const marker = join(place, 'marker');
const tool = plantSh(place, 'tool', `: > ${marker}\necho "answer $1"\nexit "$2"`);

const load = (text: string): LoadedPolicy => ({
  policy: parsePolicy(new TextEncoder().encode(text), 'test.ini'),
  path: '/test.ini',
  isShipped: false,
  sha256: 'f'.repeat(64),
});
const POLICY = load(`[commands_regex]\n${tool} [a-z]+ [0-9]\n`);
const OPTIONS = {
  name: 'tool.read',
  timeoutSeconds: 5,
  outputLimitBytes: 2 ** 22,
  device: null,
  signal: new AbortController().signal,
};

const linesOf = (file: string): readonly { readonly [key: string]: Json }[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the door', () => {
  test('a command that a rule allows runs, and its decision and its end are written down with one id', async () => {
    const file = join(place, 'audit-allow.jsonl');
    const door = createEnforcer(POLICY, openAudit({ file, required: true, limitBytes: 1e9 }));
    expect(await door.run([tool, 'yes', '0'], OPTIONS)).toMatchObject({ kind: 'ok', stdout: 'answer yes\n' });
    expect(await door.run([tool, 'no', '3'], OPTIONS)).toMatchObject({ kind: 'failed', status: 3 });
    const [decision, end, , failed] = linesOf(file);
    expect(decision).toMatchObject({
      event: 'decision',
      verdict: 'allow',
      argv: [tool, 'yes', '0'],
      rule: { file: 'test.ini', line: 2 },
      policy_sha256: 'f'.repeat(64),
      status: null,
    });
    expect(end).toMatchObject({ event: 'exit', id: decision?.['id'], status: 0, duration_seconds: expect.any(Number) });
    expect(failed).toMatchObject({ event: 'exit', reason: 'failed', status: 3 });
  });

  test('a command that none allows does not run: the answer names the nearest rule, the audit the denial', async () => {
    const file = join(place, 'audit-deny.jsonl');
    const door = createEnforcer(POLICY, openAudit({ file, required: false, limitBytes: 1e9 }));
    rmSync(marker, { force: true });
    expect(await door.run([tool, 'yes', 'DN'], OPTIONS)).toEqual({
      kind: 'denied',
      by: 'policy',
      detail: 'no rule allows this command',
      nearest: 'test.ini:2: argument 2 is "DN", the rule has "[0-9]"',
    });
    expect(existsSync(marker), 'it ran').toBe(false);
    expect(linesOf(file)).toEqual([
      expect.objectContaining({ event: 'decision', verdict: 'deny', reason: 'no_rule', rule: null }),
    ]);
  });

  test('an invalid policy denies everything, with the line', async () => {
    const door = createEnforcer(load(`[commands]\n${tool} a 0\n[nonsense]\n`), null);
    expect(await door.run([tool, 'a', '0'], OPTIONS)).toMatchObject({
      kind: 'denied',
      detail: expect.stringContaining('test.ini:3'),
    });
  });

  test('what has to be written down and cannot be does not run; what need not be costs a warning', async () => {
    const required = createEnforcer(POLICY, openAudit({ file: '/dev/full', required: true, limitBytes: 1e9 }));
    rmSync(marker, { force: true });
    expect(await required.run([tool, 'a', '0'], OPTIONS)).toMatchObject({
      kind: 'denied',
      detail: expect.stringContaining('/dev/full'),
    });
    expect(existsSync(marker), 'it ran').toBe(false);
    const relaxed = createEnforcer(POLICY, openAudit({ file: '/dev/full', required: false, limitBytes: 1e9 }));
    expect(await relaxed.run([tool, 'a', '0'], OPTIONS)).toMatchObject({ kind: 'ok' });
    expect(relaxed.warnings()).toEqual([expect.stringContaining('/dev/full')]);
  });

  test('the policy may shorten the time and the output of a command, and never lengthens them', async () => {
    const loud = plantSh(place, 'loud', 'while :; do echo 0123456789; done');
    const door = createEnforcer(load(`[server]\nstdout_bytes=1000\n[commands]\n${loud}\n`), null);
    expect(await door.run([loud], OPTIONS)).toMatchObject({ kind: 'truncated', stream: 'stdout', limitBytes: 1000 });
    const free = createEnforcer(load(`[commands]\n${loud}\n`), null);
    const declared = { ...OPTIONS, outputLimitBytes: 5000 };
    expect(await free.run([loud], declared), 'the declared limit').toMatchObject({ limitBytes: 5000 });
    const wide = createEnforcer(load(`[server]\nstdout_bytes=9000\n[commands]\n${loud}\n`), null);
    expect(await wide.run([loud], declared), 'the lower one').toMatchObject({ limitBytes: 5000 });
    const slow = plantSh(place, 'slow', 'sleep 20');
    const patient = createEnforcer(load(`[server]\ntimeout_seconds=60\n[commands]\n${slow}\n`), null);
    expect(await patient.run([slow], { ...OPTIONS, timeoutSeconds: 0.3 })).toMatchObject({ kind: 'timed_out' });
  });
});
