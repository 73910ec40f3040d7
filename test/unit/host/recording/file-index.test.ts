// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOnce } from '../../../../src/core/turns.js';
import { indexFiles } from '../../../../src/host/recording/file-index.js';
import { contentAnswerOf, FILE_LINE, type FileLine, linkAnswerOf } from '../../../../src/host/recording/lines.js';

const parse = (text: string): FileLine => FILE_LINE.parse(JSON.parse(text));
const index = (lines: readonly string[], parser = parse) =>
  atOnce(indexFiles(Buffer.from(lines.map((line) => `${line}\n`).join('')), parser));

const component = fc.string({
  unit: fc.constantFrom('a', 'b', '0', ':', '.', '-', 'ü', '"', '\\', ' '),
  minLength: 1,
  maxLength: 4,
});
const path = fc
  .array(component, { maxLength: 3 })
  .map((parts) => `/${parts.join('/')}`)
  .filter((one) => !/\/\.{1,2}(\/|$)/.test(one));
const text = fc.string({ maxLength: 12 });
const line = fc.oneof(
  fc.record({ path, text }),
  fc.record({ path, link: text }),
  fc.record({ path, error: fc.constantFrom('EIO', 'not recorded') }),
  fc.record({ path, entries: fc.array(text, { maxLength: 3 }) }),
  fc.record({ path, error: fc.constant('EIO'), of: fc.constant('write'), written: text }),
  fc.record({ text, path }),
);

test('finds the answers that parsing every line finds, in order', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (all) => {
      const lines = all.map((one) => JSON.stringify(one));
      const found = index(lines);
      const parsed = lines.map(parse);
      expect(found.count).toBe(lines.length);
      expect(found.writes).toEqual(parsed.filter((one) => 'written' in one));
      for (const { path: wanted } of parsed) {
        const own = parsed.filter((one) => one.path === wanted);
        expect(found.contents.get(wanted) ?? []).toEqual(own.flatMap((one) => contentAnswerOf(one) ?? []));
        expect(found.links.get(wanted) ?? []).toEqual(own.flatMap((one) => linkAnswerOf(one) ?? []));
      }
      expect(found.contents.get('/not/recorded')).toBeUndefined();
    }),
  );
});

test('parses only the lines of the paths that are read, and each line that looks odd', () => {
  const parsed: string[] = [];
  const lines = ['{"path":"/a","text":"1"}', '{"path":"/b","text":"2"}', '{ "path":"/c","text":"3"}'];
  const found = index(lines, (one) => {
    parsed.push(one);
    return parse(one);
  });
  expect(parsed).toEqual([lines[2]]);
  expect(found.contents.get('/b')).toEqual([{ kind: 'text', text: '2' }]);
  expect(found.contents.get('/c')).toEqual([{ kind: 'text', text: '3' }]);
  expect(parsed).toEqual([lines[2], lines[1], lines[2]]);
});
