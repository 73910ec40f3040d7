// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Writes a recording. The directory is new, empty, or has a recording of the same machine; then what is read
 * again is replaced and the rest stays. It is marked as unfinished first, and each file is written atomically.
 */

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { errnoOf, FabricError } from '../../core/error.js';
import type { Steps } from '../../core/turns.js';
import { type Directory, openDirectory } from '../files/directory.js';
import { outputError } from '../files/output-error.js';
import { writeFileIn } from '../files/write-atomically.js';
import type { PseudonymKey } from '../identity/pseudonym-key.js';
import { COMMAND_LINE, type CommandLine, FILE_LINE, type FileLine } from './lines.js';
import { machineKey } from './machine-key.js';
import type { RequestLine } from './machine-log.js';
import { type Manifest, RECORDING_SCHEMA } from './manifest.js';
import { mergeCommandLines, mergeFileAnswers } from './merge-lines.js';
import { partPath, SIZE_LIMIT } from './read-part.js';
import { readLines, readManifest } from './read-recording.js';
import type { SampleTimes } from './recording-clock.js';

/** A directory that is ours to write, with what was in it. */
export type DirectoryClaim = {
  /** Open until the recording is written: a replacement at its path is not written to. */
  readonly directory: Directory;
  readonly provider: string;
  readonly keepsIdentities: boolean;
  readonly key: PseudonymKey;
  readonly salt: string;
  readonly machine: string | null;
  readonly before: {
    readonly manifest: Manifest;
    readonly files: readonly FileLine[];
    readonly commands: readonly CommandLine[];
  } | null;
};

/** The lines that one run adds. */
export type RecordingUpdate = SampleTimes & {
  readonly hostname: string | null;
  readonly name: string;
  readonly files: readonly RequestLine[];
  readonly commands: readonly CommandLine[];
  /** Null where identities are kept. */
  readonly pseudonyms: readonly string[] | null;
  readonly isComplete: boolean;
};

/** Takes the directory, making it if need be, and marks the recording as begun. @throws output, recording */
export function* claimDirectory(options: {
  readonly directory: string;
  readonly root: string | null;
  readonly provider: string;
  readonly keepsIdentities: boolean;
}): Steps<DirectoryClaim> {
  const { root, provider, keepsIdentities } = options;
  const directory = makeOrOpen(options.directory, keepsIdentities ? 0o700 : 0o755);
  const before = yield* readBefore(directory);
  const { key, salt, machine } = machineKey(root, before?.manifest.salt);
  if (before !== null && (machine === null || before.manifest.machine !== machine)) {
    throw taken(`${directory.path} holds the recording of another machine`);
  }
  if (before !== null && (before.manifest.identities === 'kept') !== keepsIdentities) {
    throw taken(`${directory.path} holds a recording whose identities are ${before.manifest.identities}`);
  }
  const claim = { directory, provider, keepsIdentities, key, salt, machine, before };
  writeManifest(claim, begun(claim));
  return claim;
}

/** Creates or opens the directory; everything is read and written through its descriptor. */
const makeOrOpen = (path: string, mode: number): Directory => {
  try {
    const isNew = make(path);
    const directory = openDirectory(path, { followsLink: false });
    if (isNew && directory.stat.uid !== process.geteuid?.()) throw taken(`${path} was replaced by another user's`);
    if (isNew) directory.chmod(mode); // independent of the umask: a recording made as root is often sent by another user
    return directory;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOTDIR' || errno === 'ELOOP') throw taken(`${path} is not a directory`);
    throw outputError(path, error);
  }
};

/** False when the path exists. */
const make = (path: string): boolean => {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    return false;
  }
};

/** The existing recording; null for a new or empty directory. */
function* readBefore(directory: Directory): Steps<DirectoryClaim['before']> {
  if (!existsSync(directory.at('host.json'))) {
    if (readdirSync(directory.at('.')).length > 0) throw taken(`${directory.path} is not empty and is not a recording`);
    return null;
  }
  const manifest = readManifest(directory);
  // An unfinished recording has nothing else yet.
  const isEmpty = !existsSync(directory.at('files.ndjson'));
  return {
    manifest,
    files: isEmpty ? [] : yield* readLines(directory, 'files.ndjson', manifest, FILE_LINE, 'a path and its answer'),
    commands: isEmpty
      ? []
      : yield* readLines(directory, 'commands.ndjson', manifest, COMMAND_LINE, 'a command and its result'),
  };
}

const taken = (message: string): FabricError =>
  new FabricError('output', message, {
    fix: 'use a new directory; recordings of other machines are never overwritten',
  });

const begun = ({ provider, keepsIdentities, salt, machine, before }: DirectoryClaim): Manifest => ({
  ...(before?.manifest ?? {
    schema: RECORDING_SCHEMA,
    name: 'begun',
    hostname: null,
    origin: 'captured',
    recorded_at: new Date().toISOString(),
    duration_seconds: 0,
    lines: { 'files.ndjson': 0, 'commands.ndjson': 0 },
  }),
  complete: false,
  providers: { ...before?.manifest.providers, [provider]: false },
  identities: keepsIdentities ? 'kept' : 'replaced',
  salt,
  ...(machine === null ? {} : { machine }),
});

/** Writes what a run found over what was there. @throws output */
export function* writeRecording(claim: DirectoryClaim, addition: RecordingUpdate): Steps<void> {
  const { before, provider } = claim;
  const files = yield* mergeFileAnswers(before?.files ?? [], addition.files);
  const commands = mergeCommandLines(before?.commands ?? [], addition.commands);
  const { name, hostname, recorded_at, duration_seconds, later_samples, pseudonyms } = addition;
  const { later_samples: _, ...kept } = begun(claim);
  const providers = { ...kept.providers, [provider]: addition.isComplete };
  const manifest: Manifest = {
    ...kept,
    name,
    hostname,
    recorded_at,
    duration_seconds,
    ...(later_samples === undefined ? {} : { later_samples }),
    complete: Object.values(providers).every((isComplete) => isComplete),
    providers,
    lines: { 'files.ndjson': files.length, 'commands.ndjson': commands.length },
    ...(pseudonyms === null
      ? {}
      : { pseudonyms: [...new Set([...(before?.manifest.pseudonyms ?? []), ...pseudonyms])].sort() }),
  };
  const texts = [yield* toNdjson(files), yield* toNdjson(commands)] as const;
  // From here on without a turn: a signal leaves either the old recording or the new one.
  writePart(claim, 'files.ndjson', texts[0]);
  writePart(claim, 'commands.ndjson', texts[1]);
  writeManifest(claim, manifest);
}

function* toNdjson(lines: readonly object[]): Steps<string> {
  const texts: string[] = [];
  for (const line of lines) {
    yield;
    texts.push(`${JSON.stringify(line)}\n`);
  }
  return texts.join('');
}

const writeManifest = (claim: DirectoryClaim, manifest: Manifest): void =>
  writePart(claim, 'host.json', `${JSON.stringify(manifest, null, 2)}\n`);

/** A link in place of a part is replaced, not followed; a file with identities is readable by its owner only. */
const writePart = ({ directory, keepsIdentities }: DirectoryClaim, name: string, text: string): void => {
  const shownAs = partPath(directory, name);
  const size = Buffer.byteLength(text);
  if (size > SIZE_LIMIT) {
    throw new FabricError('output', `${shownAs}: ${size} bytes, more than a recording may have (${SIZE_LIMIT})`, {
      fix: 'record fewer devices at once: -d NAME',
    });
  }
  writeFileIn(directory, { name, text, mode: keepsIdentities ? 0o600 : 0o644, shownAs });
};
