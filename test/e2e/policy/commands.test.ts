// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The policy commands as a user types them, without root: which line says what, and the status. */

import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fabricCommand, packageRoot, type Run, run } from '../fabric.js';
import { isRoot, unprivileged } from '../machine.js';
import { makePlace } from '../runner/tools.js';

const place = makePlace();
const file = join(place, 'policy.ini');
writeFileSync(
  file,
  `[regex_macros]
DEVICE=[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]

[commands]
/usr/bin/ovs-vsctl show

[commands_regex]
# link
/usr/bin/mlxlink -d $DEVICE -p 1 -m -c --json
`,
);
const bad = join(place, 'bad.ini');
writeFileSync(
  bad,
  '[command]\n/x\n[regex_macros]\nBDF=[0-9]+\n[commands_regex]\n/usr/bin/a mlx5_.*\n/usr/bin/b $BFD\n',
);

const READ = ['/usr/bin/mlxlink', '-d', '0000:18:00.0', '-p', '1', '-m', '-c', '--json'];
const WRITE = ['/usr/bin/mlxlink', '-d', '0000:18:00.0', '-p', '1', '-a', 'DN'];

/** As an ordinary user, who may test any file. */
const policy = (...argv: readonly string[]): Promise<Run> =>
  run([...(unprivileged ?? []), ...fabricCommand(['policy', ...argv])]);

describe.skipIf(unprivileged === null)('without root', () => {
  test('test names the line that allows a command', async () => {
    expect(await policy('test', '--policy', file, '--', ...READ)).toMatchObject({
      stdout: `allow  ${file}:9  /usr/bin/mlxlink -d $DEVICE -p 1 -m -c --json\n`,
      stderr: '',
      status: 0,
    });
  });

  test('test shows the difference from the nearest rule, and --suggest the rule that would allow the command', async () => {
    expect(await policy('test', '--suggest', '--policy', file, '--', ...WRITE)).toMatchObject({
      stdout: `deny   no rule allows this command
near   ${file}:9  /usr/bin/mlxlink -d $DEVICE -p 1 -m -c --json
fails  argument 5 is "-a", the rule has "-m"
add    /usr/bin/mlxlink -d 0000:18:00.0 -p 1 -a DN    (in [commands])
`,
      stderr: "note: rules are not checked for harm; read the tool's manual before adding one\n",
      status: 3,
    });
  });

  test('test prints the same as JSON', async () => {
    const { stdout, status } = await policy('test', '--json', '--policy', file, '--', ...WRITE);
    expect(JSON.parse(stdout)).toEqual({
      verdict: 'deny',
      rule: null,
      reason: 'no_rule',
      detail: 'no rule allows this command',
      nearest: { file, line: 9, argument: 5, got: '-a', expected: '-m' },
    });
    expect(status).toBe(3);
  });

  test.each([
    ['flags of the tested command are its own', ['--help']],
    ['an argument with an escape code', ['-d', '\u001b[31m']],
    ['an empty argument', ['']],
    ['joined arguments', ['-d 0000:18:00.0 -p 1 -m -c --json']],
  ])('test denies %s, and shows no raw byte of it', async (_, args) => {
    const { stdout, stderr, status } = await policy('test', '--policy', file, '--', '/usr/bin/mlxlink', ...args);
    expect(stdout).toMatch(/^deny {3}/);
    expect(stdout + stderr).toMatch(/^[\x20-\x7e\n]*$/);
    expect(status).toBe(3);
  });

  test('test without a command is a usage error', async () => {
    expect(await policy('test', '/usr/bin/mlxlink')).toMatchObject({ stdout: '', status: 2 });
    expect((await policy('test', '--policy', file, '--')).status).toBe(3);
  });

  test('check names every error of a file in one run', async () => {
    expect(await policy('check', bad)).toMatchObject({
      stdout: `${bad}:1: unknown section [command]; did you mean [commands]?
${bad}:6: argument 1 "mlx5_.*": "." is not allowed; use [0-9]+
${bad}:7: $BFD is not defined above; did you mean $BDF (line 4)?
`,
      stderr: 'error: 3 errors: the policy is invalid, every command is denied\n',
      status: 3,
    });
    expect(await policy('check', file)).toMatchObject({
      stdout: `ok  ${file}: 2 rules, 1 macro, 0 warnings\n`,
      status: 0,
    });
    expect((await policy('check', join(place, 'gone.ini'))).status).toBe(4);
  });

  test('every command is denied by a file with one bad line', async () => {
    const { stdout, status } = await policy('test', '--policy', bad, '--', ...READ);
    expect(stdout).toContain(`deny   ${bad}:1: unknown section [command]`);
    expect(status).toBe(3);
  });

  test('explain runs nothing and lists what is read', async () => {
    const { stdout, status } = await policy('explain', 'hcaperf');
    expect(stdout).toContain('reads  /sys/class/infiniband\n');
    expect(stdout).toContain('runs   nothing\n');
    expect(status).toBe(0);
    expect(await policy('explain', 'nothing')).toMatchObject({ status: 2, stderr: expect.stringContaining('hcaperf') });
  });

  // A policy that decides must pass the trust rule: a checkout in another user's directory does not.
  test.skipIf(!isRoot)('show and check use the shipped policy when there is no other (needs root)', async () => {
    const installed = join(place, 'installed');
    for (const part of ['bin', 'dist', 'policy', 'package.json']) {
      cpSync(join(packageRoot, part), join(installed, part), { recursive: true });
    }
    const there = (...argv: readonly string[]): Promise<Run> =>
      run([...(unprivileged ?? []), process.execPath, join(installed, 'bin', 'run.cjs'), 'policy', ...argv]);
    const { stdout, status } = await there('show', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      server: { audit: 'on' },
      rules: expect.arrayContaining([expect.objectContaining({ section: 'commands_regex' })]),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(status).toBe(0);
    expect((await there('check')).stdout).toMatch(/^ok {2}\/.*policy\/default\.ini: [1-9]\d* rules, /);
  });

  test('import prints a policy that reads back, and names what it left out', async () => {
    const dpe = join(place, 'dpe.ini');
    writeFileSync(dpe, '[commands]\nls -l\ngrep x /etc/passwd | wc\n[commands_regex]\n^/usr/bin/id -u (a|b)$\n');
    const { stdout, stderr, status } = await policy('import', dpe);
    expect(stdout).toContain('/usr/bin/ls -l\n');
    expect(stdout).toContain('/usr/bin/id -u (a|b)\n');
    expect(stderr).toBe(`warning: left out: ${dpe}:3: "|" is not allowed: pipes need a shell\n`);
    expect(status).toBe(6);
    const imported = join(place, 'imported.ini');
    writeFileSync(imported, stdout);
    expect((await policy('check', imported)).status).toBe(0);
  });
});
