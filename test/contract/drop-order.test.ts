// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The columns that a narrow terminal leaves out exist, and none of them names a record. */

import { describe, expect, test } from 'vitest';
import { fieldAt } from '../../src/core/field.js';
import type { AnyProvider } from '../../src/core/provider.js';
import { partsOf, tablesOf, type View } from '../../src/core/view.js';
import { loadProviders } from '../machines.js';

const providers = await loadProviders();

const tablesIn = (provider: AnyProvider): readonly View[] => {
  const views = [
    ...Object.values(provider.views),
    ...Object.values(provider.sections ?? {}).flatMap(({ table }) => (table === undefined ? [] : [table])),
    ...(provider.rates === undefined ? [] : [provider.rates.view]),
  ];
  return views.flatMap((view) => [
    ...tablesOf(view, false),
    ...tablesOf(view, true),
    ...(view.all === undefined ? [] : [{ ...view, columns: view.all }]),
  ]);
};

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_, provider) => {
  const order = provider.dropOrder ?? [];

  test('names only headers that a table has, each once', () => {
    const headers = new Set(tablesIn(provider).flatMap(({ columns }) => columns.map(({ header }) => header)));
    expect(order.filter((header) => !headers.has(header))).toEqual([]);
    expect(order).toEqual([...new Set(order)]);
  });

  test('keeps the first column of every table, and every column that names a record', () => {
    const kept = tablesIn(provider)
      .flatMap(partsOf)
      .flatMap(({ type, columns }) => {
        const fields = provider.types[type]?.fields ?? {};
        const isLabel = (name: string): boolean => fieldAt(fields, name)?.kind === 'label';
        return columns.filter((one, i) => i === 0 || (one.kind === 'fields' && one.fields.some(isLabel)));
      })
      .map(({ header }) => header);
    expect(order.filter((header) => kept.includes(header))).toEqual([]);
  });
});
