// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--interval`: samples at fixed times, one document of rates after each interval, until the count or a signal. */

import type { Choice } from '../core/choice.js';
import type { Document } from '../core/document.js';
import type { Host } from '../core/host.js';
import type { AnyProvider } from '../core/provider.js';
import { ratesBetween } from '../core/rates.js';
import { collectDocument } from './collect.js';

/** Interval, and number of documents; null continues until interrupted. */
export type RepeatOptions = { readonly seconds: number; readonly count: number | null };

/** Passes each document of rates to `show`, until that returns that the reader is gone. The first comes after one interval: nothing is averaged since boot. */
export const runInterval = async (
  provider: AnyProvider,
  host: Host,
  choice: Choice,
  repeat: RepeatOptions,
  show: (document: Document) => Promise<boolean>,
  isInterrupted: () => boolean,
): Promise<void> => {
  const { rates } = provider;
  if (rates === undefined) return;
  const started = host.clock.seconds();
  let before = await collectDocument(provider, host, choice);
  let sampled = started;
  for (let shown = 0; repeat.count === null || shown < repeat.count; shown++) {
    // The next multiple of the interval that is still to come: a slow sample delays nothing after it.
    const passed = host.clock.seconds() - started;
    await host.sleep((Math.floor(passed / repeat.seconds) + 1) * repeat.seconds - passed);
    if (isInterrupted()) return;
    const now = host.clock.seconds();
    const after = await collectDocument(provider, host, choice);
    if (isInterrupted()) return;
    const isHeard = await show(ratesBetween(before, after, provider, rates, now - sampled));
    if (!isHeard) return;
    before = after;
    sampled = now;
  }
};
