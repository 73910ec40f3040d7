// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The source files and what they import, also as types. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** One import, by the file that has it (relative to src) and the words of its specifier. */
export type Import = { readonly file: string; readonly specifier: string };

/** Every .ts file below a directory, relative to it. */
export const sourceFiles = (src: string): readonly string[] =>
  readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?<![\w:.'"])import\s*\(?\s*['"]([^'"]+)['"]/g;

/** All imports and re-exports below a directory: static, dynamic and of types. */
export const importsBelow = (src: string): readonly Import[] =>
  sourceFiles(src).flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(IMPORT)].map((match) => ({
      file,
      specifier: match[1] ?? match[2] ?? '',
    })),
  );

/** The file that a relative specifier names, relative to `src`; null for a package. */
export const importedFile = (src: string, { file, specifier }: Import): string | null =>
  specifier.startsWith('.') ? relative(src, resolve(dirname(join(src, file)), specifier)) : null;
