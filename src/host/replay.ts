// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A recorded machine as a host: the same questions get the same answers, without the hardware. */
import { posix } from 'node:path';
import type { CommandAnswer } from '../core/command-answer.js';
import type { FileAnswer, Host, LinkAnswer, ListAnswer, Refusal } from '../core/host.js';
import { argvOf } from '../core/invocation.js';
import type { RecordedAnswer, Recording } from './recording.js';

/** What was asked and is not in the recording. It is a reason of its own: never taken for absent. */
const NOT_RECORDED: Refusal = { kind: 'error', errno: 'not recorded' };
const ABSENT: Refusal = { kind: 'error', errno: 'ENOENT' };

/** Opens a recorded machine. A path that was read several times gives its answers in turn; the last one repeats. */
export const openReplay = (recording: Recording): Host => {
  const { answers } = recording;
  const turns = new Map<string, number>();
  // Its own time: what was slept, and after the first file of a sample what the recorded one took.
  let slept = 0;
  let hasRead = false;

  const peek = (path: string): RecordedAnswer | undefined => answers.get(path)?.[0];

  /** The path with every recorded link on its way followed, but for the last part. */
  const resolveParents = (path: string, budget = 40): string | null => {
    const parts = path.split('/').slice(1);
    let at = '';
    for (const [i, part] of parts.entries()) {
      const here = `${at}/${part}`;
      const link = i < parts.length - 1 ? peek(here) : undefined;
      if (link?.kind === 'link') {
        if (budget === 0) return null;
        return resolveParents(posix.resolve(at || '/', link.target, ...parts.slice(i + 1)), budget - 1);
      }
      at = here;
    }
    return at;
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
    let path = resolveParents(asked);
    for (let hops = 0; path !== null && hops < 40; hops++) {
      const known = answers.get(path);
      if (known === undefined) return missing(path);
      const turn = turns.get(path) ?? 0;
      const answer = known[Math.min(turn, known.length - 1)] ?? NOT_RECORDED;
      if (answer.kind === 'link' && follow) {
        path = resolveParents(posix.resolve(posix.dirname(path), answer.target));
        continue;
      }
      turns.set(path, turn + 1);
      return answer;
    }
    return { kind: 'error', errno: 'ELOOP' };
  };

  const commandAnswer = (argv: readonly string[]): CommandAnswer => {
    const key = JSON.stringify(argv);
    const known = recording.commands.get(key) ?? [];
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return known[Math.min(turn, known.length - 1)] ?? { kind: 'missing', detail: `not recorded: ${argv.join(' ')}` };
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
    if (answer.kind === 'text' || answer.kind === 'error') return answer;
    return { kind: 'error', errno: answer.kind === 'entries' ? 'EISDIR' : 'ELOOP' };
  };
  return {
    name: recording.hostname,
    clock: {
      now: () => new Date(Date.parse(recording.recorded_at) + slept * 1000),
      seconds: () => slept + (hasRead ? recording.duration_seconds : 0),
    },
    list,
    link,
    read: async (groups) => {
      hasRead = true;
      return new Map(groups.flatMap((g) => g.paths.map((path) => [path, readOne(path)])));
    },
    run: async (invocation, values) => commandAnswer(argvOf(invocation, values)),
    warnings: () => [],
    sleep: async (seconds) => {
      slept += seconds + (hasRead ? recording.duration_seconds : 0);
      hasRead = false;
    },
    close: () => {},
  };
};
