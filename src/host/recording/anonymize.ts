// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Anonymizes each part of a recorded line that may contain an identity: path, name, target, text, word, output, reason. */

import type { Identities } from '../identity/identities.js';
import type { Source } from '../identity/known-identities.js';
import type { CommandLine, FileLine } from './lines.js';

/** A line of files.ndjson with pseudonyms. */
export const replaceInFile = (line: FileLine, identities: Identities): FileLine => {
  const path = identities.replace(line.path);
  if ('text' in line) return { path, text: identities.replace(line.text, line.path) };
  if ('link' in line) return { path, link: identities.replace(line.link) };
  if ('entries' in line) return { path, entries: line.entries.map((name) => identities.replace(name)) };
  if ('error' in line) return { ...line, path };
  const { hung_path, seconds } = line.timeout;
  return { path, timeout: { hung_path: hung_path === null ? null : identities.replace(hung_path), seconds } };
};

/** A line of commands.ndjson with pseudonyms. */
export const replaceInCommand = (line: CommandLine, identities: Identities): CommandLine => {
  const argv = line.argv.map((word) => identities.replace(word));
  if ('not_run' in line) {
    const detail = identities.replace(line.detail);
    if (line.not_run !== 'denied') return { ...line, argv, detail };
    return { ...line, argv, detail, nearest: line.nearest === null ? null : identities.replace(line.nearest) };
  }
  return { ...line, argv, stdout: identities.replace(line.stdout), stderr: identities.replace(line.stderr) };
};

/** All texts of a recording, for learning from. */
export const sourcesOf = (files: readonly FileLine[], commands: readonly CommandLine[]): readonly Source[] => [
  ...files.flatMap((line): Source[] => ('text' in line ? [{ path: line.path, text: line.text }] : [])),
  ...commands.flatMap((line) =>
    ('not_run' in line ? [line.detail] : [line.stdout, line.stderr]).map((text) => ({ path: null, text })),
  ),
];

/** Every text of a recording that may contain an identity, with the path of its file. */
export const textsOf = (files: readonly FileLine[], commands: readonly CommandLine[]): readonly Source[] => [
  ...sourcesOf(files, commands),
  ...files.flatMap((line): Source[] => {
    const texts = 'link' in line ? [line.link] : 'entries' in line ? line.entries : [];
    return [line.path, ...texts].map((text) => ({ path: null, text }));
  }),
  ...commands.flatMap((line) => line.argv.map((text) => ({ path: null, text }))),
];
