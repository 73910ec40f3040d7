// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Tests write into scratch directories only, and a run that leaves something behind fails. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../machines.js';
import { scratch } from '../scratch.js';

/**
 * These make the directories or name TMPDIR; a guest's answers are kept where FABRIC_KERNEL_OUT says. The equivalence runs
 * and the mutants are programs outside of Vitest, so they cannot use scratch(): they work in the cache directory.
 */
const MAY_MAKE = [
  'e2e/fabric.ts',
  'e2e/own-tmp.ts',
  'equivalence/main.ts',
  'live/boot/guest.ts',
  'mutants/main.ts',
  'run-directory.ts',
  'scratch.ts',
];

const tests = join(packageRoot, 'test');

test('only the scratch mechanism makes temporary directories', () => {
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const making = files.filter((file) => /\bmkdtemp|\btmpdir\(\)/.test(readFileSync(join(tests, file), 'utf8')));
  expect(making.filter((file) => file !== 'architecture/scratch.test.ts').sort()).toEqual(MAY_MAKE);
});

/** Runs a test file of these lines with the project's own setup; what the run said, and its TMPDIR when it was over. */
const runTestOf = (lines: string) => {
  const place = scratch();
  const temporary = join(place, 'tmp');
  mkdirSync(temporary);
  const config = { include: ['*.test.ts'], globalSetup: join(tests, 'run-directory.ts'), root: place };
  writeFileSync(join(place, 'vitest.config.mjs'), `export default ${JSON.stringify({ test: config })};\n`);
  writeFileSync(
    join(place, 'one.test.ts'),
    `import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from ${JSON.stringify(join(packageRoot, 'node_modules/vitest/dist/index.js'))};
import { scratch } from ${JSON.stringify(join(tests, 'scratch.ts'))};
${lines}
`,
  );
  const vitest = join(packageRoot, 'node_modules/vitest/vitest.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--root', place], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], TMPDIR: temporary, NO_COLOR: '1' },
  });
  return { status, said: stdout + stderr, left: readdirSync(temporary) };
};

test('a run that leaves a directory behind fails, and names it', () => {
  const { status, said, left } = runTestOf("test('leaves', () => void mkdtempSync(join(tmpdir(), 'left-')));");
  expect(said).toMatch(/tests left 1 entries in TMPDIR: left-\w+ \(use scratch\(\) of test\/scratch\.ts\)/);
  expect({ status, left }).toEqual({ status: 1, left: [] });
});

test.each([
  ['passes', "test('passes', () => void scratch());"],
  ['is skipped', "const place = scratch(); test.skip('is skipped', () => void place);"],
])('a run whose test %s leaves no scratch directory', (_, lines) => {
  const { status, said, left } = runTestOf(lines);
  expect({ status, left }, said).toEqual({ status: 0, left: [] });
});

test('a test that fails leaves no scratch directory', () => {
  const { said, left } = runTestOf(
    "test('fails', () => { writeFileSync(join(scratch(), 'file'), ''); expect(1).toBe(2); });",
  );
  expect(said).toContain('expected 1 to be 2');
  expect(said).not.toContain('tests left');
  expect(left).toEqual([]);
});
