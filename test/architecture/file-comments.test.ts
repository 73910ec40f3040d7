// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every source file begins with what it is for: its comment stands right below the SPDX lines, above the imports. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../machines.js';
import { scratch } from '../scratch.js';
import { sourceFiles } from './source-files.js';

const BEGINNING = /^(?:\/\/ [^\n]+\n){2}(?:\/\/ [^\n]+\n)?\n\/\*\*(?:(?!\*\/)[\s\S])+\*\/\n\n/;

const withoutComment = (src: string): readonly string[] =>
  sourceFiles(src).filter((file) => !BEGINNING.test(readFileSync(join(src, file), 'utf8')));

test('every file begins with a comment and a blank line', () => {
  expect(withoutComment(join(packageRoot, 'src'))).toEqual([]);
});

test.each([
  ['imports first', "import 'zod';\n/** What it does. */\n\nconst a = 1;\n"],
  ['no blank line', "/** What it does. */\nimport 'zod';\n"],
  ['no comment', "import 'zod';\n"],
])('a file is named that has its comment elsewhere: %s', (_, text) => {
  const src = join(scratch(), 'src');
  mkdirSync(src, { recursive: true });
  const lines = '// SPDX-FileCopyrightText: 2026 The fabric authors\n// SPDX-License-Identifier: Apache-2.0\n\n';
  writeFileSync(join(src, 'wrong.ts'), lines + text);
  writeFileSync(join(src, 'right.ts'), `${lines}/** What it does. */\n\nimport 'zod';\n`);
  expect(withoutComment(src)).toEqual(['wrong.ts']);
});
