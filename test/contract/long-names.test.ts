// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A machine whose names are 3,000 characters long is shown no wider than the same machine with its own names. */

import { describe, expect, test } from 'vitest';
import { renderAnswer } from '../../src/cli/render-answer.js';
import type { Document, DocumentRecord } from '../../src/core/document.js';
import type { AnyProvider } from '../../src/core/provider.js';
import type { RecordType } from '../../src/core/record-type.js';
import { NARROWEST_CUT } from '../../src/render/shorten.js';
import { defaultOptions, loadProviders, machineNames, openMachine, wholeDocument } from '../machines.js';
import { SCREEN } from '../terminals.js';

const LONG = 'n'.repeat(3000);
const WIDTHS = [60, 80, 120];
const providers = await loadProviders();

const linesOf = async (document: Document, provider: AnyProvider, width: number): Promise<readonly string[]> =>
  (await renderAnswer(document, provider, defaultOptions(provider), { ...SCREEN, width })).answer.split('\n');

const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));

/** The record with one of its texts made long; null where it has no such text. */
const withLong = (record: DocumentRecord, name: string): DocumentRecord | null =>
  typeof record[name] === 'string' ? { ...record, [name]: `${record[name]}${LONG}` } : null;

const foreignFields = (type: RecordType | undefined): readonly string[] =>
  Object.entries(type?.fields ?? {}).flatMap(([name, { kind }]) => (kind === 'label' || kind === 'text' ? [name] : []));

/** For each text of each type of record: the document in which the first record that has it has a long one. */
const variantsOf = (document: Document, provider: AnyProvider): readonly (readonly [string, Document])[] =>
  Object.entries(document.records).flatMap(([type, found]) =>
    foreignFields(provider.types[type]).flatMap((field) => {
      const records = (Array.isArray(found) ? found : [found]) as readonly (DocumentRecord | null)[];
      const at = records.findIndex((record) => typeof record?.[field] === 'string');
      const record = records[at];
      const long = record == null ? null : withLong(record, field);
      if (long === null) return [];
      const changed = Array.isArray(found) ? records.map((one, i) => (i === at ? long : one)) : long;
      const variant = { ...document, records: { ...document.records, [type]: changed } } as Document;
      return [[`${type}.${field}`, variant] as const];
    }),
  );

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_, provider) => {
  test('shows long names within the terminal', { timeout: 120_000 }, async () => {
    let shown = 0;
    for (const machine of machineNames) {
      for (const document of await wholeDocument(provider, openMachine(machine))) {
        for (const width of WIDTHS) {
          // A table that is this wide has no room for a name that is cut.
          if (widest(await linesOf(document, provider, width)) > width - NARROWEST_CUT) continue;
          for (const [field, variant] of variantsOf(document, provider)) {
            const lines = await linesOf(variant, provider, width);
            expect(widest(lines), `${machine} ${field} at ${width}`).toBeLessThanOrEqual(width);
            shown += Number(lines.some((line) => line.includes('nnn')));
          }
        }
      }
    }
    const hasTexts = Object.values(provider.types).some((type) => foreignFields(type).length > 0);
    expect(shown > 0).toBe(hasTexts);
  });
});
