// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--record`: reads the machine through a recorder, and reports at the end what it wrote. */

import { type ErrorCode, FabricError } from '../core/error.js';
import type { Host } from '../core/host.js';
import { inTurns } from '../core/turns.js';
import type { Recorded, Recorder } from '../host/recording/recorder.js';
import { runInterruptible } from '../run/interrupt.js';
import type { Options } from './options.js';
import { printMessage } from './print-message.js';

/** Time that a run ended by a signal may take to write what it has. */
const MOST_MS_AFTER_A_SIGNAL = 400;

/** A recording in progress: read its `host`, then `end` it once, whatever the result of the run. */
export type Recording = {
  readonly host: Host;
  /** Writes the recording. `cutBy` is what ended the run early; null when it ended by itself. @throws output, interrupted */
  readonly end: (cutBy: string | null) => Promise<void>;
};

/** The errors that end a run before everything was read. */
const CUT_BY: Partial<Record<ErrorCode, string>> = {
  interrupted: 'interrupted',
  descriptors: 'too few file descriptors',
};

/** Starts a recording of what a provider reads and runs. @throws output, recording; the reason of `ended` */
export const openRecording = async (
  machine: Host,
  provider: string,
  { record, root }: Pick<Options, 'record' | 'root'>,
  ended: AbortSignal,
): Promise<Recording | null> => {
  if (record === null) return null;
  const { startRecording } = await import('../host/recording/recorder.js');
  const { host, finish } = await inTurns(startRecording(machine, { ...record, root, provider }), ended);
  const end = async (cutBy: string | null): Promise<void> => {
    const written =
      cutBy === CUT_BY.interrupted
        ? await writeInTime(finish)
        : await writeAll(finish, record.directory, cutBy === null);
    if (written === null)
      return printMessage('note', `nothing recorded in ${record.directory}: it takes too long after a signal`);
    const { files, commands, identities } = written;
    const kept = record.keepsIdentities
      ? 'identities kept'
      : `${counted(identities, 'identity', 'identities')} anonymized`;
    const what = `${counted(files, 'file', 'files')}, ${counted(commands, 'command', 'commands')}`;
    await printMessage(
      'note',
      `recorded ${what} in ${record.directory}; ${kept}${cutBy === null ? '' : `; ${cutBy}, not whole`}`,
    );
  };
  return { host, end };
};

/** Waits for a run and ends its recording, also after an error. @throws what the run throws; output */
export const recorded = async <T>(run: Promise<T>, recording: () => Recording | null): Promise<T> => {
  let cutBy: string | null = null;
  try {
    return await run;
  } catch (error) {
    cutBy = error instanceof FabricError ? (CUT_BY[error.code] ?? null) : null;
    throw error;
  } finally {
    await recording()?.end(cutBy);
  }
};

/** Writes it, until a signal: then the directory stays as it was, marked as begun. @throws output, interrupted */
const writeAll = async (finish: Recorder['finish'], directory: string, isComplete: boolean): Promise<Recorded> => {
  try {
    return await runInterruptible(
      (ended) => inTurns(finish(isComplete), ended),
      () => {},
    );
  } catch (error) {
    if (error instanceof FabricError && error.code === 'interrupted') {
      await printMessage('note', `nothing recorded in ${directory}: interrupted before it was written`);
    }
    throw error;
  }
};

/** Writes what there is after a signal; null when there is too much of it to end in time. @throws output */
const writeInTime = async (finish: Recorder['finish']): Promise<Recorded | null> => {
  const ended = AbortSignal.timeout(MOST_MS_AFTER_A_SIGNAL);
  try {
    return await inTurns(finish(false), ended);
  } catch (error) {
    if (error === ended.reason) return null;
    throw error;
  }
};

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
