// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A recording goes into the directory that was opened, whatever is put in its place while the run goes on. */

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atOnce } from '../../../../src/core/turns.js';
import { readManifest } from '../../../../src/host/recording/read-recording.js';
import { startRecording } from '../../../../src/host/recording/recorder.js';
import { openReplay } from '../../../../src/host/recording/replay.js';
import { scratch } from '../../../scratch.js';

const place = scratch();

const MANIFEST = {
  schema: 'fabric.recording/1',
  name: 'm',
  hostname: null,
  origin: 'captured',
  recorded_at: '2026-01-01T00:00:00.000Z',
  duration_seconds: 0,
  lines: { 'files.ndjson': 0, 'commands.ndjson': 0 },
  complete: true,
  identities: 'replaced',
} as const;
const emptyMachine = () =>
  openReplay({
    manifest: MANIFEST as never,
    contents: new Map(),
    links: new Map(),
    refusedWrites: new Map(),
    commands: new Map(),
  });

let count = 0;
/** A directory of somebody who can replace `recording` in it, and another directory that must stay as it is. */
const stage = (): { readonly directory: string; readonly victim: string } => {
  const parent = join(place, String(++count));
  const victim = join(parent, 'victim');
  mkdirSync(victim, { recursive: true });
  writeFileSync(join(victim, 'host.json'), 'mine\n');
  return { directory: join(parent, 'recording'), victim };
};
const options = { root: place, provider: 'p', keepsIdentities: false };

test('a link that takes the place of the directory during the run is not written through', () => {
  for (const isNew of [true, false]) {
    const { directory, victim } = stage();
    if (!isNew) mkdirSync(directory);
    const recorder = atOnce(startRecording(emptyMachine(), { ...options, directory }));
    renameSync(directory, `${directory}.moved`);
    symlinkSync(victim, directory);
    atOnce(recorder.finish(true));
    expect(readdirSync(victim)).toEqual(['host.json']);
    expect(readFileSync(join(victim, 'host.json'), 'utf8')).toBe('mine\n');
    expect(readManifest(`${directory}.moved`)).toMatchObject({ complete: true });
  }
});

test('another directory that takes its place is not written to', () => {
  const { directory } = stage();
  const recorder = atOnce(startRecording(emptyMachine(), { ...options, directory }));
  renameSync(directory, `${directory}.moved`);
  mkdirSync(directory);
  atOnce(recorder.finish(true));
  expect(readdirSync(directory)).toEqual([]);
  expect(existsSync(join(`${directory}.moved`, 'files.ndjson'))).toBe(true);
});

test('refuses a link in place of the directory before it reads anything', () => {
  const { directory, victim } = stage();
  symlinkSync(victim, directory);
  expect(() => atOnce(startRecording(emptyMachine(), { ...options, directory }))).toThrow(
    `${directory} is not a directory`,
  );
  expect(readFileSync(join(victim, 'host.json'), 'utf8')).toBe('mine\n');
});

test('messages name the path and not the descriptor', () => {
  const { directory } = stage();
  mkdirSync(directory);
  writeFileSync(join(directory, 'host.json'), '{');
  expect(() => atOnce(startRecording(emptyMachine(), { ...options, directory }))).toThrow(
    `${directory}/host.json: not valid JSON (truncated?)`,
  );
});
