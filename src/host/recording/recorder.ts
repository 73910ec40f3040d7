// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--record`: a host that records the answers of another one, with the identities of the machine replaced. */

import { basename } from 'node:path';
import type { Host } from '../../core/host.js';
import { argvOf } from '../../core/invocation.js';
import type { CounterSession } from '../../core/programming.js';
import type { Steps } from '../../core/turns.js';
import { Identities } from '../identity/identities.js';
import { collectIdentities } from '../identity/known-identities.js';
import { replaceInCommand, replaceInFile, sourcesOf } from './anonymize.js';
import { MachineLog } from './machine-log.js';
import { recordingClock, type SampleTimes } from './recording-clock.js';
import { claimDirectory, type DirectoryClaim, writeRecording } from './recording-directory.js';

/** Options of a recorder. */
export type RecordOptions = {
  readonly directory: string;
  /** The directory that the machine lies below; null for the machine itself. */
  readonly root: string | null;
  readonly provider: string;
  readonly keepsIdentities: boolean;
};

/** Number of recorded answers and of replaced identities. */
export type Recorded = { readonly files: number; readonly commands: number; readonly identities: number };

/** A recording in progress: read `host`, then call `finish` once. */
export type Recorder = {
  readonly host: Host;
  /** Writes it in steps; `isComplete` is false for a run that was interrupted. @throws output */
  readonly finish: (isComplete: boolean) => Steps<Recorded>;
};

/** Starts a recording. Its directory is marked as begun before anything is read. @throws output, recording */
export function* startRecording(host: Host, options: RecordOptions): Steps<Recorder> {
  const claim = yield* claimDirectory(options);
  const log = new MachineLog();
  const { host: asking, times } = loggingHost(host, log);
  return {
    host: asking,
    finish: function* (isComplete) {
      try {
        return yield* write(host.name, log, claim, times(), isComplete);
      } finally {
        claim.directory.close();
      }
    },
  };
}

const loggingHost = (host: Host, log: MachineLog): { readonly host: Host; readonly times: () => SampleTimes } => {
  const { clock, answered, slept, times } = recordingClock(host.clock);
  const asking: Host = {
    name: host.name,
    clock,
    readdir: (path) => {
      const answer = host.readdir(path);
      answered();
      log.content(path, answer);
      return answer;
    },
    readlink: (path) => {
      const answer = host.readlink(path);
      answered();
      log.link(path, answer);
      return answer;
    },
    readFiles: async (groups, share) => {
      const answers = await host.readFiles(groups, share);
      answered();
      for (const [path, answer] of answers) log.content(path, answer);
      return answers;
    },
    run: async (invocation, values, device) => {
      const answer = await host.run(invocation, values, device);
      answered();
      log.command(invocation.name, argvOf(invocation, values), answer);
      return answer;
    },
    claimCounters: async () => {
      const answer = await host.claimCounters();
      return answer.kind === 'allowed' ? { ...answer, programming: logging(answer.programming, log) } : answer;
    },
    announce: host.announce,
    warnings: host.warnings,
    secondsLeft: host.secondsLeft,
    sleep: async (seconds, deadline) => {
      const hasLater = await host.sleep(seconds, deadline);
      slept();
      return hasLater;
    },
    ...(host.failure === undefined ? {} : { failure: host.failure }),
    close: host.close,
  };
  return { host: asking, times };
};

/** Only what fails is recorded: a recorded machine takes everything else as it is written. */
const logging = (programming: CounterSession, log: MachineLog): CounterSession => ({
  keep: programming.keep,
  write: (path, value) => {
    const answer = programming.write(path, value);
    if (answer.kind === 'error') log.notWritten('write', path, value, answer.errno);
    return answer;
  },
  restore: () => {
    const failures = programming.restore();
    for (const { path, value, errno } of failures) log.notWritten('restore', path, value, errno);
    return failures;
  },
});

function* write(
  hostname: string | null,
  log: MachineLog,
  claim: DirectoryClaim,
  times: SampleTimes,
  isComplete: boolean,
): Steps<Recorded> {
  // An interrupted run may still log earlier answers.
  const [files, commands] = [[...log.files], [...log.commands]];
  const counts = { files: files.length, commands: commands.length };
  const name = basename(claim.directory.path);
  if (claim.keepsIdentities) {
    yield* writeRecording(claim, { ...times, files, commands, name, hostname, pseudonyms: null, isComplete });
    return { ...counts, identities: 0 };
  }
  const sources = sourcesOf(
    files.map(({ line }) => line),
    commands,
  );
  const identities = new Identities(claim.key, collectIdentities(sources, hostname));
  const replaced = {
    name: identities.replace(name),
    hostname: hostname === null ? null : identities.hostname(hostname),
    files: yield* mapped(files, ({ line, isLink }) => ({ line: replaceInFile(line, identities), isLink })),
    commands: yield* mapped(commands, (line) => replaceInCommand(line, identities)),
  };
  yield* writeRecording(claim, { ...times, ...replaced, pseudonyms: [...identities.pseudonyms], isComplete });
  return { ...counts, identities: identities.count };
}

function* mapped<A, B>(all: readonly A[], change: (one: A) => B): Steps<readonly B[]> {
  const changed: B[] = [];
  for (const one of all) {
    yield;
    changed.push(change(one));
  }
  return changed;
}
