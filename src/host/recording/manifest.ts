// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `host.json`: what a recorded machine is, how complete the recording is, and whether its identities were replaced. */

import * as z from 'zod/mini';

/** The version that this fabric writes and reads. */
export const RECORDING_SCHEMA = 'fabric.recording/1';

/** The parts of a recording beside host.json, in the order in which they are written. */
export const PARTS = ['files.ndjson', 'commands.ndjson'] as const;

/** The name of a part. */
export type Part = (typeof PARTS)[number];

/** The shape of host.json. */
export const MANIFEST = z.object({
  schema: z.literal(RECORDING_SCHEMA),
  name: z.string(),
  hostname: z.nullable(z.string()),
  origin: z.enum(['captured', 'synthetic']),
  description: z.optional(z.string()),
  recorded_at: z.iso.datetime(),
  /** Duration of the first sample. */
  duration_seconds: z.number(),
  /** The samples after the first (`--interval`): when each began, by both clocks, and what it took. */
  later_samples: z.optional(
    z.array(z.object({ at: z.iso.datetime(), after_seconds: z.number(), duration_seconds: z.number() })),
  ),
  /** False: it was begun and not ended, so something may be missing. */
  complete: z.boolean(),
  /** The providers that were recorded, and whether each was to its end. */
  providers: z.optional(z.record(z.string(), z.boolean())),
  /** Number of lines of each part, to detect a cut one. */
  lines: z.object({ 'files.ndjson': z.int(), 'commands.ndjson': z.int() }),
  /** `invented` where there never was such a machine. */
  identities: z.enum(['replaced', 'kept', 'invented']),
  /** The pseudonyms of replaced identities: anything else that looks like an identity was not replaced. */
  pseudonyms: z.optional(z.array(z.string())),
  /** Public part of the key by which identities were replaced, and by which the machine is known again. */
  salt: z.optional(z.string()),
  /** Shows whether another run is on the same machine; null without the machine's own ID. */
  machine: z.optional(z.string()),
});

/** The content of host.json. */
export type Manifest = z.infer<typeof MANIFEST>;
