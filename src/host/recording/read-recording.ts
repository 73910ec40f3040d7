// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads a recorded machine: every line is checked, and what was cut, is too large or leads elsewhere is refused. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod/mini';
import type { CommandAnswer } from '../../core/command-answer.js';
import { errnoOf, FabricError } from '../../core/error.js';
import type { LinkAnswer } from '../../core/file-answer.js';
import { atOnce, type Steps } from '../../core/turns.js';
import { indexFiles, type Lookup } from './file-index.js';
import { COMMAND_LINE, type ContentAnswer, commandAnswerOf, FILE_LINE } from './lines.js';
import { MANIFEST, type Manifest, type Part } from './manifest.js';
import { type Place, partPath, pathToOpen, readPart, recordingError } from './read-part.js';

/** A recorded machine: for each path its answers, in the order in which they were given. */
export type Recording = {
  readonly manifest: Manifest;
  readonly contents: Lookup<readonly ContentAnswer[]>;
  readonly links: Lookup<readonly LinkAnswer[]>;
  /** The settings that could not be written, and why: by path and value. */
  readonly refusedWrites: ReadonlyMap<string, string>;
  /** The ends of each command, by the JSON of its argv. */
  readonly commands: ReadonlyMap<string, readonly CommandAnswer[]>;
};

/** Reads it without a turn. @throws not_found without a recording, recording when it cannot be parsed */
export const readRecording = (directory: string): Recording => atOnce(readingRecording(directory));

/**
 * Reads it in steps. A damaged line of files.ndjson that fabric did not write is found here, any other when its path is read.
 * @throws not_found without a recording, recording when it cannot be parsed
 */
export function* readingRecording(directory: string): Steps<Recording> {
  const manifest = readManifest(directory);
  const place = partPath(directory, 'files.ndjson');
  const index = yield* indexFiles(readPart(directory, 'files.ndjson'), (text, number) =>
    parseLine(`${place}:${number}`, text, FILE_LINE, 'a path and its answer'),
  );
  checkCount(place, index.count, manifest, 'files.ndjson');
  const refusedWrites = new Map<string, string>();
  for (const line of index.writes)
    if ('written' in line) refusedWrites.set(writeKey(line.of, line.path, line.written), line.error);
  const commands = new Map<string, CommandAnswer[]>();
  const commandLines = yield* readLines(
    directory,
    'commands.ndjson',
    manifest,
    COMMAND_LINE,
    'a command and its result',
  );
  for (const line of commandLines) {
    yield;
    add(commands, JSON.stringify(line.argv), commandAnswerOf(line));
  }
  return { manifest, contents: index.contents, links: index.links, refusedWrites, commands };
}

/** The key of a setting in `refusedWrites`. */
export const writeKey = (of: 'write' | 'restore', path: string, value: string): string => `${of} ${path} ${value}`;

/** Reads host.json alone. @throws not_found, recording */
export const readManifest = (directory: Place): Manifest => {
  const place = partPath(directory, 'host.json');
  const manifest = MANIFEST.safeParse(readJsonText(place, readPart(directory, 'host.json').toString('utf8')));
  if (manifest.success) return manifest.data;
  const [issue] = manifest.error.issues;
  const mistake = `${place}: ${issue?.path.join('.') || 'content'}: ${issue?.message}`;
  throw recordingError(mistake, 'record the machine again with this version of fabric');
};

/** The lines of a part, checked, in steps of one line. A part without recorded lines may be missing. */
export function* readLines<T>(
  directory: Place,
  part: Part,
  manifest: Manifest,
  shape: z.ZodMiniType<T>,
  what: string,
): Steps<readonly T[]> {
  const expected = manifest.lines[part];
  const place = partPath(directory, part);
  if (part === 'commands.ndjson' && expected === 0 && !existsSync(pathToOpen(directory, part))) return [];
  const lines: T[] = [];
  for (const [i, line] of readPart(directory, part).toString('utf8').split('\n').entries()) {
    yield;
    if (line !== '') lines.push(parseLine(`${place}:${i + 1}`, line, shape, what));
  }
  checkCount(place, lines.length, manifest, part);
  return lines;
}

const parseLine = <T>(place: string, line: string, shape: z.ZodMiniType<T>, what: string): T => {
  const parsed = shape.safeParse(readJsonText(place, line));
  if (!parsed.success) throw recordingError(`${place}: not ${what}`);
  return parsed.data;
};

/** An unfinished recording has no count. */
const checkCount = (place: string, count: number, { complete, lines }: Manifest, part: Part): void => {
  if (!complete || count === lines[part]) return;
  throw recordingError(
    `${place}: ${count} lines, but host.json lists ${lines[part]}; the file was truncated or extended`,
  );
};

const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
};

const readJsonText = (place: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw recordingError(`${place}: not valid JSON (truncated?)`, undefined, error);
  }
};

/** The machines that ship with fabric. */
const shippedMachines = (packageRoot: string): string[] => readdirSync(join(packageRoot, 'fixtures', 'hosts')).sort();

/** The directory of a machine that was named: a shipped one by its name, any other by its path. @throws not_found */
export const findRecording = (nameOrDirectory: string, packageRoot: string): string => {
  const shipped = shippedMachines(packageRoot);
  if (shipped.includes(nameOrDirectory)) return join(packageRoot, 'fixtures', 'hosts', nameOrDirectory);
  const none = (why: string, cause?: unknown): FabricError =>
    new FabricError('not_found', `no recording ${nameOrDirectory}${why}`, {
      fix: `use a recording directory, or one shipped with fabric: ${shipped.join(', ')}`,
      cause,
    });
  try {
    if (statSync(nameOrDirectory, { throwIfNoEntry: false })?.isDirectory()) return nameOrDirectory;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    throw none(`: cannot access it (${errno})`, error);
  }
  throw none('');
};
