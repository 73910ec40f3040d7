// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { readBaseline } from '../../../../src/collectors/nvconfig/baseline.js';
import { type ComparedSide, compareSides } from '../../../../src/collectors/nvconfig/compare.js';
import type { Json } from '../../../../src/core/json-value.js';
import { parsePrintedValue } from '../../../../src/hardware/nvconfig/printed-value.js';

const read = (content: Json) => readBaseline({ file: 'golden.json', content });

const row = (device: string, parameter: string, current: string | null, next = current) => ({
  device,
  parameter,
  current,
  next,
});
const documentOf = (devices: readonly Json[], parameters: readonly Json[]): Json => ({
  schema: 'fabric.nvconfig/1',
  host: 'gpu-01',
  collected_at: '2026-10-02T08:00:00.000Z',
  records: { devices, parameters },
});
const DEVICE = { device: 'mlx5_0', pci_address: '0000:18:00.0', parameters: 2 };

test('reads the devices, date and host of a fabric document', () => {
  const baseline = read(documentOf([DEVICE], [row('mlx5_0', 'A', '1'), row('mlx5_0', 'B', 'True(1)')]));
  expect(baseline.origin).toBe('2026-10-02, gpu-01');
  expect(baseline.devices).toEqual([
    {
      names: ['mlx5_0', '0000:18:00.0'],
      side: {
        name: 'golden.json',
        values: new Map([
          ['A', { text: '1', number: 1 }],
          ['B', { text: 'True(1)', number: 1 }],
        ]),
        isComplete: true,
      },
    },
  ]);
});

test('treats a filtered document as incomplete', () => {
  expect(read(documentOf([DEVICE], [row('mlx5_0', 'A', '1')])).devices[0]?.side.isComplete).toBe(false);
});

test('uses the next value of a tool file without current values', () => {
  const file = {
    'Device #1': {
      device: '0000:18:00.0',
      tlv_configuration: { A: { next_value: 44, read_only: false }, B: { next_value: 'N/A', read_only: false } },
    },
  };
  const [saved] = read(file).devices;
  expect(saved?.names).toEqual(['0000:18:00.0']);
  expect([...(saved?.side.values ?? [])]).toEqual([
    ['A', { text: '44', number: 44 }],
    ['B', null],
  ]);
});

test('ignores the summary of an array in a tool file', () => {
  const summary = { current_value: 'Array[0..7]', default_value: 'Array[0..7]', next_value: 'Array[0..7]' };
  const [saved] = read({ 'Device #1': { tlv_configuration: { A: { ...summary, read_only: false } } } }).devices;
  expect([...(saved?.side.values ?? [])]).toEqual([['A', null]]);
});

test.each([
  ['{}', {}],
  ['a list', []],
  ['a document of another provider', { schema: 'fabric.link/1', records: {} }],
  ['a newer document', { schema: 'fabric.nvconfig/2', records: { devices: [], parameters: [] } }],
])('rejects %s as a baseline', (_, content) => {
  expect(() => read(content)).toThrow('not JSON of fabric nvconfig or mlxconfig -j');
});

test('rejects a baseline without parameters', () => {
  expect(() => read(documentOf([DEVICE], []))).toThrow('--baseline golden.json: no parameters');
});

describe('comparing two sides', () => {
  const side = (name: string, values: Readonly<Record<string, string | null>>, isComplete = true): ComparedSide => ({
    name,
    values: new Map(Object.entries(values).map(([key, text]) => [key, text === null ? null : parsePrintedValue(text)])),
    isComplete,
  });
  const differing = (mine: ComparedSide, other: ComparedSide) => {
    const { differences, compared } = compareSides(mine, other);
    return { compared, names: differences.map(({ parameter }) => parameter) };
  };

  test('finds different values and parameters on one side only', () => {
    const mine = side('mlx5_0', { A: '1', B: 'True(1)', C: '7' });
    const other = side('mlx5_2', { A: '1', B: 'False(0)', D: '7' });
    expect(compareSides(mine, other).differences).toEqual([
      {
        device: 'mlx5_0',
        other: 'mlx5_2',
        parameter: 'B',
        value: 'True(1)',
        value_number: 1,
        other_value: 'False(0)',
        other_number: 0,
      },
      expect.objectContaining({ parameter: 'C', value: '7', other_value: null, other_number: null }),
      expect.objectContaining({ parameter: 'D', value: null, value_number: null, other_value: '7' }),
    ]);
    expect(differing(mine, other).compared).toBe(4);
  });

  test('ignores values that are unknown on one side', () => {
    expect(differing(side('a', { A: null, B: '1' }), side('b', { A: '1', B: null }))).toEqual({
      compared: 0,
      names: [],
    });
    expect(differing(side('a', { A: '1' }, false), side('b', { A: '1', B: '2' }))).toEqual({ compared: 1, names: [] });
    expect(differing(side('a', { A: '1', B: '2' }), side('b', { A: '1' }, false))).toEqual({ compared: 1, names: [] });
  });

  test('compares numbers, whatever notation an older tool uses', () => {
    expect(differing(side('a', { A: 'ETH(2)', B: '0x0f' }), side('b', { A: '2', B: '0x0f' })).names).toEqual([]);
    expect(differing(side('a', { A: '0x0f' }), side('b', { A: '0x1f' })).names).toEqual(['A']);
  });
});
