// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Whether a recording is free of identities: what looks like one and is no pseudonym that host.json names. */

import { randomBytes } from 'node:crypto';
import { atOnce } from '../../core/turns.js';
import { identityFinder } from '../identity/identities.js';
import type { IdentityKind } from '../identity/identity-match.js';
import { collectIdentities } from '../identity/known-identities.js';
import { PseudonymKey } from '../identity/pseudonym-key.js';
import { sourcesOf, textsOf } from './anonymize.js';
import { COMMAND_LINE, FILE_LINE } from './lines.js';
import type { Manifest, Part } from './manifest.js';
import { readLines } from './read-recording.js';

/** A word of a recording that looks like an identity. */
export type Suspect = {
  readonly part: Part | 'host.json';
  /** Line of the part, from 1. */
  readonly line: number;
  readonly kind: IdentityKind;
  readonly text: string;
};

/** Every suspect, once for each line that it is in. @throws recording */
export const findSuspects = (directory: string, manifest: Manifest): readonly Suspect[] => {
  const files = atOnce(readLines(directory, 'files.ndjson', manifest, FILE_LINE, 'a path and its answer'));
  const commands = atOnce(readLines(directory, 'commands.ndjson', manifest, COMMAND_LINE, 'a command and its result'));
  const known = collectIdentities(sourcesOf(files, commands), manifest.hostname);
  const pseudonyms = new Set(manifest.pseudonyms);
  // Any key shows what it would replace.
  const find = identityFinder(known, new PseudonymKey(randomBytes(32)));
  const look = (part: Suspect['part'], line: number, text: string, path: string | null): Suspect[] =>
    find(text, path)
      .filter((spot) => !pseudonyms.has(spot.text))
      .map(({ kind, text: word }) => ({ part, line, kind, text: word }));
  const named = [manifest.name, manifest.description ?? ''].flatMap((text) => look('host.json', 1, text, null));
  const host = manifest.hostname === null ? [] : look('host.json', 1, manifest.hostname, '/etc/hostname');
  return [
    ...named,
    ...host,
    ...files.flatMap((line, i) =>
      textsOf([line], []).flatMap(({ text, path }) => onlyOnce(look('files.ndjson', i + 1, text, path))),
    ),
    ...commands.flatMap((line, i) =>
      textsOf([], [line]).flatMap(({ text }) => onlyOnce(look('commands.ndjson', i + 1, text, null))),
    ),
  ];
};

const onlyOnce = (suspects: readonly Suspect[]): readonly Suspect[] => [
  ...new Map(suspects.map((suspect) => [suspect.text, suspect])).values(),
];
