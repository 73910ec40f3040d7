// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { arraysOf, queryArray, withElements } from '../../../../src/collectors/nvconfig/arrays.js';
import type { Configuration } from '../../../../src/hardware/nvconfig/configuration.js';
import { parameter } from './vendor-table.js';

const TABLE: Configuration = {
  device: '0000:21:00.0',
  deviceType: 'ConnectX7',
  name: null,
  description: null,
  columns: ['default', 'current', 'next'],
  parameters: [
    parameter('NUM_OF_VFS', '16'),
    parameter('HOST_CHAINING_DESCRIPTORS', 'Array[0..2]'),
    parameter('PCI_SW_LANES_MAPPING', 'Array[1..2]'),
    parameter('SRIOV_EN', 'True(1)'),
  ],
  errors: [],
};

test('queries the arrays of a table with their bounds', () => {
  expect(arraysOf(TABLE).map(queryArray)).toEqual(['HOST_CHAINING_DESCRIPTORS[0..2]', 'PCI_SW_LANES_MAPPING[1..2]']);
});

test('replaces an array by its elements, in order', () => {
  const elements = ['PCI_SW_LANES_MAPPING[2]', 'PCI_SW_LANES_MAPPING[1]', 'HOST_CHAINING_DESCRIPTORS[0]']
    .concat(['HOST_CHAINING_DESCRIPTORS[1]', 'HOST_CHAINING_DESCRIPTORS[2]', 'ELSEWHERE[0]'])
    .map((name) => parameter(name, '7'));
  const { parameters, missing } = withElements(TABLE, elements);
  expect(parameters.map(({ name }) => name)).toEqual([
    'NUM_OF_VFS',
    'HOST_CHAINING_DESCRIPTORS[0]',
    'HOST_CHAINING_DESCRIPTORS[1]',
    'HOST_CHAINING_DESCRIPTORS[2]',
    'PCI_SW_LANES_MAPPING[1]',
    'PCI_SW_LANES_MAPPING[2]',
    'SRIOV_EN',
  ]);
  expect(missing).toEqual([]);
});

test('names an array with a missing element', () => {
  const { parameters, missing } = withElements(TABLE, [parameter('HOST_CHAINING_DESCRIPTORS[1]', '7')]);
  expect(parameters.map(({ name }) => name)).toEqual(['NUM_OF_VFS', 'HOST_CHAINING_DESCRIPTORS[1]', 'SRIOV_EN']);
  expect(missing).toEqual(['HOST_CHAINING_DESCRIPTORS', 'PCI_SW_LANES_MAPPING']);
});
