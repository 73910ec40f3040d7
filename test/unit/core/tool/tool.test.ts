// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { type CommandAnswer, missingProgramDetail } from '../../../../src/core/command-answer.js';
import type { Invocation } from '../../../../src/core/invocation.js';
import { failureOfTools } from '../../../../src/core/tool/failure.js';
import { reasonOfTool } from '../../../../src/core/tool/reason.js';
import { runTool, type ToolAnswer, toolAlternatives } from '../../../../src/core/tool/run-tool.js';
import { openReplay } from '../../../../src/host/recording/replay.js';
import { inventedManifest } from '../../invented-manifest.js';

const PROBE: Invocation = {
  name: 'tool.read',
  path: '/usr/bin/boxlink',
  args: ['-d', { slot: 'DEVICE', pattern: '[a-z0-9]+', example: 'b0' }, '--json'],
  effect: 'read',
  timeoutSeconds: 5,
  help: 'The boxes.',
};
const BOTH = toolAlternatives(PROBE, '/usr/bin/mstbox');
const OUTPUT = { stdout: '', stderr: '', durationSeconds: 0.3 };

/** A recorded machine on which these commands ended so. */
const machine = (ends: Readonly<Record<string, CommandAnswer & { kind: 'ok' | 'failed' }>>) =>
  openReplay({
    manifest: inventedManifest(),
    contents: new Map(),
    links: new Map(),
    refusedWrites: new Map(),
    commands: new Map(Object.entries(ends).map(([line, end]) => [JSON.stringify(line.split(' ')), [end]])),
  });
const ask = (host: ReturnType<typeof machine>, name = 'b0') =>
  runTool(host, BOTH, { DEVICE: name }, { where: name, device: null });

test('the first name that is there answers, and the next one only where that is missing', async () => {
  const ok = { kind: 'ok', ...OUTPUT, stdout: '{}' } as const;
  const failed = { kind: 'failed', status: 1, ...OUTPUT } as const;
  const [first, second] = ['/usr/bin/boxlink -d b0 --json', '/usr/bin/mstbox -d b0 --json'];
  expect(await ask(machine({ [first]: failed, [second]: ok }))).toMatchObject({
    invocation: { path: '/usr/bin/boxlink' },
    answer: { kind: 'failed' },
    missing: [],
  });
  expect(await ask(machine({ [second]: ok }))).toMatchObject({
    where: 'b0',
    invocation: { path: '/usr/bin/mstbox', insteadOf: '/usr/bin/boxlink' },
    argv: second.split(' '),
    answer: { kind: 'ok', stdout: '{}' },
    missing: [{ invocation: PROBE }],
  });
  expect((await ask(machine({}))).missing).toHaveLength(1);
});

const answered = (answer: CommandAnswer, where = 'b0'): ToolAnswer => ({
  where,
  invocation: PROBE,
  argv: ['/usr/bin/boxlink', '-d', where, '--json'],
  answer,
  missing: [],
});
const failed = (output: Partial<typeof OUTPUT>): CommandAnswer => ({ kind: 'failed', status: 1, ...OUTPUT, ...output });
const DENIED: CommandAnswer = {
  kind: 'denied',
  by: 'policy',
  detail: 'no rule allows this command',
  nearest: '/etc/fabric/policy.ini:14: argument 3 is "--json", the rule ends there',
};
const SILENT = '\u001b[31m \n\u001b[0m \n';

test.each<[string, CommandAnswer, string, string]>([
  [
    'its own words, without colors and marks',
    failed({
      stdout: SILENT,
      stderr: 'read link: x\n\u001b[31m-E- Failed to open device: "b0", No such file\u001b[0m\n',
    }),
    'unreadable',
    'boxlink: Failed to open device: "b0", No such file',
  ],
  ['an error that stands on stdout', failed({ stdout: 'Device #1\n-E- Failed\n' }), 'unreadable', 'boxlink: Failed'],
  ['the last line of stderr', failed({ stdout: 'an answer', stderr: 'a\nb\n' }), 'unreadable', 'boxlink: b'],
  ['its status, where it says nothing', failed({ stdout: SILENT }), 'unreadable', 'boxlink: exit status 1'],
  [
    'a tool that holds the device',
    failed({ stderr: '-E- Failed to lock the ICMD semaphore\n' }),
    'unreadable',
    'boxlink: ICMD semaphore busy: another tool is using the device',
  ],
  [
    'a missing right',
    failed({ stderr: '-E- Failed to open device: "b0", Permission denied\n' }),
    'permission',
    'boxlink: Failed to open device: "b0", Permission denied',
  ],
  ['a usage text, cut', failed({ stderr: 'x'.repeat(200) }), 'unreadable', `boxlink: ${'x'.repeat(120)}...`],
  [
    'its time',
    { kind: 'timed_out', ...OUTPUT, durationSeconds: 7.04 },
    'timeout',
    'boxlink: no answer within 5 s, stopped',
  ],
  [
    'a shorter time',
    { kind: 'timed_out', ...OUTPUT, durationSeconds: 2.04 },
    'timeout',
    'boxlink: no answer within 2 s, stopped',
  ],
  [
    'no time at all',
    { kind: 'timed_out', ...OUTPUT, durationSeconds: 0 },
    'timeout',
    'boxlink: not started: no time left',
  ],
  ['a signal', { kind: 'signalled', signal: 'SIGSEGV', ...OUTPUT }, 'unreadable', 'boxlink: killed by SIGSEGV'],
  [
    'too much output',
    { kind: 'truncated', stream: 'stdout', limitBytes: 4096, ...OUTPUT },
    'unreadable',
    'boxlink: stopped after 4096 bytes on stdout',
  ],
  ['the policy', DENIED, 'denied', `boxlink: no rule allows this command; ${DENIED.nearest}`],
])('the reason is %s', (_what, answer, code, detail) => {
  expect(reasonOfTool(answered(answer))).toEqual({ code, detail });
});

test('an answer needs no reason', () => {
  expect(reasonOfTool(answered({ kind: 'ok', ...OUTPUT }))).toBeNull();
});

const TOOLS = { name: 'box', install: 'apt install boxes' };
const failure = (...answers: readonly ToolAnswer[]) => failureOfTools(TOOLS, answers);

test('denied for every device: the policy, one command and where it failed', () => {
  expect(failure(answered(DENIED), answered(DENIED, 'b1'))).toMatchObject({
    code: 'denied',
    message: 'policy denies boxlink (2 commands, none run)',
    details: ['/usr/bin/boxlink -d b0 --json', `nearest rule: ${DENIED.nearest}`],
    fix: 'fabric policy explain box    (shows the rules it needs)',
  });
  expect(failure(answered({ ...DENIED, nearest: null }))).toMatchObject({
    message: 'policy denies boxlink (not run)',
    details: ['/usr/bin/boxlink -d b0 --json', 'no rule allows this command'],
  });
});

test('does not blame the policy for what it did not decide', () => {
  const below = { kind: 'denied', by: 'root', detail: 'a command would ask this machine', nearest: null } as const;
  expect(failure(answered(below))).toMatchObject({
    code: 'unreadable',
    message: 'boxlink not run: a command would ask this machine',
    fix: null,
  });
  expect(failure(answered({ ...below, by: 'audit', detail: '/log: full' }))).toMatchObject({
    code: 'denied',
    fix: null,
  });
});

test('missing under every name: the names, the directory and what installs it', () => {
  const gone = (path: string): CommandAnswer => ({ kind: 'missing', detail: missingProgramDetail(path) });
  const [first, second = PROBE] = BOTH;
  const both: ToolAnswer = {
    ...answered(gone('/usr/bin/mstbox')),
    invocation: second,
    missing: [{ invocation: first, detail: missingProgramDetail(first.path) }],
  };
  expect(failure(both, both)).toMatchObject({
    code: 'tool_missing',
    message: 'box needs boxlink or mstbox; neither is in /usr/bin',
    fix: 'apt install boxes',
  });
  expect(failure(answered(gone(PROBE.path)))?.message).toBe('box needs boxlink; it is not in /usr/bin');
});

test('a tool that is there and cannot start is not called missing from its directory', () => {
  const detail = '/usr/bin/boxlink is not executable';
  expect(failure(answered({ kind: 'missing', detail }))).toMatchObject({
    message: `box needs boxlink; ${detail}`,
    fix: null,
  });
});

test('other failures: the first in words, the others below it', () => {
  const slow: CommandAnswer = { kind: 'timed_out', ...OUTPUT, durationSeconds: 5 };
  const many = Array.from({ length: 7 }, (_, i) => answered(slow, `b${i + 1}`));
  expect(failure(answered(failed({})), ...many)).toMatchObject({
    code: 'tool_failed',
    message: 'b0: boxlink: exit status 1',
    details: [...[1, 2, 3, 4].map((i) => `b${i}: boxlink: no answer within 5 s, stopped`), '+3 more'],
  });
  const refused = answered(failed({ stderr: 'Permission denied' }), '');
  expect(failure(refused)).toMatchObject({ code: 'permission', message: 'boxlink: Permission denied', details: [] });
});

test('without a query, or with one useful answer, there is something to show', () => {
  expect(failure()).toBeNull();
  expect(failure(answered(failed({})), answered({ kind: 'ok', ...OUTPUT }))).toBeNull();
  const partial = answered(failed({ stdout: '{"status":1}' }));
  expect(failure(partial)).not.toBeNull();
  expect(failureOfTools(TOOLS, [partial, answered(DENIED)], (answer) => 'stdout' in answer)).toBeNull();
});
