// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { parse } from '../../../../src/collectors/nvconfig/parse.js';
import type { NvconfigRaw, RawCard } from '../../../../src/collectors/nvconfig/raw.js';
import { nvconfig } from '../../../../src/collectors/nvconfig.js';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';
import { type DocumentRecord, recordsOf } from '../../../../src/core/document.js';
import { statusOfAnswer } from '../../../../src/core/exit-status.js';
import { makeDocument } from '../../../../src/core/make-document.js';
import type { Card } from '../../../../src/hardware/adapter/cards.js';
import { QUERY } from '../../../../src/hardware/nvconfig/commands.js';
import type { Column, Parameter } from '../../../../src/hardware/nvconfig/configuration.js';
import { BLUEFIELD, CONNECTX, ended, toolAnswer } from '../tool-answers.js';
import { LAYOUTS, parameter, writeVendorTables } from './vendor-table.js';

const NO_OPTIONS: NvconfigRaw['options'] = {
  param: [],
  changed: false,
  pending: false,
  diff: [],
  baseline: null,
  'exit-code': false,
};

const ALL: readonly Column[] = ['default', 'current', 'next'];

const tableOf = (card: Card, parameters: readonly Parameter[], columns = ALL): string =>
  writeVendorTables(
    [{ device: card.pciAddress, deviceType: 'x', name: 'x', description: 'x', columns, parameters }],
    LAYOUTS.wide,
  );

const rawCard = (card: Card, table: CommandAnswer, ...arrays: readonly CommandAnswer[]): RawCard => ({
  card,
  table: toolAnswer(card, QUERY, table),
  arrays: arrays.map((answer) => toolAnswer(card, QUERY, answer)),
});

/** The records of these cards, and each problem as one line. */
const read = (cards: readonly RawCard[], options: Partial<NvconfigRaw['options']> = {}) => {
  const raw: NvconfigRaw = {
    cards,
    options: { ...NO_OPTIONS, ...options },
    baseline: null,
    pair: null,
    includesAllCards: true,
    unmatched: [],
  };
  const parsed = parse(raw);
  const document = makeDocument(nvconfig, parsed as never, { host: null, at: new Date(0), seconds: 0 });
  const devices = recordsOf(document, 'devices');
  const parameters = recordsOf(document, 'parameters');
  return {
    devices,
    parameters,
    why: document.problems.map((p) => `${p.severity} ${p.where} [${p.fields.join(' ')}] ${p.code}: ${p.detail}`),
    remarks: parsed.remarks ?? [],
    status: statusOfAnswer(devices.length + parameters.length, document.problems),
  };
};

const DPU = [
  parameter('INTERNAL_CPU_MODEL', 'EMBEDDED_CPU(1)'),
  parameter('INTERNAL_CPU_OFFLOAD_ENGINE', 'ENABLED(0)', 'ENABLED(0)', 'DISABLED(1)'),
  parameter('NUM_OF_VFS', '16', '16', '32'),
  parameter('SRIOV_EN', 'False(0)', 'True(1)', 'True(1)'),
];
const COUNTS = { parameters: null, changed: null, pending: null };

test('gives a card, its parameters in natural order, and pending changes', () => {
  const { devices, parameters, why, remarks, status } = read([rawCard(BLUEFIELD, ended.ok(tableOf(BLUEFIELD, DPU)))]);
  expect(devices).toEqual([
    {
      device: 'mlx5_0',
      pci_address: '0000:03:00.0',
      model: 'BlueField-3',
      mode: 'dpu',
      next_mode: 'nic',
      parameters: 4,
      changed: 1,
      pending: 2,
    },
  ]);
  expect(parameters.map((record) => record['parameter'])).toEqual(DPU.map(({ name }) => name));
  expect(parameters[2]).toEqual({
    device: 'mlx5_0',
    parameter: 'NUM_OF_VFS',
    default: '16',
    default_number: 16,
    current: '16',
    current_number: 16,
    next: '32',
    next_number: 32,
    changes_at_reboot: true,
    read_only: false,
  });
  expect({ why, status }).toEqual({ why: [], status: 0 });
  expect(remarks).toEqual([
    '2 changes take effect after a reboot or power cycle',
    '1 parameter differs from default; use --changed',
  ]);
});

describe('a filter', () => {
  const cards = [rawCard(BLUEFIELD, ended.ok(tableOf(BLUEFIELD, DPU)))];
  const names = (options: Partial<NvconfigRaw['options']>) =>
    read(cards, options).parameters.map((record) => record['parameter']);

  test('applies to every format', () => {
    expect(names({ changed: true })).toEqual(['SRIOV_EN']);
    expect(names({ pending: true, param: ['NUM_*', 'SRIOV_??'] })).toEqual(['NUM_OF_VFS']);
    expect(names({ param: ['*'] })).toHaveLength(4);
    expect(names({ param: ['num_of_vfs', 'NUM', 'NUM.OF.VFS'] })).toEqual([]);
  });

  test('reports that nothing matches, for complete cards only', () => {
    const half = rawCard(CONNECTX, ended.timedOut(tableOf(CONNECTX, [parameter('NUM_OF_VFS', '16')])));
    expect(read([...cards, half], { param: ['FOO*'] }).remarks).toEqual(['no parameters named FOO* on 1 device']);
    expect(read([half], { pending: true }).remarks).toEqual([]);
  });
});

test('the name of an array selects its elements', () => {
  const rows = ['A[0]', 'A[1]', 'AB[0]'].map((name) => parameter(name, '1'));
  const cards = [rawCard(CONNECTX, ended.ok(tableOf(CONNECTX, rows)))];
  const names = (...param: readonly string[]) => read(cards, { param }).parameters.map((r) => r['parameter']);
  expect(names('A')).toEqual(['A[0]', 'A[1]']);
  expect(names('A[1]')).toEqual(['A[1]']);
  expect(names('A*[0]')).toHaveLength(2);
});

test('counts and compares arrays by element', () => {
  const table = tableOf(CONNECTX, [parameter('HOST_CHAINING_DESCRIPTORS', 'Array[0..1]')]);
  const elements = tableOf(CONNECTX, [
    parameter('HOST_CHAINING_DESCRIPTORS[0]', '64'),
    parameter('HOST_CHAINING_DESCRIPTORS[1]', '64', '64', '128'),
  ]);
  const { devices, parameters, why } = read([rawCard(CONNECTX, ended.ok(table), ended.ok(elements))]);
  expect(devices[0]).toMatchObject({ parameters: 2, changed: 0, pending: 1, mode: null, next_mode: null });
  expect(parameters.map((record) => record['parameter'])).toEqual(
    ['[0]', '[1]'].map((index) => `HOST_CHAINING_DESCRIPTORS${index}`),
  );
  expect(why).toEqual([]);
});

const only = (records: readonly DocumentRecord[]): DocumentRecord => records[0] ?? {};

describe('an incomplete table', () => {
  const rows = tableOf(CONNECTX, [parameter('SRIOV_EN', 'True(1)')]);
  const withArray = tableOf(CONNECTX, [parameter('SRIOV_EN', 'True(1)'), parameter('A', 'Array[0..7]')]);
  const counts = 'parameters changed pending';

  test.each([
    [
      'truncated output',
      [ended.timedOut(`${rows}        NUM_OF_VFS    1`)],
      [
        `warning mlx5_2 [${counts}] timeout: mlxconfig: no answer within 5 s, stopped`,
        `warning mlx5_2 [${counts}] parse: output is truncated: "NUM_OF_VFS    1"`,
      ],
    ],
    [
      'values the firmware did not give',
      [ended.failed(3, `${rows}-E- Failed to query some of the TLVs:\n    nv_swap_conf \n`)],
      [`warning mlx5_2 [${counts}] unreadable: mlxconfig: Failed to query some of the TLVs: nv_swap_conf`],
    ],
    [
      'an array without an answer',
      [ended.ok(withArray), ended.timedOut('')],
      [
        `warning mlx5_2 [${counts}] timeout: mlxconfig: no answer within 5 s, stopped`,
        `warning mlx5_2 [${counts}] parse: A: not all elements were reported`,
      ],
    ],
    [
      'a malformed row',
      [ended.ok(`${rows}        NUM_OF_VFS 16\n`)],
      [`warning mlx5_2 [${counts}] parse: malformed row: "NUM_OF_VFS 16"`],
    ],
  ])('has no counts: %s', (_, [table = ended.ok(''), ...arrays], reasons) => {
    const { devices, parameters, why, status } = read([rawCard(CONNECTX, table, ...arrays)]);
    expect(only(devices)).toMatchObject(COUNTS);
    expect(parameters.map((record) => record['parameter'])).toEqual(['SRIOV_EN']);
    expect({ why, status }).toEqual({ why: reasons, status: 6 });
  });

  test('has no mode, because a parameter that decides it may be missing', () => {
    const { devices, why } = read([rawCard(BLUEFIELD, ended.timedOut(tableOf(BLUEFIELD, DPU)))]);
    expect(only(devices)).toMatchObject({ ...COUNTS, mode: null, next_mode: null });
    expect(why).toEqual([
      'warning mlx5_0 [mode next_mode parameters changed pending] timeout: mlxconfig: no answer within 5 s, stopped',
    ]);
  });
});

test.each([
  ['another device', tableOf(BLUEFIELD, DPU), 'output is for 0000:03:00.0'],
  ['no device', tableOf(CONNECTX, DPU).replace(/Device: .*\n/, ''), 'output does not name the device'],
  ['two devices', tableOf(CONNECTX, DPU) + tableOf(BLUEFIELD, DPU), '2 devices in the output for one device'],
])('rejects output about %s', (_, stdout, detail) => {
  const healthy = rawCard(BLUEFIELD, ended.ok(tableOf(BLUEFIELD, DPU)));
  const { devices, parameters, why } = read([healthy, rawCard(CONNECTX, ended.ok(stdout))]);
  expect(devices[1]).toMatchObject({ device: 'mlx5_2', ...COUNTS });
  expect(parameters.every((record) => record['device'] === 'mlx5_0')).toBe(true);
  expect(why).toEqual([`warning mlx5_2 [] parse: ${detail}`]);
});

test('accepts old firmware without defaults, or with next values only', () => {
  const withColumns = (columns: readonly Column[]) =>
    read([rawCard(BLUEFIELD, ended.ok(tableOf(BLUEFIELD, DPU, columns)))]);
  const withoutDefaults = withColumns(['current', 'next']);
  expect(only(withoutDefaults.devices)).toMatchObject({ mode: 'dpu', parameters: 4, changed: null, pending: 2 });
  expect(withoutDefaults.why).toEqual(['note mlx5_0 [changed] not_supported: firmware does not report default values']);
  const nextOnly = withColumns(['next']);
  expect(only(nextOnly.devices)).toMatchObject({ mode: null, next_mode: 'nic', changed: null, pending: null });
  expect(nextOnly.parameters[2]).toMatchObject({ current: null, next: '32', changes_at_reboot: null });
  expect(nextOnly.why).toEqual([
    'note mlx5_0 [changed] not_supported: firmware does not report default values',
    'note mlx5_0 [mode changed pending] not_supported: firmware does not report current values',
  ]);
});

test('reports N/A in one note per card, and not as a difference', () => {
  const rows = [parameter('A', null, '1', '2'), parameter('B', null), parameter('C', '1', '1', null)];
  const { devices, why } = read([rawCard(CONNECTX, ended.ok(tableOf(CONNECTX, rows)))]);
  expect(only(devices)).toMatchObject({ parameters: 3, changed: 0, pending: 1 });
  expect(why).toEqual(['note mlx5_2 [default current next] not_supported: N/A: A, B, C']);
});

test('gives no mode for contradicting parameters', () => {
  const rows = [parameter('INTERNAL_CPU_OFFLOAD_ENGINE', 'ENABLED(1)')];
  const { devices, why, status } = read([rawCard(BLUEFIELD, ended.ok(tableOf(BLUEFIELD, rows)))]);
  expect(only(devices)).toMatchObject({ mode: null, next_mode: null, parameters: 1 });
  expect(why).toEqual(['note mlx5_0 [mode next_mode] not_supported: INTERNAL_CPU_OFFLOAD_ENGINE is ENABLED(1)']);
  expect(status).toBe(0);
});

const ZERO_TRUST =
  '-E- Cannot access NV register. Either FW does not support NV access register, or HW access is disabled.\n';

test.each([
  [BLUEFIELD, 'access restricted by the DPU (zero-trust mode)'],
  [CONNECTX, 'hardware access is disabled on the device'],
])('gives a record for %o with disabled access', (card, detail) => {
  const { devices, why, status } = read([rawCard(card, ended.failed(3, ZERO_TRUST))]);
  expect(devices).toMatchObject([{ device: card.device, model: card.model, ...COUNTS }]);
  expect(why).toEqual([`warning ${card.device} [] permission: ${detail}`]);
  expect(status).toBe(6);
});

test.each([
  ['one byte', '\n', 'no output'],
  ['a greeting', 'hello\n', 'line before the table: "hello"'],
  ['escapes alone', '\u001b[31m\u001b[0m\n', 'line before the table: "\u001b[31m\u001b[0m"'],
])('gives no records if the output of the only card is %s', (_, stdout, detail) => {
  const { devices, parameters, why, status } = read([rawCard(CONNECTX, ended.ok(stdout))]);
  expect({ devices, parameters, status }).toEqual({ devices: [], parameters: [], status: 5 });
  expect(why).toEqual([`warning mlx5_2 [] parse: ${detail}`]);
});
