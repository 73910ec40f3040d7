// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Ends a run from outside: by a signal of the user or a supervisor. */

import { ENDING_SIGNALS, type EndingSignal, FabricError } from '../core/error.js';

/**
 * Waits for the work, or for a signal: then `stop` is called and the result of the work is dropped. `ended` is aborted
 * at the same moment, for work that computes in turns. A second signal of the same name has the kernel's default action.
 * @throws interrupted, with the signal
 */
export const interruptible = async <T>(work: (ended: AbortSignal) => Promise<T>, stop: () => void): Promise<T> => {
  const end = new AbortController();
  let onSignal = (_signal: EndingSignal): void => {};
  const interrupted = new Promise<never>((_, reject) => {
    onSignal = (signal) => {
      const error = new FabricError('interrupted', `ended by ${signal}`, { signal });
      end.abort(error);
      reject(error);
      stop();
    };
  });
  for (const signal of ENDING_SIGNALS) process.once(signal, onSignal);
  try {
    return await Promise.race([work(end.signal), interrupted]);
  } finally {
    for (const signal of ENDING_SIGNALS) process.removeListener(signal, onSignal);
  }
};
