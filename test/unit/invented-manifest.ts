// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** host.json of a machine that a test makes up. */

import type { Manifest } from '../../src/host/recording/manifest.js';

/** It, with these changes. */
export const inventedManifest = (changes: Partial<Manifest> = {}): Manifest => ({
  schema: 'fabric.recording/1',
  name: 'box',
  hostname: 'box-01',
  origin: 'synthetic',
  recorded_at: '2026-11-22T08:00:00.000Z',
  duration_seconds: 0.014,
  complete: true,
  lines: { 'files.ndjson': 0, 'commands.ndjson': 0 },
  identities: 'invented',
  ...changes,
});
