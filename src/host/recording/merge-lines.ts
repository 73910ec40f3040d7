// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Merges the answers of a run into an earlier recording, under the paths by which replay looks them up. Pure. */

import type { Steps } from '../../core/turns.js';
import { type CommandLine, type FileLine, linkAnswerOf } from './lines.js';
import type { RequestLine } from './machine-log.js';
import { resolveRecorded } from './recorded-paths.js';

/**
 * The lines of files.ndjson. The answers of the run replace what was known of the path. An answer that only repeats the last
 * one of its path is left out: in a replay the last one repeats.
 */
export function* mergeFileAnswers(
  before: readonly FileLine[],
  added: readonly RequestLine[],
): Steps<readonly FileLine[]> {
  const all: (RequestLine & { readonly isNew: boolean })[] = [
    ...before.map((line) => ({ line, isLink: linkAnswerOf(line) !== null, isNew: false })),
    ...added.map((one) => ({ ...one, isNew: true })),
  ];
  const links = yield* linksOf(all.map(({ line }) => line));
  const byPath = new Map<string, typeof all>();
  for (const one of all) {
    yield;
    const path = resolveRecorded(one.line.path, (p) => links.get(p) ?? null, !one.isLink);
    if (path === null) continue; // a loop of links, which replay meets too
    const known = byPath.get(path);
    const moved = { ...one, line: { ...one.line, path } };
    if (known === undefined) byPath.set(path, [moved]);
    else known.push(moved);
  }
  const merged: FileLine[] = [];
  for (const lines of byPath.values()) {
    yield;
    for (const line of ownLines(lines)) merged.push(line);
  }
  return merged;
}

/** The lines of commands.ndjson. What the run ran replaces what was known of the command line. */
export const mergeCommandLines = (
  before: readonly CommandLine[],
  ran: readonly CommandLine[],
): readonly CommandLine[] => {
  const argvs = new Set(ran.map(({ argv }) => JSON.stringify(argv)));
  return [...before.filter(({ argv }) => !argvs.has(JSON.stringify(argv))), ...ran];
};

const ownLines = (all: readonly (RequestLine & { readonly isNew: boolean })[]): readonly FileLine[] => {
  const latest = all.some(({ isNew }) => isNew) ? all.filter(({ isNew }) => isNew) : all;
  const contents = latest.filter(({ isLink }) => !isLink).map(({ line }) => line);
  const links = latest.filter(({ isLink }) => isLink).map(({ line }) => line);
  const [first] = contents;
  if (first === undefined) return withoutRepeats(links);
  // The answer of the file shows why there is no link: it is a file, or it cannot be read at all.
  const errno = 'error' in first ? first.error : 'EINVAL';
  const isKnown = links.every((line) => 'error' in line && line.error === errno);
  return [...withoutRepeats(contents), ...(isKnown ? [] : withoutRepeats(links.map(ofLink)))];
};

const ofLink = (line: FileLine): FileLine => ('error' in line ? { ...line, of: 'link' } : line);

const withoutRepeats = (lines: readonly FileLine[]): readonly FileLine[] => {
  const texts = lines.map((line) => JSON.stringify(line));
  let end = texts.length;
  while (end > 1 && texts[end - 1] === texts[end - 2]) end--;
  return lines.slice(0, end);
};

/** Recorded links, by paths without another recorded link. */
function* linksOf(lines: readonly FileLine[]): Steps<ReadonlyMap<string, string>> {
  const found = lines.flatMap((line) => ('link' in line ? [line] : []));
  let links = new Map<string, string>();
  // A link may have been found before one on the way to it: as long as ways change, they are followed again.
  for (let round = 0; round <= found.length; round++) {
    const known = links;
    links = new Map();
    for (const { path, link } of found) {
      yield;
      const at = resolveRecorded(path, (p) => known.get(p) ?? null, false);
      if (at !== null && !links.has(at)) links.set(at, link);
    }
    if (links.size === known.size && [...links.keys()].every((path) => known.has(path))) break;
  }
  return links;
}
