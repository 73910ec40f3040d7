// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Check that the runner works with the reduced execa of the bundle, and that execa leaves this process alone. */

import { expect, test } from 'vitest';
import { runAllowed } from '../../../src/host/command/run-allowed.js';
import { run } from '../fabric.js';
import { bundleHost, inNode, scriptCommand } from './bundled.js';
import { allow, makePlace } from './tools.js';

const bundle = await bundleHost(makePlace());

/** The expression that runs a command line in the bundle. `argv` is source text too. */
const runs = (argv: string, limits: object = {}): string =>
  `host.runAllowed(allow(${argv}), ${JSON.stringify({ timeoutSeconds: 5, device: null, ...limits })})`;

const SH = '/bin/sh';

test.each<[string, string, object]>([
  ['ok', 'echo out; echo err >&2', {}],
  ['failed', 'echo out; exit 3', {}],
  ['signalled', 'kill -SEGV $$', {}],
  ['timed_out', 'echo out; exec sleep 9', { timeoutSeconds: 0.3 }],
  ['truncated', 'echo out and more; exec sleep 9', { stdoutLimitBytes: 9 }],
])('the bundle and the sources give the same outcome: %s', async (kind, line, limits) => {
  const options = { timeoutSeconds: 5, device: null, ...limits };
  const { durationSeconds: _, ...expected } = {
    durationSeconds: 0,
    ...(await runAllowed(allow(SH, '-c', line), options)),
  };
  expect(expected.kind).toBe(kind);
  expect(await inNode(bundle, runs(`'${SH}', '-c', ${JSON.stringify(line)}`, limits))).toMatchObject(expected);
});

test('the bundle reports what the kernel refuses', async () => {
  const outcome = await inNode(bundle, runs(`'/bin/true', 'x'.repeat(140_000)`)); // execve(2): 128 KiB in one argument
  expect(outcome).toEqual({ kind: 'missing', detail: '/bin/true cannot be started (E2BIG)' });
});

test('a command leaves standard input blocking for the processes that share it', async () => {
  const flags = `${runs(`'/bin/true'`)}.then(() => fs.readFileSync('/proc/self/fdinfo/0', 'latin1').match(/flags:\\s*(\\d+)/)[1])`;
  const behindPipe = ['/bin/sh', '-c', 'sleep 1 | "$@"', 'sh'];
  const NON_BLOCKING = 0o4000; // O_NONBLOCK, open(2)
  expect(Number.parseInt(await inNode<string>(bundle, flags, { before: behindPipe }), 8) & NON_BLOCKING).toBe(0);
});

test('NODE_DEBUG=execa prints nothing', async () => {
  const { stdout, stderr } = await run(scriptCommand(bundle, runs(`'/bin/true'`)), { env: { NODE_DEBUG: 'execa' } });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'ok' });
});
