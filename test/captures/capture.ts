// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Known real outputs of the vendor's tools, by name. Each has an input of our own of the same shape here, and what is
 * expected of either. With FABRIC_CAPTURES=DIR the real files are read too.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** One output and what is to be understood of it, in the words of its own table. */
export type Capture<Understood> = { readonly file: string; readonly own: string; readonly understood: Understood };

const directory = process.env['FABRIC_CAPTURES'] ?? null;

const filesBelow = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => !file.endsWith('.source'));

/** Reads every input with `understand`, and every real file that is there; `isOurs` are the files that must be listed. */
export const testCaptures = <U>(
  captures: readonly Capture<U>[],
  understand: (text: string, file: string) => unknown,
  isOurs: (file: string) => boolean,
): void => {
  test.each(captures)('$file: an input of this shape', ({ file, own, understood }) => {
    expect(understand(own, file)).toEqual(understood);
  });
  if (directory === null) return;
  const real = captures.filter(({ file }) => existsSync(join(directory, file)));
  test.each(real)('$file: the file itself', ({ file, understood }) => {
    expect(understand(readFileSync(join(directory, file), 'utf8'), file)).toEqual(understood);
  });
  test('every file of these tools is listed', () => {
    const listed = new Set(captures.map(({ file }) => file));
    expect(filesBelow(directory).filter((file) => isOurs(file) && !listed.has(file))).toEqual([]);
  });
};
