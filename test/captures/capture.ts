// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Known real outputs of vendor tools, by name, each with an input of our own of the same shape and the expected result.
 * With FABRIC_CAPTURES=DIR the real files are parsed too.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** One output: the file, our own input of the same shape, and the expected result. */
export type Capture<Expected> = { readonly file: string; readonly own: string; readonly expected: Expected };

const directory = process.env['FABRIC_CAPTURES'] ?? null;

const filesBelow = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => !file.endsWith('.source'));

/** Parses every input and every real file that exists; `isOurs` selects the files that must be listed. */
export const testCaptures = <U>(
  captures: readonly Capture<U>[],
  parse: (text: string, file: string) => unknown,
  isOurs: (file: string) => boolean,
): void => {
  test.each(captures)('parses an input in the shape of $file', ({ file, own, expected }) => {
    expect(parse(own, file)).toEqual(expected);
  });
  if (directory === null) return;
  const real = captures.filter(({ file }) => existsSync(join(directory, file)));
  test.each(real)('parses the real file $file', ({ file, expected }) => {
    expect(parse(readFileSync(join(directory, file), 'utf8'), file)).toEqual(expected);
  });
  test('lists every file of these tools', () => {
    const listed = new Set(captures.map(({ file }) => file));
    expect(filesBelow(directory).filter((file) => isOurs(file) && !listed.has(file))).toEqual([]);
  });
};
