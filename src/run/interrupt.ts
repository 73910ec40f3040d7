// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Ends a run from outside: by a signal of the user or a supervisor, or by its deadline. */

import { ENDING_SIGNALS, type EndingSignal, FabricError } from '../core/error.js';

/**
 * Waits for the work, or for a signal: then `stop` is called and the result of the work is dropped. `ended` is aborted
 * at the same moment, for work that computes in turns. The work may call `end` for another reason, such as its deadline. A second signal of the same name has the kernel's default action.
 * @throws interrupted, with the signal; what `end` was called with
 */
export const runInterruptible = async <T>(
  work: (ended: AbortSignal, end: (error: FabricError) => void) => Promise<T>,
  stop: () => void,
): Promise<T> => {
  const ended = new AbortController();
  let end = (_error: FabricError): void => {};
  const over = new Promise<never>((_, reject) => {
    end = (error) => {
      if (ended.signal.aborted) return;
      ended.abort(error);
      reject(error);
      stop();
    };
  });
  const onSignal = (signal: EndingSignal): void =>
    end(new FabricError('interrupted', `ended by ${signal}`, { signal }));
  for (const signal of ENDING_SIGNALS) process.once(signal, onSignal);
  try {
    return await Promise.race([work(ended.signal, end), over]);
  } finally {
    for (const signal of ENDING_SIGNALS) process.removeListener(signal, onSignal);
  }
};
