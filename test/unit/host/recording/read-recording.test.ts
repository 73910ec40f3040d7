// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { findRecording, readRecording } from '../../../../src/host/recording/read-recording.js';
import { scratch } from '../../../scratch.js';

let directory: string;
beforeEach(() => {
  directory = scratch();
});

const MANIFEST = {
  schema: 'fabric.recording/1',
  name: 'box',
  hostname: 'box-01',
  origin: 'synthetic',
  recorded_at: '2026-11-22T08:00:00.000Z',
  duration_seconds: 0.014,
  complete: true,
  identities: 'invented',
};

/** Writes a recording whose host.json counts the lines as they are, unless it says otherwise. */
const record = (files: string, manifest: unknown = MANIFEST): string => {
  const count = files.split('\n').filter((line) => line !== '').length;
  const lines = { 'files.ndjson': count, 'commands.ndjson': 0 };
  const text = typeof manifest === 'string' ? manifest : JSON.stringify({ lines, ...(manifest as object) });
  writeFileSync(join(directory, 'host.json'), text);
  writeFileSync(join(directory, 'files.ndjson'), files);
  return directory;
};

test('a recording holds for each path its answers in the order in which they were given', () => {
  const recording = readRecording(
    record(
      `{"path":"/sys","entries":["a"]}
{"path":"/sys/a","text":"1\\n"}

{"path":"/sys/b","link":"../a"}
{"path":"/sys/a","error":"EIO"}
`,
      { ...MANIFEST, hostname: null, description: 'said by the way' },
    ),
  );
  expect(recording.manifest).toMatchObject({
    hostname: null,
    recorded_at: MANIFEST.recorded_at,
    duration_seconds: 0.014,
  });
  expect(recording.contents.get('/sys')).toEqual([{ kind: 'entries', entries: ['a'] }]);
  expect(recording.contents.get('/sys/a')).toEqual([
    { kind: 'text', text: '1\n' },
    { kind: 'error', errno: 'EIO' },
  ]);
  expect(recording.links.get('/sys/b')).toEqual([{ kind: 'link', target: '../a' }]);
  expect([recording.contents.get('/sys/b'), recording.links.get('/sys/a'), recording.contents.get('/x')]).toEqual(
    Array(3).fill(undefined),
  );
});

const RIGHT = '{"path":"/sys/a","text":"1\\n"}';

test.each([
  ['no JSON', '{"path":"/sys/a","text":"1'],
  ['no object', '["/sys/a","1"]'],
  ['no path', '{"text":"1"}'],
  ['no answer', '{"path":"/sys/a"}'],
  ['two answers', '{"path":"/sys/a","text":"1","error":"EIO"}'],
  ['a text that is a number', '{"path":"/sys/a","text":1}'],
  ['entries that are no names', '{"path":"/sys/a","entries":[1]}'],
  ['an error that moves the cursor', '{"path":"/sys/a","error":"E\\u001b[1A"}'],
  ['a member that nobody knows', '{"path":"/sys/a","text":"1","mode":420}'],
  ['a relative path', '{"path":"sys/a","text":"1"}'],
  ['a path that climbs', '{"path":"/sys/../etc/shadow","text":"1"}'],
  ['a path that climbs at once', '{"path":"/../etc/shadow","text":"1"}'],
  ['a path that ends above itself', '{"path":"/sys/..","text":"1"}'],
  ['a path that is only dots', '{"path":"/..","text":"1"}'],
  ['a path that stands still', '{"path":"/sys/./a","text":"1"}'],
  ['a path with an empty part', '{"path":"/sys//a","text":"1"}'],
  ['a path with a blank at its end', '{"path":"/sys/","text":"1"}'],
])('a line with %s is refused by file and line', (_what, line) => {
  expect(() => readRecording(record(`${RIGHT}\n${line}\n${RIGHT}\n`)).contents.get('/sys/a')).toThrow(
    expect.objectContaining({ code: 'recording', message: expect.stringContaining(`${directory}/files.ndjson:2: `) }),
  );
});

test('names with dots that do not climb are paths like any other', () => {
  const paths = ['/', '/...', '/sys/..a', '/sys/a..', '/sys/.hidden', '/sys/0000:18:00.0'];
  const lines = paths.map((path) => JSON.stringify({ path, text: '' }));
  const { contents } = readRecording(record(lines.join('\n')));
  for (const path of paths) expect(contents.get(path), path).toEqual([{ kind: 'text', text: '' }]);
});

test.each<[string, unknown, string]>([
  ['another version', { ...MANIFEST, schema: 'fabric.recording/2' }, 'schema'],
  ['no version', { ...MANIFEST, schema: undefined }, 'schema'],
  ['an origin that is neither', { ...MANIFEST, origin: 'made up' }, 'origin'],
  ['a time that is none', { ...MANIFEST, recorded_at: 'yesterday' }, 'recorded_at'],
  ['no object', '7', 'host.json'],
  ['no JSON', '{"schema"', 'host.json'],
])('a host.json with %s is refused by what is wrong in it', (_what, manifest, word) => {
  expect(() => readRecording(record(RIGHT, manifest))).toThrow(
    expect.objectContaining({
      code: 'recording',
      message: expect.stringMatching(new RegExp(`host\\.json: .*${word}|${word}: `)),
    }),
  );
});

test('a directory that is not a recording is not found, and the error names the missing file', () => {
  expect(() => readRecording(directory)).toThrow(
    expect.objectContaining({
      code: 'not_found',
      message: expect.stringContaining('cannot read host.json (ENOENT)'),
    }),
  );
  record(RIGHT);
  rmSync(join(directory, 'files.ndjson'));
  expect(() => readRecording(directory)).toThrow(
    expect.objectContaining({
      code: 'not_found',
      message: expect.stringContaining('cannot read files.ndjson (ENOENT)'),
    }),
  );
  expect(() => readRecording(join(directory, 'nowhere'))).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('a machine is named as it ships or by its directory, and nothing else', () => {
  const root = join(import.meta.dirname, '../../../..');
  expect(findRecording('bluefield3', root)).toBe(join(root, 'fixtures/hosts/bluefield3'));
  expect(findRecording(directory, root)).toBe(directory);
  record(RIGHT);
  for (const name of [join(directory, 'host.json'), 'bluefield4', '../hosts/bluefield', join(directory, 'nowhere')]) {
    expect(() => findRecording(name, root)).toThrow(
      expect.objectContaining({ code: 'not_found', fix: expect.stringContaining('bluefield3, connectx7') }),
    );
  }
});
