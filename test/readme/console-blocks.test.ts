// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs each `$ fabric …` of the console blocks in README.md and docs in a terminal of 80 columns: it prints what they show. */

import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../machines.js';
import { scratch } from '../scratch.js';

const readPage = (page: string): string => readFileSync(join(packageRoot, page), 'utf8');

/** Every command of every console block of a page, with the lines below it. */
const transcriptsOf = (page: string) =>
  [...readPage(page).matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf('\n');
        return { page, command: part.slice(0, end), shown: part.slice(end + 1) };
      }),
  );

const guides = readdirSync(join(packageRoot, 'docs')).filter((name) => name.endsWith('.md'));
const inReadme = transcriptsOf('README.md');
const transcripts = [...inReadme, ...guides.flatMap((name) => transcriptsOf(join('docs', name)))];

const ERASE_LINE = '\r\u001b[K';

/** What stays on the screen: a busy machine takes long enough to draw a line of progress, which the program erases again. */
const onScreen = (typed: string): string => {
  const [before = '', ...redrawn] = typed.split(ERASE_LINE);
  return (before + (redrawn.at(-1) ?? '')).replaceAll('\r\n', '\n');
};

let bin: string;
beforeAll(() => {
  bin = scratch();
  symlinkSync(join(packageRoot, 'bin', 'run.cjs'), join(bin, 'fabric'));
});

describe('the console blocks', () => {
  test('the README has at least five commands', () => expect(inReadme.length).toBeGreaterThanOrEqual(5));

  test('a page of docs has one', () => expect(transcripts.length).toBeGreaterThan(inReadme.length));

  test.each(transcripts)('$page prints what it shows: $command', ({ command, shown }) => {
    // script(1) is the terminal: stdout and stderr on one screen, as one stream.
    const typed = execaSync('script', ['-qec', `stty cols 80; ${command}`, '/dev/null'], {
      env: { PATH: `${bin}:${process.env['PATH']}`, NO_COLOR: '1', TERM: 'xterm' },
      stripFinalNewline: false,
      reject: false,
    });
    expect(onScreen(typed.stdout)).toBe(shown);
  });
});

test('the set-up commands are one line each that begins with npm ci, and their scripts exist', () => {
  const setUp = [...readPage('README.md').matchAll(/^```sh\n(npm ci .*)\n```$/gm)].map(([, line = '']) => line);
  const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(setUp).toHaveLength(2);
  for (const name of setUp.flatMap((line) => [...line.matchAll(/npm run (\w+)/g)].map((m) => m[1] ?? ''))) {
    expect(scripts).toHaveProperty(name);
  }
});
