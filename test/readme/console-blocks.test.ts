// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The README does what it shows: each `$ fabric …` of a console block is typed into a terminal of 80 columns. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { EXIT_STATUSES } from '../../src/core/exit-status.js';
import { packageRoot } from '../machines.js';
import { scratch } from '../scratch.js';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

/** Every command of every console block with the lines that follow it. */
const transcripts = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { command: part.slice(0, end), shown: part.slice(end + 1) };
    }),
);

let bin: string;
beforeAll(() => {
  bin = scratch();
  symlinkSync(join(packageRoot, 'bin', 'run.cjs'), join(bin, 'fabric'));
});

describe('the console blocks of the README', () => {
  test('there are some', () => expect(transcripts.length).toBeGreaterThanOrEqual(5));

  test.each(transcripts)('$command', ({ command, shown }) => {
    // script(1) is the terminal: stdout and stderr of a person's screen, as one stream.
    const typed = execaSync('script', ['-qec', `stty cols 80; ${command}`, '/dev/null'], {
      env: { PATH: `${bin}:${process.env['PATH']}`, NO_COLOR: '1', TERM: 'xterm' },
      stripFinalNewline: false,
      reject: false,
    });
    expect(typed.stdout.replaceAll('\r\n', '\n')).toBe(shown);
  });
});

test('the set-up commands are one line each that begins with npm ci, and their scripts exist', () => {
  const setUp = [...readme.matchAll(/^```sh\n(npm ci .*)\n```$/gm)].map(([, line = '']) => line);
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(setUp).toHaveLength(2);
  for (const name of setUp.flatMap((line) => [...line.matchAll(/npm run (\w+)/g)].map((m) => m[1] ?? ''))) {
    expect(scripts).toHaveProperty(name);
  }
});

test('the table of exit statuses is the one that the program uses', () => {
  const rows = EXIT_STATUSES.map(({ status, when }) => `| ${status} | ${when} |`).join('\n');
  expect(readme).toContain(rows);
});
