// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Composes one provider of sections. The selected ones read at the same time. */

import type { Choice } from '../../core/choice.js';
import type { Host } from '../../core/host.js';
import type { Invocation } from '../../core/invocation.js';
import type { Parsed, RecordTypes } from '../../core/record-type.js';
import { includesSection, type Sections } from '../../core/section.js';
import { shareHost } from '../../core/shared-host.js';
import type { OPTIONS } from './options.js';
import type { SectionProvider } from './section.js';

// biome-ignore lint/suspicious/noExplicitAny: what a part collects is its own; the pair of collect and parse stays together
type AnyPart = SectionProvider<any, any>;

/** The data of each selected section, by its name. */
type Raw = ReadonlyMap<string, unknown>;

/** The pieces of a provider, from its parts by the names of their sections. */
export const composeSections = (parts: Readonly<Record<string, AnyPart>>) => {
  const all = Object.values(parts);
  const types: RecordTypes = Object.assign({}, ...all.map((part) => part.types));
  return {
    types,
    sections: sectionsOf(parts),
    reads: [...new Set(all.flatMap(({ reads }) => reads))],
    runs: unique(all.flatMap(({ runs }) => runs)),
    collect: async (host: Host, choice: Choice<typeof OPTIONS>): Promise<Raw> => {
      const shared = shareHost(host);
      const selected = Object.entries(parts).filter(([name]) => includesSection(choice, name));
      return new Map(
        await Promise.all(selected.map(async ([name, part]) => [name, await part.collect(shared, choice)] as const)),
      );
    },
    parse: (raw: Raw): Parsed<RecordTypes> => {
      const parsed = [...raw].map(([name, collected]) => (parts[name] as AnyPart).parse(collected));
      return {
        records: Object.assign({}, ...parsed.map(({ records }) => records)),
        findings: parsed.flatMap(({ findings }) => findings),
      };
    },
  };
};

const sectionsOf = (parts: Readonly<Record<string, AnyPart>>): Sections =>
  Object.fromEntries(
    Object.entries(parts).map(([name, { types, summary, onRequest, table }]) => [
      name,
      {
        types: Object.keys(types),
        ...(summary === undefined ? {} : { summary }),
        ...(onRequest === undefined ? {} : { onRequest }),
        ...(table === undefined ? {} : { table }),
      },
    ]),
  );

/** Each command once, also if several sections run it. */
const unique = (runs: readonly Invocation[]): readonly Invocation[] => [...new Set(runs)];
