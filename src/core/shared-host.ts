// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Shares one machine between collectors that run at the same time: each file and command is read or run once. */

import type { CommandAnswer } from './command-answer.js';
import type { FileAnswer, FileAnswers, FileGroup } from './file-answer.js';
import type { Host } from './host.js';
import { argvOf } from './invocation.js';

/** Answers of files that are on their way or there. */
type Files = Map<string, Promise<FileAnswer>>;

/** The host with each file and command cached. Files requested in one turn of the event loop are read together. */
export const shareHost = (host: Host): Host => {
  const files: Files = new Map();
  const commands = new Map<string, Promise<CommandAnswer>>();
  const reading = joinReadings(host);
  const read = async (groups: readonly FileGroup[], share = 1): Promise<FileAnswers> => {
    const fresh = groups
      .map(({ device, paths }) => ({ device, paths: paths.filter((path) => !files.has(path)) }))
      .filter(({ paths }) => paths.length > 0);
    if (fresh.length > 0) {
      const answers = reading(fresh, share);
      for (const path of fresh.flatMap(({ paths }) => paths))
        files.set(
          path,
          answers.then((all) => answerIn(all, path)),
        );
    }
    const wanted = groups.flatMap(({ paths }) => paths);
    return new Map(
      await Promise.all(wanted.map(async (path) => [path, await (files.get(path) ?? unasked())] as const)),
    );
  };
  return {
    ...host,
    readFiles: read,
    run: (invocation, values, device) => {
      const key = argvOf(invocation, values).join('\0');
      const running = commands.get(key) ?? host.run(invocation, values, device);
      commands.set(key, running);
      return running;
    },
  };
};

/** Puts the groups of all readings of a turn into one, by device. It has the time of the most modest of them. */
const joinReadings = (host: Host): ((groups: readonly FileGroup[], share: number) => Promise<FileAnswers>) => {
  let next: {
    readonly groups: Map<string, Set<string>>;
    share: number;
    readonly answers: Promise<FileAnswers>;
  } | null = null;
  return (groups, share) => {
    if (next === null) {
      const joined = new Map<string, Set<string>>();
      const start = () => {
        const { share: least } = next ?? { share };
        next = null;
        return host.readFiles(
          [...joined].map(([device, paths]) => ({ device, paths: [...paths] })),
          least,
        );
      };
      next = { groups: joined, share, answers: new Promise<void>((resolve) => setImmediate(resolve)).then(start) };
    }
    next.share = Math.min(next.share, share);
    for (const { device, paths } of groups) {
      const together = next.groups.get(device) ?? new Set();
      for (const path of paths) together.add(path);
      next.groups.set(device, together);
    }
    return next.answers;
  };
};

const answerIn = (answers: FileAnswers, path: string): FileAnswer => answers.get(path) ?? unasked();

const unasked = (): never => {
  throw new Error('a file was read that was not requested');
};
