// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isConfigurationFile, parseConfigurationFile } from '../../../../src/collectors/nvconfig/parse-json.js';
import { parseJson } from '../../../../src/core/json.js';
import type { Json } from '../../../../src/core/json-value.js';
import type { Column, Parameter } from '../../../../src/hardware/nvconfig/configuration.js';
import { parseConfigurationText } from '../../../../src/hardware/nvconfig/parse-text.js';
import { LAYOUTS, parameter, type VendorTable, writeVendorTables } from './vendor-table.js';

const CARD: VendorTable = {
  device: '0000:21:00.0',
  deviceType: 'BlueField3',
  name: '900-9D3B6-00CV-AA0_Ax',
  description: 'BlueField-3 B3220 P-Series FHHL DPU',
  columns: ['default', 'current', 'next'],
  parameters: [
    parameter('SRIOV_EN', 'False(0)', 'True(1)', 'True(1)'),
    parameter('NUM_OF_VFS', '16', '16', '32'),
    parameter('HOST_CHAINING_DESCRIPTORS', 'Array[0..7]'),
    parameter('FLEX_PARSER_PROFILE_ENABLE', null, '4294967295', '4'),
    { ...parameter('INTERNAL_CPU_MODEL', 'EMBEDDED_CPU(1)'), readOnly: true },
  ],
};

/** Writes the file like the tool: whole numbers as numbers, everything else as strings. */
const writeFile = (card: VendorTable): Json => {
  const member = (parameter: Parameter, column: Column): Json => {
    const value = parameter.values[column];
    return value === null ? 'N/A' : /^\d+$/.test(value.text) ? Number(value.text) : value.text;
  };
  const members = (parameter: Parameter): Json => ({
    current_value: member(parameter, 'current'),
    default_value: member(parameter, 'default'),
    modified: true,
    next_value: member(parameter, 'next'),
    read_only: parameter.readOnly === true,
  });
  return {
    'Device #1': {
      description: card.description,
      device: card.device,
      device_type: card.deviceType,
      name: card.name,
      tlv_configuration: Object.fromEntries(card.parameters.map((p) => [p.name, members(p)])),
    },
  };
};

const readFile = (file: Json) => (isConfigurationFile(file) ? parseConfigurationFile(file) : null);

test('parses the file and the text of one card equally', () => {
  expect(readFile(writeFile(CARD))).toEqual(parseConfigurationText(writeVendorTables([CARD], LAYOUTS.wide)));
});

test('rejects a file of a failed tool, a fabric document and a list', () => {
  for (const json of ['{}', '{"schema":"fabric.nvconfig/1"}', '[]', 'null', '1', '"Device #1"'])
    expect(readFile(parseJson(json))).toBeNull();
});

test.each([
  ['a value with a blank', { next_value: '16 32', read_only: false }],
  ['a fraction', { next_value: 1.5, read_only: false }],
  ['more than 32 bits', { next_value: 4294967296, read_only: false }],
  ['a list', { next_value: [1], read_only: false }],
  ['a missing read_only', { next_value: 1 }],
  ['a number instead of an object', 16],
])('reports %s as a error without a value', (_, members) => {
  const [device] =
    readFile({ 'Device #1': { device: '0000:21:00.0', tlv_configuration: { NUM_OF_VFS: members } } }) ?? [];
  expect(device?.parameters).toEqual([]);
  expect(device?.errors).toEqual(['NUM_OF_VFS is not a parameter']);
});

test('never throws for any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (inside) => {
      readFile({ 'Device #1': inside as Json });
      readFile({ 'Device #1': { tlv_configuration: inside as Json } });
    }),
  );
});
