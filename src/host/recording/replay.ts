// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A recorded machine as a host: the same questions get the same answers, without the hardware. */
import { posix } from 'node:path';
import type { CommandAnswer } from '../../core/command-answer.js';
import type { FileAnswer, Host, LinkAnswer, ListAnswer, Refusal } from '../../core/host.js';
import { argvOf } from '../../core/invocation.js';
import type { RecordedAnswer } from './lines.js';
import type { Recording } from './read-recording.js';
import { resolveRecorded } from './recorded-paths.js';

/** What was asked and is not in the recording. It is a reason of its own: never taken for absent. */
const NOT_RECORDED: Refusal = { kind: 'error', errno: 'not recorded' };
const ABSENT: Refusal = { kind: 'error', errno: 'ENOENT' };

/** Opens a recorded machine. A path that was read several times gives its answers in turn; the last one repeats. */
export const openReplay = ({ manifest, answers, commands }: Recording): Host => {
  const turns = new Map<string, number>();
  // Its own time: what was slept, and after the first question of a sample what the recorded one took.
  let slept = 0;
  let sleeps = 0;
  let hasAsked = false;

  const peek = (path: string): RecordedAnswer | undefined => answers.get(path)?.[0];
  const linkAt = (path: string): string | null => {
    const answer = peek(path);
    return answer?.kind === 'link' ? answer.target : null;
  };

  const missing = (path: string): Refusal => {
    const parent = posix.dirname(path);
    const listing = peek(parent);
    if (listing?.kind === 'entries') return listing.entries.includes(posix.basename(path)) ? NOT_RECORDED : ABSENT;
    // What is below a directory that could not be listed gives the same error; below a file there is nothing.
    if (listing?.kind === 'error') return listing;
    if (listing !== undefined) return { kind: 'error', errno: 'ENOTDIR' };
    return path === '/' || missing(parent).errno === NOT_RECORDED.errno ? NOT_RECORDED : ABSENT;
  };

  const answerTo = (asked: string, follow: boolean): RecordedAnswer => {
    const path = resolveRecorded(asked, linkAt, follow);
    if (path === null) return { kind: 'error', errno: 'ELOOP' };
    const known = answers.get(path);
    return known === undefined ? missing(path) : (inTurn(path, known) ?? NOT_RECORDED);
  };

  /** Its next answer; the last one repeats. */
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
    const answer = answerTo(path, true);
    return answer.kind === 'entries' || answer.kind === 'error' ? answer : { kind: 'error', errno: 'ENOTDIR' };
  };
  const link = (path: string): LinkAnswer => {
    const answer = answerTo(path, false);
    return answer.kind === 'link' || answer.kind === 'error' ? answer : { kind: 'error', errno: 'EINVAL' };
  };
  const readOne = (path: string): FileAnswer => {
    const answer = answerTo(path, true);
    if (answer.kind === 'text' || answer.kind === 'error' || answer.kind === 'timeout') return answer;
    return { kind: 'error', errno: answer.kind === 'entries' ? 'EISDIR' : 'ELOOP' };
  };
  return {
    name: manifest.hostname,
    clock: {
      now: () => new Date(Date.parse(manifest.recorded_at) + slept * 1000),
      seconds: () => slept + (hasAsked ? manifest.duration_seconds : 0),
    },
    list,
    link,
    read: async (groups) => {
      hasAsked = true;
      return new Map(groups.flatMap((g) => g.paths.map((path) => [path, readOne(path)])));
    },
    run: async (invocation, values) => {
      hasAsked = true;
      return commandAnswer(argvOf(invocation, values));
    },
    warnings: () =>
      manifest.complete ? [] : [`${manifest.name} was not recorded to its end: something may be missing`],
    sleep: async (seconds) => {
      const began = slept + seconds + (hasAsked ? manifest.duration_seconds : 0);
      slept = manifest.samples_at_seconds?.[sleeps++] ?? began;
      hasAsked = false;
    },
    close: () => {},
  };
};
