// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Caches the outcomes of the base build: they change only with the commit, Node, the cases and their inputs. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Case } from './cases.js';
import type { Outcome } from './run-cases.js';

/** The cache directory, created if needed: `equivalence` below `$FABRIC_CACHE`, else `$XDG_CACHE_HOME/fabric`, else `~/.cache/fabric`. */
export const cacheDirectory = (): string => {
  const { FABRIC_CACHE, XDG_CACHE_HOME } = process.env;
  const root = FABRIC_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'fabric');
  const directory = join(root, 'equivalence');
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  return directory;
};

/** File name of the outcomes. `sources` are the texts of the files that define runs and inputs. */
export const cacheName = (commit: string, cases: readonly Case[], sources: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const text of [process.version, String(process.getuid?.()), JSON.stringify(cases), ...sources]) {
    hash.update(text).update('\0');
  }
  return `${commit.slice(0, 12)}-${hash.digest('hex').slice(0, 12)}.json.gz`;
};

/** Reads cached outcomes; null when there are none. */
export const readOutcomes = (directory: string, name: string): readonly Outcome[] | null => {
  const file = join(directory, name);
  return existsSync(file) ? (JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Outcome[]) : null;
};

/** Writes outcomes, and removes those of other commits and cases. */
export const writeOutcomes = (directory: string, name: string, outcomes: readonly Outcome[]): void => {
  const temporary = join(directory, `${name}.${process.pid}`);
  writeFileSync(temporary, gzipSync(JSON.stringify(outcomes), { level: 1 }));
  renameSync(temporary, join(directory, name));
  for (const other of readdirSync(directory))
    if (other.endsWith('.json.gz') && other !== name) rmSync(join(directory, other));
};
