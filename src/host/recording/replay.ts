// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A recorded machine as a host: the same questions get the same answers, without the hardware. */

import { posix } from 'node:path';
import type { CommandAnswer } from '../../core/command-answer.js';
import type { ErrnoAnswer, FileAnswer, FileAnswers, LinkAnswer, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { argvOf } from '../../core/invocation.js';
import type { CounterSession } from '../../core/programming.js';
import { inTurns, type Steps, takeTurn } from '../../core/turns.js';
import { withBoundedNames } from '../bounded-names.js';
import type { ContentAnswer } from './lines.js';
import { type Recording, writeKey } from './read-recording.js';
import { recordedClock } from './recorded-clock.js';
import { resolveRecorded } from './recorded-paths.js';

/** The answer for a path that is not in the recording: its own reason, not "absent". */
const NOT_RECORDED: ErrnoAnswer = { kind: 'error', errno: 'EIO', detail: 'not recorded' };
const ABSENT: ErrnoAnswer = { kind: 'error', errno: 'ENOENT' };
const NO_LINK: ErrnoAnswer = { kind: 'error', errno: 'EINVAL' };

/** Everything is written but what could not be when it was recorded; what was read afterwards is recorded too. */
const recordedProgramming = (refused: Recording['refusedWrites']): CounterSession => {
  const kept: { path: string; value: string }[] = [];
  return {
    keep: (path, value) => void kept.push({ path, value }),
    write: (path, value) => {
      const errno = refused.get(writeKey('write', path, value));
      return errno === undefined ? { kind: 'written' } : { kind: 'error', errno };
    },
    restore: () =>
      [...kept].reverse().flatMap(({ path, value }) => {
        const errno = refused.get(writeKey('restore', path, value));
        return errno === undefined ? [] : [{ path, value, errno }];
      }),
  };
};

/**
 * Opens a recorded machine. A path that was read several times gives its answers in turn; the last one repeats. With
 * `paces` it sleeps as long as a live machine, otherwise only its clock moves.
 */
export const openReplay = (
  { manifest, contents, links, refusedWrites, commands }: Recording,
  { paces = false } = {},
): Host => {
  const turns = new Map<string, number>();
  const clock = recordedClock(manifest);
  const closed = new AbortController();
  const namesOf = new Map<ListAnswer, ReadonlySet<string>>();

  const peek = (path: string): ContentAnswer | undefined => contents.get(path)?.[0];
  const linkAt = (path: string): string | null => {
    const answer = links.get(path)?.[0];
    return answer?.kind === 'link' ? answer.target : null;
  };

  const missing = (path: string): ErrnoAnswer => {
    const parent = posix.dirname(path);
    const listing = peek(parent);
    if (listing?.kind === 'entries') {
      const names = namesOf.get(listing) ?? new Set(listing.entries);
      namesOf.set(listing, names);
      return names.has(posix.basename(path)) ? NOT_RECORDED : ABSENT;
    }
    // A path below a directory that could not be listed gives the same error; below a file there is nothing.
    if (listing?.kind === 'error') return listing;
    if (listing !== undefined) return { kind: 'error', errno: 'ENOTDIR' };
    return path === '/' || missing(parent).detail === NOT_RECORDED.detail ? NOT_RECORDED : ABSENT;
  };

  const contentAt = (requested: string): ContentAnswer => {
    const path = resolveRecorded(requested, linkAt, true);
    if (path === null) return { kind: 'error', errno: 'ELOOP' };
    return inTurn(path, contents.get(path) ?? []) ?? missing(path);
  };

  /** The next answer of a path; the last one repeats. */
  const inTurn = <T>(key: string, known: readonly T[]): T | undefined => {
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return known[Math.min(turn, known.length - 1)];
  };

  const commandAnswer = (argv: readonly string[]): CommandAnswer => {
    const key = JSON.stringify(argv);
    return inTurn(key, commands.get(key) ?? []) ?? { kind: 'missing', detail: `not recorded: ${argv.join(' ')}` };
  };

  const list = (path: string): ListAnswer => {
    const answer = contentAt(path);
    return answer.kind === 'entries' || answer.kind === 'error' ? answer : { kind: 'error', errno: 'ENOTDIR' };
  };
  const link = (requested: string): LinkAnswer => {
    const path = resolveRecorded(requested, linkAt, false);
    if (path === null) return { kind: 'error', errno: 'ELOOP' };
    const answer = inTurn(`link ${path}`, links.get(path) ?? []);
    if (answer !== undefined) return answer;
    const content = peek(path);
    if (content === undefined) return missing(path);
    return content.kind === 'error' ? content : NO_LINK;
  };
  const readOne = (path: string): FileAnswer => {
    const answer = contentAt(path);
    return answer.kind === 'entries' ? { kind: 'error', errno: 'EISDIR' } : answer;
  };

  function* readAll(paths: ReadonlySet<string>): Steps<FileAnswers> {
    const answers = new Map<string, FileAnswer>();
    for (const path of paths) {
      yield;
      answers.set(path, readOne(path));
    }
    return answers;
  }

  return withBoundedNames({
    name: manifest.hostname,
    clock: { now: clock.now, seconds: clock.seconds },
    readdir: list,
    readlink: link,
    readFiles: async (groups) => {
      clock.startMeasurement();
      const paths = new Set(groups.flatMap((group) => group.paths)); // a file of two groups is read once
      return inTurns(readAll(paths), closed.signal);
    },
    run: async (invocation, values) => {
      clock.startMeasurement();
      return commandAnswer(argvOf(invocation, values));
    },
    claimCounters: async () => ({ kind: 'allowed', programming: recordedProgramming(refusedWrites) }),
    announce: () => {},
    secondsLeft: () => Number.POSITIVE_INFINITY,
    warnings: () =>
      manifest.complete ? [] : [`the recording of ${manifest.name} was not finished; it may be incomplete`],
    sleep: async (seconds, deadline) => {
      const hasLater = clock.sleep(seconds);
      if (paces && deadline !== 'same') await waitFor(seconds, closed.signal);
      await takeTurn();
      return hasLater;
    },
    close: () => closed.abort(),
  });
};

/** Waits, or until it is `ended`. */
const waitFor = (seconds: number, ended: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (ended.aborted) return resolve();
    const timer = setTimeout(resolve, seconds * 1000);
    ended.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
