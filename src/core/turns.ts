// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Splits long computing into turns of the event loop. Between two turns Node delivers signals and timers: without them
 * neither a signal nor the deadline ends a run that computes.
 */

/** A turn is short for a person and long against its cost. */
const TURN_MS = 20;

/** A computation in steps: it yields where it may be stopped, and returns its result. */
export type Steps<T> = Generator<void, T, void>;

/** Computes without a turn: for callers that may block, and for tests. */
export const atOnce = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

/** Gives other work a turn. @throws the reason of `ended` once that is aborted */
export const takeTurn = async (ended?: AbortSignal): Promise<void> => {
  await new Promise<void>((resolve) => setImmediate(resolve));
  ended?.throwIfAborted();
};

/** Computes, with a turn after every 20 ms. @throws what the steps throw; the reason of `ended` once that is aborted */
export const inTurns = async <T>(steps: Steps<T>, ended?: AbortSignal): Promise<T> => {
  for (;;) {
    const end = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await takeTurn(ended);
  }
};

/** Takes a turn when one is due: to be awaited in the loop of a collector. */
export const turnTaker = (): (() => Promise<void>) => {
  let end = performance.now() + TURN_MS;
  return async () => {
    if (performance.now() < end) return;
    await takeTurn();
    end = performance.now() + TURN_MS;
  };
};
