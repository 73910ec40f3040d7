// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--record`: the machine is asked through a recorder, and what it wrote is said at the end. */
import { FabricError } from '../core/error.js';
import type { Host } from '../core/host.js';
import type { Options } from './options.js';
import { say } from './say.js';

/** A recording that runs: its `host` is to be asked, `during` the run that is recorded. */
export type Recording = {
  readonly host: Host;
  /** Waits for the run and writes the recording, whatever came of the run. @throws what the run throws; output */
  readonly during: (run: Promise<void>) => Promise<void>;
};

/** Starts a recording of what a provider asks. @throws output, recording */
export const openRecording = async (
  machine: Host,
  provider: string,
  { record, root }: Pick<Options, 'record' | 'root'>,
): Promise<Recording | null> => {
  if (record === null) return null;
  const { startRecording } = await import('../host/recording/recorder.js');
  const { host, finish } = startRecording(machine, { ...record, root, provider });
  const during = async (run: Promise<void>): Promise<void> => {
    let isWhole = true;
    try {
      await run;
    } catch (error) {
      isWhole = !(error instanceof FabricError && error.code === 'interrupted');
      throw error;
    } finally {
      const { files, commands, identities } = finish(isWhole);
      const kept = record.keepsIdentities
        ? 'identities kept'
        : `${counted(identities, 'identity', 'identities')} replaced`;
      const what = `${counted(files, 'file', 'files')}, ${counted(commands, 'command', 'commands')}`;
      await say('note', `recorded ${what} in ${record.directory}; ${kept}${isWhole ? '' : '; interrupted, not whole'}`);
    }
  };
  return { host, during };
};

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
