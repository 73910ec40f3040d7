// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { type Run, run } from './fabric.js';
import { endAll, processesIn } from './processes.js';
import type { Outcome, Task } from './read-and-end.js';
import { plantText, scratch } from './trees.js';

let bundle: string;

beforeAll(async () => {
  bundle = join(scratch(), 'read-and-end.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./read-and-end.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
});

/** Two devices with three files each; none is empty. */
const TEXTS = new Map(
  ['a', 'b'].flatMap((device) => [1, 2, 3].map((n): [string, string] => [`/sys/${device}/${n}`, `${device}${n}`])),
);

/** Has the files read by a program of which this is the text. */
const readWith = async (script: string | null): Promise<Run & { root: string; reader: string; outcome: Outcome }> => {
  const root = scratch();
  for (const [path, text] of TEXTS) plantText(join(root, path), `${text}\n`);
  const reader = join(scratch(), 'reader');
  if (script !== null) {
    writeFileSync(reader, script);
    chmodSync(reader, 0o755);
  }
  const groups = ['a', 'b'].map((device) => ({
    device,
    paths: [...TEXTS.keys()].filter((path) => path.startsWith(`/sys/${device}/`)),
  }));
  const task: Task = { root, reader, deadlineSeconds: 2, groups };
  const ended = await run([process.execPath, bundle, JSON.stringify(task)]);
  return { ...ended, root, reader, outcome: JSON.parse(ended.stdout) as Outcome };
};

/** Every answer is the file's own text or a reason: never an empty text. */
const expectNoneInvented = (outcome: Outcome): void => {
  const answers = 'answers' in outcome ? outcome.answers : {};
  expect(Object.keys(answers).sort()).toEqual([...TEXTS.keys()]);
  const invented = Object.entries(answers).filter(([path, a]) => a.kind === 'text' && a.text !== TEXTS.get(path));
  expect(invented).toEqual([]);
};

// A busy machine may be late once; a deadline that does not hold is late every time.
const timed = { retry: 2 };

test('a reader that will not die is left behind: the caller ends by the deadline with what it has', timed, async () => {
  // It is in no process group of ours, ignores what can be ignored, and keeps both pipes open for longer than any test.
  const escapee = 'trap "" TERM INT HUP PIPE; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do sleep 1; done';
  const { root, seconds, status, signal, outcome, stderr } = await readWith(
    `#!/bin/sh\nexec setsid --wait /bin/sh -c '${escapee}'\n`,
  );

  const escaped = processesIn(root);
  await endAll(root);
  expect(escaped, 'the reader was to outlive its caller').not.toEqual([]);
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
  expect(seconds).toBeLessThan(3);
  expectNoneInvented(outcome);
  const answers = 'answers' in outcome ? Object.values(outcome.answers) : [];
  expect(new Set(answers.map((answer) => answer.kind))).toEqual(new Set(['timeout']));
  expect(answers[0]).toEqual({ kind: 'timeout', hungPath: '/sys/a/1', seconds: 2 });
});

test('a reader that is not installed is a missing tool, with the package to install', async () => {
  const { reader, outcome, status } = await readWith(null);

  expect(status).toBe(0);
  expect(outcome).toEqual({
    error: {
      code: 'tool_missing',
      message: `${reader} is needed to read files safely: spawn ${reader} ENOENT`,
      fix: 'install GNU grep (Debian: apt install grep)',
    },
  });
});

test('a grep that is not GNU grep is a missing tool, reported with its own message', async () => {
  const { reader, outcome } = await readWith(
    `#!/bin/sh
echo "grep: unrecognized option: Z
BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.

Usage: grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]..." >&2
exit 1
`,
  );

  expect(outcome).toEqual({
    error: {
      code: 'tool_missing',
      message: `${reader} is needed to read files safely: BusyBox v1.36.1 (2024-06-10 07:11:47 UTC) multi-call binary.`,
      fix: 'install GNU grep (Debian: apt install grep)',
    },
  });
});

test.each([
  ['is killed', 'kill -9 $$'],
  ['gives up', 'echo "grep: memory exhausted" >&2; exit 2'],
  ['gives up without a word', 'exit 3'],
])('a reader that %s midway makes no file empty that it has not read', async (_, end) => {
  // It answers for two files more and dies, again and again.
  const { outcome, status, seconds } = await readWith(`#!/bin/sh\n/usr/bin/grep "$@" | /usr/bin/head -n 2\n${end}\n`);

  expect(status).toBe(0);
  expect(seconds).toBeLessThan(3);
  expectNoneInvented(outcome);
  const answers = 'answers' in outcome ? outcome.answers : {};
  const read = Object.values(answers).filter((answer) => answer.kind === 'text').length;
  expect(read, 'what it has read counts').toBeGreaterThan(0);
});
