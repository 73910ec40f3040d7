// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--interval`: samples at fixed times, one document of rates after each interval, until the count or a signal. */

import type { Choice } from '../core/choice.js';
import type { Document } from '../core/document.js';
import { FabricError } from '../core/error.js';
import type { Host } from '../core/host.js';
import type { AnyProvider } from '../core/provider.js';
import { ratesBetween } from '../core/rates.js';
import { collectDocument } from './collect.js';

/** Interval, and number of documents; null continues until interrupted. */
export type RepeatOptions = { readonly seconds: number; readonly count: number | null };

/**
 * Passes each document of rates to `show`, until that returns that the reader is gone. The first comes after one interval: nothing
 * is averaged since boot. A recording ends with its last sample: a repeated answer is no measurement.
 * @returns how many documents were shown when a recording ended first; else null @throws not_found for a recording of one sample
 */
export const runInterval = async (
  provider: AnyProvider,
  host: Host,
  choice: Choice,
  repeat: RepeatOptions,
  show: (document: Document) => Promise<boolean>,
  isInterrupted: () => boolean,
): Promise<number | null> => {
  const { rates } = provider;
  if (rates === undefined) return null;
  const started = host.clock.seconds();
  let before = await collectDocument(provider, host, choice);
  let sampled = started;
  let shown = 0;
  while (repeat.count === null || shown < repeat.count) {
    // The next multiple of the interval that is still to come: a slow sample delays nothing after it.
    const passed = host.clock.seconds() - started;
    const hasLater = await host.sleep((Math.floor(passed / repeat.seconds) + 1) * repeat.seconds - passed);
    if (isInterrupted()) return null;
    if (!hasLater && shown === 0) throw oneSample(provider);
    if (!hasLater) return shown;
    const now = host.clock.seconds();
    const after = await collectDocument(provider, host, choice);
    if (isInterrupted()) return null;
    const hasReader = await show(ratesBetween(before, after, provider, rates, now - sampled));
    shown += 1;
    if (!hasReader) return null;
    before = after;
    sampled = now;
  }
  return null;
};

const oneSample = ({ name }: AnyProvider): FabricError =>
  new FabricError('not_found', 'the recording has one sample; rates need two', {
    fix: `fabric ${name} --interval 1s --count 2 --record DIR    (on the machine)`,
  });
