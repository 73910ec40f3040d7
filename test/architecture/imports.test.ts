// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rooms import only what they may. The offender is named, with the room's list. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../machines.js';
import { scratch } from '../scratch.js';
import { importedFile, importsBelow, sourceFiles } from './source-files.js';

/** A room may import itself, these other rooms, and these packages. `node:*` is every builtin. A path is relative to src. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['zod', 'zod/mini', 'ini'],
  hardware: ['core'],
  collectors: ['core', 'hardware'],
  policy: ['core', 're2js'],
  host: ['core', 'policy', 'zod/mini', 'execa', 'node:*', '../bin/trust-rule.cjs'],
  run: ['core', 'host', 'policy'],
  render: ['core', 'chalk', 'cli-table3'],
  cli: ['core', 'host', 'policy', 'render', 'run', '@oclif/core/*', 'node:fs', 'node:path', 'node:process'],
  commands: ['cli', 'collectors', 'core', 'policy', '.', '@oclif/core/*'],
  // The files beside the rooms: the entry, and the generated lists of commands and providers.
  '.': ['cli', 'collectors', 'commands', 'core'],
};

/** Only these start a process: the runner of commands and the file reader. */
const MAY_SPAWN = ['host/command/command-process.ts', 'host/files/reader-process.ts'];

const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '.') : '.');

const offences = (src: string): readonly string[] =>
  importsBelow(src).flatMap(({ file, specifier }) => {
    const room = roomOf(file);
    const may = MAY_IMPORT[room];
    if (may === undefined) return [`src/${file}: there is no room ${room}`];
    const target = importedFile(src, { file, specifier });
    const isOwn = target !== null && roomOf(target) === room && isOwnCollector(file, target);
    const isOutside = target?.startsWith('../') ?? false;
    const name = target === null ? specifier : isOutside ? target : roomOf(target);
    const isListed = may.some((m) => m === name || (m.endsWith('*') && name.startsWith(m.slice(0, -1))));
    const isAllowed = isOwn || (isListed && (target === null || name !== room));
    return isAllowed ? [] : [`src/${file} imports ${specifier}; ${room} may import ${may.join(', ')} and itself`];
  });

/** A collector may import what lies in the folder of its name, and nothing of another collector. */
const isOwnCollector = (file: string, target: string): boolean => {
  const [room, collector = ''] = file.split('/');
  return room !== 'collectors' || target.split('/')[1]?.replace(/\.js$/, '') === collector.replace(/\.ts$/, '');
};

const src = join(packageRoot, 'src');
const sketch = scratch();

test('every room imports only what it may', () => {
  expect(importsBelow(src).length).toBeGreaterThan(100);
  expect(offences(src)).toEqual([]);
});

test.each([
  ['collectors/a.ts', "import fs from 'node:fs';", 'node:fs'],
  ['collectors/a.ts', "import { spawn } from 'node:child_process';", 'node:child_process'],
  ['collectors/a.ts', "import { b } from './b.js';", './b.js'],
  ['collectors/a/part.ts', "export { b } from '../b.js';", '../b.js'],
  ['core/a.ts', "import { join } from 'node:path';", 'node:path'],
  ['core/a.ts', "const { x } = await import('../host/live.js');", '../host/live.js'],
  ['render/a.ts', "import { hcaperf } from '../collectors/hcaperf.js';", '../collectors/hcaperf.js'],
  ['render/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
  ['cli/a.ts', "import { hcaperf } from '../collectors/hcaperf.js';", '../collectors/hcaperf.js'],
  ['commands/a.ts', "import chalk from 'chalk';", 'chalk'],
  ['commands/a.ts', "import { openLive } from '../host/live.js';", '../host/live.js'],
  ['host/a.ts', "import { hardenAsRoot } from '../../bin/root-guard.cjs';", '../../bin/root-guard.cjs'],
  ['utils/a.ts', "import 'zod';", 'no room utils'],
])('the rule names the offender: %s with %s', (file, line, named) => {
  const path = join(sketch, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${line}\n`);
  try {
    expect(offences(sketch)).toEqual([expect.stringContaining(named)]);
    expect(offences(sketch)[0]).toContain(`src/${file}`);
  } finally {
    rmSync(path);
  }
});

test('only the runner and the file reader start a process, without a shell, and nothing ends this one', () => {
  const files = sourceFiles(src);
  const spawning = files.filter((file) => /child_process|execa/.test(code(file))).sort();
  const shells = files.filter((file) => /\bshell\s*:|\bexec(File)?(Sync)?\s*\(\s*[`'"]/.test(code(file)));
  const ending = files.filter((file) => /process\.(exit|abort|reallyExit)\s*\(/.test(code(file)));
  expect({ spawning, shells, ending }).toEqual({ spawning: MAY_SPAWN, shells: [], ending: [] });
});

test('a file over 250 lines gives its reason in its first comment', () => {
  const files = sourceFiles(src);
  const long = files.filter((file) => {
    const text = readFileSync(join(src, file), 'utf8');
    return text.split('\n').length > 250 && !/^(\/\/.*\n)*\/\/ Over 250 lines: /.test(text);
  });
  expect(long).toEqual([]);
});

/** The file without comments. */
const code = (file: string): string =>
  readFileSync(join(src, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
