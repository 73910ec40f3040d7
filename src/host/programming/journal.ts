// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The undo journal of a run that programs counters: its process, and a line for each setting to restore. While it exists
 * its run is the only one; when its run is gone, it is what the next one repairs.
 */

import * as z from 'zod/mini';
import type { ProcessIdentity } from './process-identity.js';

/** A setting as it was before. */
export type SavedSetting = { readonly path: string; readonly value: string };

/** A journal as it was read. */
export type Journal = {
  readonly holder: ProcessIdentity;
  readonly provider: string;
  /** ISO 8601. */
  readonly since: string;
  /** In the order in which they were kept. */
  readonly kept: readonly SavedSetting[];
};

const HEADER = z.strictObject({
  schema: z.literal('fabric.programming/1'),
  provider: z.string(),
  pid: z.int(),
  start_ticks: z.string(),
  since: z.iso.datetime(),
});
const KEPT = z.strictObject({ path: z.string(), value: z.string() });

/** The first line of a journal. */
export const headerLine = (holder: ProcessIdentity, provider: string, since: Date): string =>
  `${JSON.stringify({
    schema: 'fabric.programming/1',
    provider,
    pid: holder.pid,
    start_ticks: holder.startTicks,
    since: since.toISOString(),
  })}\n`;

/** A line that keeps a setting. */
export const savedSettingLine = (path: string, value: string): string => `${JSON.stringify({ path, value })}\n`;

/** Parses a journal; null for another file. A cut last line was written before its setting was changed. */
export const readJournal = (text: string): Journal | null => {
  const lines = text.split('\n').slice(0, -1).map(parseLine);
  const header = HEADER.safeParse(lines[0]);
  if (!header.success) return null;
  const { pid, start_ticks, provider, since } = header.data;
  const kept: SavedSetting[] = [];
  for (const line of lines.slice(1)) {
    const parsed = KEPT.safeParse(line);
    if (!parsed.success) return null;
    kept.push(parsed.data);
  }
  return { holder: { pid, startTicks: start_ticks }, provider, since, kept };
};

const parseLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null; // not a line of fabric: not a journal
  }
};
