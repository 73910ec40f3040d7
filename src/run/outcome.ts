// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs a list of providers; the failure of one is a value, so that the others go on. */

import type { Choice } from '../core/choice.js';
import { FabricError } from '../core/error.js';
import type { Host } from '../core/host.js';
import type { AnyProvider } from '../core/provider.js';
import { type Answer, collectAnswer } from './collect.js';

/** A provider to run, with the choice of the user. */
export type Wanted = { readonly provider: AnyProvider; readonly choice: Choice };

/** One provider's part of a run: its answer, or the error that ended it. */
export type Outcome = { readonly provider: AnyProvider } & (
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: FabricError }
);

/**
 * Runs the providers, each on the host that `hostFor` gives it, and returns their outcomes in the order of the list.
 * @throws bug, interrupted and descriptors, which end the whole run; the reason of `ended`
 */
export const runProviders = (
  wanted: readonly Wanted[],
  hostFor: (provider: AnyProvider) => Host,
  ended?: AbortSignal,
): Promise<readonly Outcome[]> =>
  Promise.all(
    wanted.map(async ({ provider, choice }): Promise<Outcome> => {
      try {
        return { provider, kind: 'answer', answer: await collectAnswer(provider, hostFor(provider), choice, ended) };
      } catch (error) {
        if (!(error instanceof FabricError) || END_ALL.includes(error.code)) throw error;
        return { provider, kind: 'failed', error };
      }
    }),
  );

/** Errors that are not of one provider. */
const END_ALL: readonly FabricError['code'][] = ['bug', 'interrupted', 'descriptors'];

/** The answer. @throws the error of a provider that failed, for a run of one provider */
export const answerOf = (outcome: Outcome): Answer => {
  if (outcome.kind === 'failed') throw outcome.error;
  return outcome.answer;
};
