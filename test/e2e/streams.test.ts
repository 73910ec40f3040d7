// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, closeSync, cpSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDocument } from './documents.js';
import { fabric, fabricCommand, fabricInShell, packageRoot, run, start } from './fabric.js';
import { hasScript, unprivileged } from './machine.js';
import { healthyTree, recordedTree, scratch } from './trees.js';

/** Eight adapters that can be read, and eight of which one has two counters that cannot. */
let healthy: string;
let partial: string;

beforeAll(async () => {
  healthy = await healthyTree();
  partial = await recordedTree('connectx7');
});

/** A root in which Linux runs without an RDMA device. */
const laptop = (): string => {
  const root = scratch();
  mkdirSync(join(root, 'sys/class'), { recursive: true });
  return root;
};

describe('the status shows how it ended, results go to stdout and messages to stderr', () => {
  test.each<[string, readonly string[], string]>([
    [
      'an unknown flag',
      ['hcaperf', '--devcie', 'mlx5_0'],
      'error: unknown flag --devcie; did you mean --device?\nfix: fabric hcaperf --help\n',
    ],
    [
      'an unknown flag and JSON',
      ['hcaperf', '--json', '--devcie', 'mlx5_0'],
      'error: unknown flag --devcie; did you mean --device?\nfix: fabric hcaperf --help\n',
    ],
    ['an unknown command', ['hcapref'], 'error: no command "hcapref"; did you mean hcaperf?\n'],
    ['a word too many', ['hcaperf', 'mlx5_0'], 'error: unexpected argument: mlx5_0\nfix: fabric hcaperf --help\n'],
    ['a flag before the command', ['--json', 'hcaperf'], 'error: unknown flag --json\nfix: fabric --help\n'],
    [
      "a hand used to kubectl's -o json",
      ['hcaperf', '-o', 'json'],
      'error: -o takes a file name; for JSON use --json\n',
    ],
  ])('%s is 2, and stdout is empty', async (_, argv, stderr) => {
    expect(await fabric(argv)).toMatchObject({ status: 2, stdout: '', stderr });
  });

  test('a machine without a device is 0: an empty table, a note and the next step', async () => {
    expect(await fabric(['hcaperf', '--root', laptop()])).toMatchObject({
      status: 0,
      stdout: '',
      stderr:
        'note: no RDMA device: /sys/class/infiniband is absent (is mlx5_ib loaded?)\n' +
        'fix: lspci -d 15b3:    or without hardware: fabric hcaperf --replay bluefield3\n',
    });
  });

  test('a machine without a device has empty records in JSON, with the reason', async () => {
    const { stdout, status } = await fabric(['hcaperf', '--json', '--root', laptop()]);

    expect(status).toBe(0);
    expect(readDocument(stdout)).toMatchObject({
      records: { ports: [] },
      problems: [{ where: '/sys/class/infiniband', severity: 'note', code: 'absent' }],
    });
  });

  test('a device given by name that is not installed is 4, and the error lists those that are', async () => {
    const stderr = 'error: unknown device mlx5_9; available: mlx5_0 to mlx5_7\n';
    const argv = ['hcaperf', '-d', 'mlx5_9', '--root', healthy];

    expect(await fabric(argv)).toMatchObject({ status: 4, stdout: '', stderr });
    expect(await fabric([...argv, '--json'])).toMatchObject({
      status: 4,
      stdout:
        '{"error":{"code":"not_found","message":"unknown device mlx5_9; available: mlx5_0 to mlx5_7","fix":null}}\n',
      stderr,
    });
  });

  test('a root without sys is 4', async () => {
    const root = scratch();
    expect(await fabric(['hcaperf', '--root', root])).toMatchObject({
      status: 4,
      stdout: '',
      stderr: `error: --root ${root}: no /sys below it (ENOENT)\nfix: name the directory that holds sys/\n`,
    });
  });

  test.skipIf(unprivileged === null)(
    'a root that only root may enter is 4, and sudo is the next step (as root it needs setpriv or su)',
    async () => {
      const root = scratch();
      chmodSync(root, 0o000);

      const ended = await run([...(unprivileged ?? []), ...fabricCommand(['hcaperf', '--root', root])]);

      chmodSync(root, 0o755);
      expect(ended).toMatchObject({
        status: 4,
        stdout: '',
        stderr: `error: --root ${root}: no /sys below it (EACCES)\nfix: sudo fabric hcaperf --root ${root}\n`,
      });
    },
  );

  test('a bug is 1: one line with the place and no stack trace', async () => {
    // An installation without its package.json is what nobody expects.
    const copy = scratch();
    for (const name of ['bin', 'dist']) cpSync(join(packageRoot, name), join(copy, name), { recursive: true });

    const { status, stdout, stderr } = await run([process.execPath, join(copy, 'bin', 'run.cjs'), 'hcaperf']);

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error: internal error: ENOENT: [^\n]+package\.json' \(at [^\n]+\)\nfix: report this line [^\n]+\n$/,
    );
  });
});

describe('a reader of stdout that went away ends it quietly', () => {
  const argv = (): string[] => ['hcaperf', '--group', 'all', '--root', healthy];

  test('`| head -1` shows one line and no error', async () => {
    const ended = await fabricInShell('"$@" | head -1', argv());
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringMatching(/^PORT +COUNTER +VALUE\n$/) });
    expect(ended.stderr).toBe('');
  });

  test('a closed pipe is not an error', async () => {
    const { child, ended } = start(fabricCommand(argv()));
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ status: 0, signal: null, stderr: '' });
  });

  test('a closed stdout is no error', async () => {
    expect(await fabricInShell('exec "$@" >&-', argv())).toMatchObject({ status: 0, signal: null, stderr: '' });
  });

  test('a slow reader gets all of it', async () => {
    const whole = await fabric(['hcaperf', '--json', '--pretty', '--replay', 'connectx7']);
    const slow = await fabricInShell('"$@" 2>&- | { sleep 0.5; cat; }', [
      'hcaperf',
      '--json',
      '--pretty',
      '--replay',
      'connectx7',
    ]);
    expect(whole.stdout.length, 'more than a pipe holds').toBeGreaterThan(20_000);
    expect(slow.stdout).toBe(whole.stdout);
  });
});

describe('a full disk', () => {
  test.each(['table', 'json', 'prometheus'])('a full disk below stdout is 4 and reported once (%s)', async (format) => {
    const full = openSync('/dev/full', 'w');
    const ended = await fabric(['hcaperf', '--root', healthy, '--format', format], { stdout: full });
    closeSync(full);
    expect(ended).toMatchObject({
      status: 4,
      signal: null,
      stderr: 'error: cannot write stdout: no space left (ENOSPC)\n',
    });
  });

  test('a full disk below stderr costs the messages, not the results', async () => {
    const heard = await fabric(['hcaperf', '--root', partial]);
    const unheard = await fabricInShell('exec "$@" 2>/dev/full', ['hcaperf', '--root', partial]);
    expect(unheard).toMatchObject({ status: 6, signal: null, stdout: heard.stdout, stderr: '' });
  });
});

describe('color', () => {
  const ESC = '\u001b';
  const ERASE = `\r${ESC}[K`; // of the progress line, on a machine that is slow
  const env = { TERM: 'xterm-256color' };
  /** Runs a line of sh on a terminal of its own; `"$@"` is the program. What it writes comes back in one stream. */
  const onTerminal = (line: string, argv: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const words = fabricCommand(argv).map((word) => `'${word}'`);
    return run(['script', '-qec', `set -- ${words.join(' ')}; ${line}`, '/dev/null'], { env: { ...env, ...more } });
  };

  test('never in a pipe, whatever the terminal is called', async () => {
    for (const argv of [
      ['--root', partial],
      ['--root', partial, '--json'],
      ['-d', 'mlx5_9', '--root', partial],
      ['--nonsense'],
    ]) {
      const { stdout, stderr } = await fabric(['hcaperf', ...argv], {
        env: { ...env, FORCE_COLOR: '3', CLICOLOR_FORCE: '1' },
      });
      expect(stdout + stderr).not.toContain(ESC);
    }
  });

  test.skipIf(!hasScript)('on a terminal, in the table and in the messages (needs script)', async () => {
    const { stdout, status } = await onTerminal('"$@"', ['hcaperf', '--root', partial]);
    expect(status).toBe(6);
    expect(stdout).toContain(`${ESC}[1mPORT${ESC}[22m`);
    expect(stdout).toContain(`${ESC}[32mactive${ESC}[39m`);
    expect(stdout).toContain(`${ESC}[33mwarning:${ESC}[39m`);
  });

  test.skipIf(!hasScript)(
    'neither with NO_COLOR nor with --no-color nor on a dumb terminal (needs script)',
    async () => {
      const argv = ['hcaperf', '--root', partial];
      const runs = await Promise.all([
        onTerminal('"$@"', argv, { NO_COLOR: '1' }),
        onTerminal('"$@"', [...argv, '--no-color']),
        onTerminal('"$@"', argv, { TERM: 'dumb' }),
        onTerminal('"$@"', ['hcaperf', '--nonsense'], { NO_COLOR: '1' }),
      ]);
      for (const { stdout } of runs) expect(stdout.replaceAll(ERASE, '')).not.toContain(ESC);
    },
  );

  test.skipIf(!hasScript)('not in a file, though the messages are on a terminal (needs script)', async () => {
    const file = join(scratch(), 'out');
    const { stdout } = await onTerminal(`"$@" > '${file}'`, ['hcaperf', '--root', partial]);
    expect(stdout).toContain(`${ESC}[33mwarning:`);
    expect(readFileSync(file, 'utf8')).not.toContain(ESC);
    expect(readFileSync(file, 'utf8')).toBe((await fabric(['hcaperf', '--root', partial])).stdout);
  });
});
