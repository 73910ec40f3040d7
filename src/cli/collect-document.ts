// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One run of a provider: ask the machine, understand the answer, hold it against the declaration. */
import type { Choice } from '../core/choice.js';
import { type Document, makeDocument } from '../core/document.js';
import type { Host } from '../core/host.js';
import type { AnyProvider } from '../core/provider.js';

/** Collects and parses. @throws what `collect` throws; bug when a record is not as declared */
export const collectDocument = async (provider: AnyProvider, host: Host, choice: Choice): Promise<Document> => {
  const at = host.clock.now();
  const before = host.clock.seconds();
  const parsed = provider.parse(await provider.collect(host, choice));
  return makeDocument(provider, parsed, { host: host.name, at, seconds: host.clock.seconds() - before });
};
