// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A user or a supervisor who ends the command: what runs is ended with it, and the status says so. */
import { FabricError } from '../core/error.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for the work, or for a signal: then `stop` is called and the work's result is dropped. Work that goes in rounds
 * asks `isInterrupted` before the next one. @throws interrupted
 */
export const interruptible = async <T>(
  work: (isInterrupted: () => boolean) => Promise<T>,
  stop: () => void,
): Promise<T> => {
  let isOver = false;
  let onSignal = (): void => {};
  const interrupted = new Promise<never>((_, reject) => {
    onSignal = () => {
      isOver = true;
      reject(new FabricError('interrupted', 'interrupted'));
      stop();
    };
  });
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    return await Promise.race([work(() => isOver), interrupted]);
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  }
};
