// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** No file imports itself through others, not even as types. The circle is named. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../machines.js';
import { scratch } from '../scratch.js';
import { importedFile, importsBelow, sourceFiles } from './source-files.js';

/** One circle per strongly connected group: `a.ts → b.ts → a.ts`. */
const circlesIn = (src: string): readonly string[] => {
  const targets = new Map<string, string[]>(sourceFiles(src).map((file) => [file, []]));
  for (const found of importsBelow(src)) {
    const target = importedFile(src, found)?.replace(/\.js$/, '.ts');
    if (target !== undefined && targets.has(target)) targets.get(found.file)?.push(target);
  }
  const circles: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || finished.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    finished.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return circles;
};

test('no file of src imports itself through others', () => {
  expect(circlesIn(join(packageRoot, 'src'))).toEqual([]);
});

test('a circle is found, also one of types', () => {
  const src = join(scratch(), 'src');
  mkdirSync(join(src, 'core'), { recursive: true });
  writeFileSync(join(src, 'core/a.ts'), "import type { B } from './b.js';\n");
  writeFileSync(join(src, 'core/b.ts'), "export { C } from './c.js';\n");
  writeFileSync(join(src, 'core/c.ts'), "const { A } = await import('./a.js');\n");
  writeFileSync(join(src, 'core/d.ts'), "import { A } from './a.js';\n");
  expect(circlesIn(src)).toEqual(['core/a.ts → core/b.ts → core/c.ts → core/a.ts']);
});
