// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A copy of a shipped recording with further samples, in which nothing has changed. */

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostsDirectory, laterSamples } from '../machines.js';
import { scratch } from './trees.js';

/** Returns its directory; the samples are a second apart. */
export const sampledRecording = (machine: string, count: number): string => {
  const directory = join(scratch(), machine);
  cpSync(join(hostsDirectory, machine), directory, { recursive: true });
  const file = join(directory, 'host.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly recorded_at: string };
  const later_samples = laterSamples(manifest.recorded_at, count, 1);
  writeFileSync(file, JSON.stringify({ ...manifest, later_samples }));
  return directory;
};
