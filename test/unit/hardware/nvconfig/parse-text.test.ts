// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column, Configuration, Parameter } from '../../../../src/hardware/nvconfig/configuration.js';
import { parseConfigurationText } from '../../../../src/hardware/nvconfig/parse-text.js';
import {
  LAYOUTS,
  type Layout,
  parameter,
  type VendorTable,
  writeVendorTables,
} from '../../collectors/nvconfig/vendor-table.js';

const ALL: readonly Column[] = ['default', 'current', 'next'];

const card = (parameters: readonly Parameter[], columns = ALL): VendorTable => ({
  device: '0000:21:00.0',
  deviceType: 'BlueField3',
  name: '900-9D3B6-00CV-AA0_Ax',
  description: 'BlueField-3 B3220 P-Series FHHL DPU; 200GbE (default mode) / NDR200 IB; Dual-port QSFP112',
  columns,
  parameters,
});

const one = (text: string): Configuration => {
  const [only, ...more] = parseConfigurationText(text);
  if (only === undefined || more.length > 0) throw new Error(`${1 + more.length} devices`);
  return only;
};

// A row: names and values of every kind that the tables hold, longer than their columns too.
const names = fc.stringMatching(/^[A-Z][A-Z0-9_]{2,30}(\[\d\])?$/);
const values = fc.oneof(
  fc.nat({ max: 0xffffffff }).map(String),
  fc.tuple(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,44}$/), fc.nat({ max: 40 })).map(([word, n]) => `${word}(${n})`),
  fc.constantFrom('Array[0..7]', 'Array[1..16]', '0x00ff12ab00ff12ab'),
  fc.constant(null),
);
const parameters: fc.Arbitrary<Parameter> = fc
  .record({ name: names, texts: fc.tuple(values, values, values), readOnly: fc.boolean() })
  .map(({ name, texts, readOnly }) => ({ ...parameter(name, ...texts), readOnly }));
const tables = fc.record({
  parameters: fc.uniqueArray(parameters, { selector: ({ name }) => name, minLength: 1, maxLength: 12 }),
  columns: fc.constantFrom<readonly Column[]>(ALL, ['next'], ['default', 'next'], ['current', 'next']),
  layout: fc.constantFrom(...Object.values(LAYOUTS)),
});

const seenIn = (parameter: Parameter, columns: readonly Column[], layout: Layout): Parameter => {
  const see = (column: Column): Parameter['values'][Column] =>
    columns.includes(column) ? parameter.values[column] : null;
  const readOnly = layout.knowsReadOnly ? parameter.readOnly : null;
  return { ...parameter, readOnly, values: { default: see('default'), current: see('current'), next: see('next') } };
};

test('every layout with every choice of columns is read back', () => {
  fc.assert(
    fc.property(tables, ({ parameters, columns, layout }) => {
      const read = one(writeVendorTables([card(parameters, columns)], layout));
      expect(read.errors).toEqual([]);
      expect(read.device).toBe('0000:21:00.0');
      expect(read.columns).toEqual(columns);
      expect(read.parameters).toEqual(parameters.map((p) => seenIn(p, columns, layout)));
    }),
  );
});

describe('a spoilt text', () => {
  const whole = tables.map(({ parameters, columns, layout }) => ({
    text: writeVendorTables([card(parameters, columns)], layout),
    parameters: parameters.map((p) => seenIn(p, columns, layout)),
  }));
  const truthful = (read: readonly Configuration[], truth: readonly Parameter[]): void => {
    for (const { device, parameters } of read) {
      expect([null, '0000:21:00.0']).toContain(device);
      for (const found of parameters) expect(truth).toContainEqual(found);
    }
  };

  test('cut anywhere: no value is wrong, and a line that is cut is a error', () => {
    fc.assert(
      fc.property(whole, fc.nat(), ({ text, parameters }, at) => {
        const cut = text.slice(0, at % text.length);
        const read = parseConfigurationText(cut);
        truthful(read, parameters);
        const tail = cut.slice(cut.lastIndexOf('\n') + 1);
        if (tail.trim() !== '' && !tail.startsWith('The ')) expect(read.at(-1)?.errors.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a line lost or doubled: no value is wrong', () => {
    fc.assert(
      fc.property(whole, fc.nat(), fc.boolean(), ({ text, parameters }, at, isDoubled) => {
        const lines = text.split('\n');
        const i = at % (lines.length - 1);
        lines.splice(i, isDoubled ? 0 : 1, ...(isDoubled ? [lines[i] ?? ''] : []));
        truthful(parseConfigurationText(lines.join('\n')), parameters);
      }),
    );
  });

  test('any text at all: never a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.lorem()), (text) =>
        Array.isArray(parseConfigurationText(text)),
      ),
    );
  });
});

test('several devices keep their own parameters; without the line between them there is neither', () => {
  const first = card([parameter('NUM_OF_VFS', '16')]);
  const second = { ...card([parameter('NUM_OF_VFS', '8', '8', '4')]), device: '0000:61:00.0' };
  const text = writeVendorTables([first, second], LAYOUTS.wide);
  expect(
    parseConfigurationText(text).map(({ device, parameters }) => [device, parameters[0]?.values.next?.number]),
  ).toEqual([
    ['0000:21:00.0', 16],
    ['0000:61:00.0', 4],
  ]);
  const joined = one(text.replace('Device #2:\n', ''));
  expect(joined.parameters).toEqual([]);
  expect(joined.errors).toEqual(['two devices in one block: "Device type:        BlueField3"']);
});

test('a name that leaves no space before its value is a error, not another name', () => {
  const long = parameter(`${'N'.repeat(36)}`, '16', '16', '32');
  const read = one(writeVendorTables([card([long, parameter('SRIOV_EN', 'True(1)')])], LAYOUTS.narrow));
  expect(read.parameters.map(({ name }) => name)).toEqual(['SRIOV_EN']);
  expect(read.errors).toHaveLength(1);
});

test('values that fill their column stand together and are still two', () => {
  const text = writeVendorTables(
    [card([parameter('HOST_CHAINING', 'ABCDEFGHIJKLM(1)', 'DISABLED(0)', '7')])],
    LAYOUTS.narrow,
  );
  expect(text).toContain('ABCDEFGHIJKLM(1)DISABLED(0)');
  expect(one(text).parameters[0]?.values.current).toEqual({ text: 'DISABLED(0)', number: 0 });
});

test.each([
  ['the same twice is once', '16', ['NUM_OF_VFS'], []],
  ['two different are none', '17', [], ['duplicate NUM_OF_VFS with different values']],
])('a parameter that comes twice: %s', (_, second, names, errors) => {
  const rows = [parameter('NUM_OF_VFS', '16'), parameter('NUM_OF_VFS', second)];
  const read = one(writeVendorTables([card(rows)], LAYOUTS.wide));
  expect(read.parameters.map(({ name }) => name)).toEqual(names);
  expect(read.errors).toEqual(errors);
});

test('keeps rows before an error, and reports the complete error', () => {
  const text = `${writeVendorTables([card([parameter('NUM_OF_VFS', '16')])], LAYOUTS.wide)}-E- Failed to query some of the TLVs:
    Failed to query the next values of the following TLVs:
    nv_swap_conf nv_pcie_mode

`;
  const read = one(text);
  expect(read.parameters.map(({ name }) => name)).toEqual(['NUM_OF_VFS']);
  expect(read.errors).toEqual([
    'Failed to query some of the TLVs: Failed to query the next values of the following TLVs: nv_swap_conf nv_pcie_mode',
  ]);
});
