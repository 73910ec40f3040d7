// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The way from options to statuses, of a provider that asks tools as root. The tools are real, and so is the policy. */

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot, type Run, run } from '../fabric.js';
import { isRoot, unprivileged } from '../machine.js';
import { makePlace, plantSh } from '../runner/tools.js';

const place = makePlace();
const program = join(place, 'box.mjs');
const fabric = (...argv: readonly string[]): Promise<Run> => run([process.execPath, program, place, ...argv]);
const allow = (...rules: readonly string[]): void =>
  writeFileSync(join(place, 'policy', 'default.ini'), `[server]\naudit=off\n[commands_regex]\n${rules.join('\n')}\n`);

beforeAll(async () => {
  for (const part of ['policy', 'package.json', 'fixtures/hosts'])
    cpSync(join(packageRoot, part), join(place, part), { recursive: true });
  await build({
    entryPoints: [join(packageRoot, 'test/e2e/box/main.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    external: ['typescript'],
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
});

const RULES = ['boxlink', 'mstbox'].map((name) => `${place}/${name} -d b[0-9] --json`);
const answers = (name: string): string => plantSh(place, name, 'echo "$2" | sed "s/b/{\\"heat\\":4/; s/$/}/"');
beforeEach(() => {
  allow(...RULES);
  for (const name of ['boxlink', 'mstbox']) rmSync(join(place, name), { force: true });
});

test('its help has its options, and nothing that it cannot do', async () => {
  const { stdout } = await fabric('box', '--help');
  expect(stdout).toContain(`
Selection
  -d, --device NAME      device[/port], netdev, PCI address or glob; repeatable
      --shelves          what stands on them
      --only NAME        these boxes
      --baseline FILE    what differs from it
      --exit-code        status 10 where it differs
Output
`);
  expect(stdout).toContain(
    '      --type TYPE        csv record type: boxes, shelves (default: that of the\n                         table)\n',
  );
  for (const flag of ['--all', '--group', '--interval', '--count']) expect(stdout).not.toContain(flag);
});

describe.skipIf(unprivileged === null)('without root', () => {
  const asUser = (...argv: readonly string[]): Promise<Run> =>
    run([...(unprivileged ?? []), process.execPath, program, place, 'box', ...argv]);
  const MESSAGE = 'box needs root to read the adapter';

  test('nothing is run, and the next step is named', async () => {
    plantSh(place, 'boxlink', `: > ${place}/ran`);
    expect(await asUser()).toMatchObject({
      stdout: '',
      stderr: `error: ${MESSAGE}\nfix: sudo fabric box    (to see what it will run: fabric policy explain box)\n`,
      status: 4,
    });
  });

  test('a program gets the command alone', async () => {
    const { stdout, status } = await asUser('--json');
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'permission', message: MESSAGE, fix: 'sudo fabric box' } });
    expect(status).toBe(4);
  });

  test('reports a usage error first, and a recording needs no root', async () => {
    expect((await asUser('--only', 'x')).stderr).toBe('error: invalid --only x: expected NAME\n');
    expect((await asUser('--replay', 'bluefield3')).stderr).toMatch(
      /^error: box needs boxlink or mstbox; not recorded: /,
    );
  });
});

describe.skipIf(!isRoot)('as root', () => {
  test('the tool that is there answers', async () => {
    answers('mstbox');
    expect(await fabric('box')).toMatchObject({
      stdout: 'DEVICE  HEAT\nb0       40C\nb1       41C\n',
      stderr: '',
      status: 0,
    });
    answers('boxlink');
    expect((await fabric('box', '--only', 'b1', 'b0', '--only', 'b1')).stdout).toBe(
      'DEVICE  HEAT\nb0       40C\nb1       41C\n',
    );
    expect((await fabric('box', '--only', 'b1')).stdout).toBe('DEVICE  HEAT\nb1       41C\n');
  });

  test('one box of two that fails is a warning', async () => {
    plantSh(
      place,
      'boxlink',
      'test "$2" = b0 && echo "{\\"heat\\":40}" && exit; echo "-E- no answer of $2" >&2; exit 1',
    );
    expect(await fabric('box')).toMatchObject({
      stdout: 'DEVICE  HEAT\nb0       40C\nb1         -\n',
      stderr: 'warning: b1: boxlink: no answer of b1\npartial: 1 of 2 boxes complete, status 6\n',
      status: 6,
    });
  });

  test('a tool that never answers is ended by the deadline, and the other box is shown', async () => {
    plantSh(place, 'boxlink', 'test "$2" = b0 && echo "{\\"heat\\":40}" && exit; exec sleep 60');
    const slow = await fabric('box', '--deadline', '1s');
    expect(slow).toMatchObject({
      stdout: 'DEVICE  HEAT\nb0       40C\nb1         -\n',
      stderr: expect.stringMatching(/^warning: b1: boxlink: no answer within 0\.\d+ s, stopped\npartial: /),
      status: 6,
    });
    expect(slow.seconds).toBeLessThan(3);
  });

  test.each<[string, () => void]>([
    [
      'of which one answers',
      () => plantSh(place, 'boxlink', 'test "$2" = b0 && echo "{\\"heat\\":40}" && exit; exit 3'),
    ],
    [
      'of which one never answers',
      () => plantSh(place, 'boxlink', 'test "$2" = b0 && echo "{\\"heat\\":40}" && exit; exec sleep 60'),
    ],
    ['that are ended by a signal', () => plantSh(place, 'boxlink', 'kill -SEGV $$')],
    ['under their other name', () => answers('mstbox')],
    ['that are denied', () => allow(`${place}/boxlink -d b[0-9] -m`)],
    ['that are missing', () => undefined],
  ])('a recording of tools %s replays to the same answer', async (_what, plant) => {
    plant();
    const directory = join(makePlace(), 'recording');
    const argv = ['box', '--json', '--stable', '--deadline', '1s'];
    const recorded = await fabric(...argv, '--record', directory);
    const replayed = await fabric(...argv, '--replay', directory);
    const note = /^note: recorded 0 files, \d commands in .*\n/m;
    expect(recorded.stderr).toMatch(note);
    const { stdout, stderr, status } = recorded;
    expect({ stdout: replayed.stdout, stderr: replayed.stderr, status: replayed.status }).toEqual({
      stdout,
      stderr: stderr.replace(note, ''),
      status,
    });
  });

  test('all that fail are an error', async () => {
    plantSh(place, 'boxlink', 'echo "-E- no answer of $2" >&2; exit 1');
    expect(await fabric('box')).toMatchObject({
      stdout: '',
      stderr: 'error: b0: boxlink: no answer of b0\n  b1: boxlink: no answer of b1\n',
      status: 4,
    });
  });

  test('reports a denied tool with the nearest rule', async () => {
    answers('boxlink');
    allow(`${place}/boxlink -d b[0-9] -m`);
    expect(await fabric('box')).toMatchObject({
      stdout: '',
      stderr: `error: policy denies boxlink (2 commands, none run)
  ${place}/boxlink -d b0 --json
  nearest rule: policy/default.ini:4: argument 3 is "--json", the rule has "-m"
fix: fabric policy explain box    (shows the rules it needs)
`,
      status: 3,
    });
  });

  test('a policy that allows only the other name is obeyed', async () => {
    answers('boxlink');
    answers('mstbox');
    allow(`${place}/mstbox -d b[0-9] --json`);
    expect(await fabric('box')).toMatchObject({
      stdout: 'DEVICE  HEAT\nb0       40C\nb1       41C\n',
      stderr: '',
      status: 0,
    });
    rmSync(join(place, 'mstbox'));
    expect((await fabric('box')).stderr).toMatch(/^error: policy denies boxlink \(2 commands, none run\)\n/);
  });

  test('reports a tool missing under both names, with the package that has it', async () => {
    expect(await fabric('box')).toMatchObject({
      stdout: '',
      stderr: `error: box needs boxlink or mstbox; neither is in ${place}\nfix: apt install boxes\n`,
      status: 4,
    });
  });

  test('below --root nothing is run, and the policy is not blamed', async () => {
    answers('boxlink');
    expect(await fabric('box', '--root', '/')).toMatchObject({
      stderr: 'error: boxlink not run: commands would query this machine instead of the one below --root\n',
      status: 4,
    });
  });

  test('with --exit-code a difference is a status of its own', async () => {
    answers('boxlink');
    const baseline = join(place, 'golden.json');
    writeFileSync(baseline, '{"heat":40}');
    const note = `note: 1 of 2 differ from ${baseline}\n`;
    expect(await fabric('box', '--baseline', baseline)).toMatchObject({ stderr: note, status: 0 });
    expect(await fabric('box', '--baseline', baseline, '--exit-code')).toMatchObject({ stderr: note, status: 10 });
    expect((await fabric('box', '--baseline', baseline, '--exit-code', '--only', 'b0')).status).toBe(0);
    expect(await fabric('box', '--baseline', place)).toMatchObject({
      stderr: `error: --baseline ${place} is not a regular file\n`,
      status: 2,
    });
  });
});
