// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Holds the deadline while fabric itself computes: a recording is read, an answer is parsed or rendered. */

import { FabricError } from '../core/error.js';
import type { Host } from '../core/host.js';

/** The machine is read until the deadline; parsing and rendering may take this much longer. */
const SECONDS_TO_FINISH = 2;

/** The deadline of a run: `bound` a host to it, and `stop` it when the answer is there. */
export type ComputingDeadline = {
  readonly bound: (host: Host) => Host;
  /** Stops it until the next sample: how long the reader of the answer takes is the reader's affair. */
  readonly stop: () => void;
};

/** The time of one sample: it starts here, and anew after each sleep between samples. `expire` is called when it is over. */
export const startComputingDeadline = (seconds: number, expire: (error: FabricError) => void): ComputingDeadline => {
  const late = (): void =>
    expire(
      new FabricError('unreadable', `no answer in ${seconds} s: fabric was still computing`, {
        fix: 'select fewer devices (-d NAME), or allow more time (--deadline 60s)',
      }),
    );
  const start = (): NodeJS.Timeout => setTimeout(late, (seconds + SECONDS_TO_FINISH) * 1000).unref();
  let timer = start();
  const stop = (): void => clearTimeout(timer);
  return {
    stop,
    bound: (host) => ({
      ...host,
      sleep: async (time, deadline) => {
        if (deadline === 'same') return host.sleep(time, deadline);
        stop();
        const hasLater = await host.sleep(time, deadline);
        timer = start();
        return hasLater;
      },
    }),
  };
};
