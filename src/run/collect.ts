// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs a provider once: reads the machine, parses the answers, checks the document against the declaration. */

import type { Choice } from '../core/choice.js';
import type { Document } from '../core/document.js';
import type { Host } from '../core/host.js';
import { makeDocument } from '../core/make-document.js';
import type { AnyProvider } from '../core/provider.js';
import { takeTurn } from '../core/turns.js';

/** Parts of an answer shown only in tables: remarks, and replaced headers. */
export type TerminalOptions = {
  readonly remarks: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
};

/** A document, and the notes beside it. */
export type Answer = TerminalOptions & { readonly document: Document; readonly differs: boolean };

/**
 * Collects and parses, with a turn between the two.
 * @throws what `collect` throws; bug when a record is not as declared; the reason of `ended`
 */
export const collectAnswer = async (
  provider: AnyProvider,
  host: Host,
  choice: Choice,
  ended?: AbortSignal,
): Promise<Answer> => {
  const at = host.clock.now();
  const before = host.clock.seconds();
  const raw = await collect(provider, host, choice);
  await takeTurn(ended);
  const parsed = provider.parse(raw);
  await takeTurn(ended);
  const run = { host: host.name, at, seconds: host.clock.seconds() - before };
  const { remarks = [], headers = {}, differs = false } = parsed;
  return { document: makeDocument(provider, parsed, run, choice), remarks, headers, differs };
};

/** Returns the collected data; the host's own failure comes before errors that follow from it. */
const collect = async (provider: AnyProvider, host: Host, choice: Choice): Promise<unknown> => {
  let raw: unknown = null;
  let error: unknown = null;
  try {
    raw = await provider.collect(host, choice);
  } catch (thrown) {
    error = thrown;
  }
  const cause = host.failure?.() ?? error;
  if (cause !== null) throw cause;
  return raw;
};

/** The document alone. */
export const collectDocument = async (
  provider: AnyProvider,
  host: Host,
  choice: Choice,
  ended?: AbortSignal,
): Promise<Document> => (await collectAnswer(provider, host, choice, ended)).document;
