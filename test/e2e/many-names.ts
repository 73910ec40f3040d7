// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Makes recordings that are larger than any machine. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from './trees.js';

type Line = { readonly path: string } & Readonly<Record<string, unknown>>;

/** Names with a number, from 0. */
export const names = (stem: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${stem}${i}`);

/** A recording of these lines; the path of its directory. */
export const recordingOf = (lines: readonly Line[]): string => {
  const directory = join(scratch(), 'recording');
  mkdirSync(directory);
  writeFileSync(join(directory, 'files.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeFileSync(
    join(directory, 'host.json'),
    JSON.stringify({
      schema: 'fabric.recording/1',
      name: 'many',
      hostname: 'many-01',
      origin: 'synthetic',
      recorded_at: '2026-11-22T08:00:00.000Z',
      duration_seconds: 1,
      complete: true,
      lines: { 'files.ndjson': lines.length, 'commands.ndjson': 0 },
      identities: 'invented',
    }),
  );
  return directory;
};

/** RDMA devices without a port, each with its own line. */
export const adapters = (count: number): readonly Line[] => [
  { path: '/sys/class/infiniband', entries: names('mlx5_', count) },
  ...names('/sys/class/infiniband/mlx5_', count).map((path) => ({ path: `${path}/ports`, entries: [] })),
];
