// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { type Options, parseOptions } from '../../../src/cli/options.js';
import { renderAnswer } from '../../../src/cli/render-answer.js';
import type { Document } from '../../../src/core/document.js';
import type { Finding } from '../../../src/core/problem.js';
import { documentOf, type End, end, finding, wire } from '../wire.js';

const PIPE = { isTerminal: false, width: null, color: false, isStderrTerminal: false, stderrColor: false };

const DEFAULTS = {
  all: false,
  json: false,
  pretty: false,
  wide: false,
  stable: false,
  'no-color': false,
  'keep-identities': false,
  deadline: '10s',
} as const;
const show = (document: Document, flags: Partial<Parameters<typeof parseOptions>[0]> = {}) => {
  const options: Options = parseOptions({ ...DEFAULTS, ...flags }, wire);
  return renderAnswer(document, wire, options, PIPE);
};
const lines = async (ends: readonly End[], flags: Parameters<typeof show>[1], findings: readonly Finding[] = []) => {
  const { answer, messages } = await show(documentOf(ends, findings), flags);
  return { answer: answer.split('\n').slice(0, -1), messages: messages.split('\n').slice(0, -1) };
};

const STUCK: Partial<Finding> = { code: 'saturated', detail: 'at register maximum' };

test('--sort puts the largest first, names in the order people count, and what is missing last', async () => {
  const ends = [
    end({ device: 'w_0', netdev: 'eth10', rx_bytes: 5n }),
    end({ device: 'w_1', netdev: null, rx_bytes: null }),
    end({ device: 'w_2', netdev: 'eth9', rx_bytes: 18446744073709551615n }),
  ];
  const order = async (sort: string): Promise<string[]> =>
    (await lines(ends, { sort, fields: 'device' })).answer.slice(1);
  expect(await order('rx_bytes')).toEqual(['w_2', 'w_0', 'w_1']);
  expect(await order('netdev')).toEqual(['w_2', 'w_0', 'w_1']);
});

test('a long view counts the records that it leaves out, and shows a stuck counter in its row instead of a note', async () => {
  const ends = [
    end({ downs: 255n }),
    end({ device: 'w_1' }),
    end({ device: 'w_2', downs: null }),
    end({ device: 'w_3' }),
  ];
  const findings = [finding({ ...STUCK, field: 'downs' }), finding({ where: 'w_2/1', field: 'downs' })];
  expect(await lines(ends, { group: 'errors' }, findings)).toEqual({
    answer: [
      'PORT   COUNTER  VALUE  MEANING',
      'w_0/1  downs    >=255  went down; 8 bits, saturated',
      'w_2/1  downs        -  unreadable (EIO)',
    ],
    messages: [
      'warning: w_2/1: unreadable (EIO): downs',
      'note: 2 ends without errors: w_1/1, w_3/1',
      'partial: 3 of 4 ends complete, status 6',
    ],
  });
});

test('a program gets only warnings, and notes when there is nothing else', async () => {
  const findings = [finding({ ...STUCK, field: 'downs' }), finding({ field: 'resets' })];
  for (const format of ['json', 'ndjson', 'csv', 'prometheus']) {
    expect((await lines([end()], { format }, findings)).messages).toEqual([
      'warning: w_0/1: unreadable (EIO): resets',
      'partial: 0 of 1 ends complete, status 6',
    ]);
    expect(
      (await lines([], { format }, [finding({ where: '', code: 'absent', detail: 'nothing there' })])).messages,
    ).toEqual(['note: nothing there']);
  }
});

test('--stable leaves out the columns that change, and its two lines are the same on any day', async () => {
  expect((await lines([end()], { stable: true })).answer).toEqual([
    'PORT   NETDEV  STATE   RATE',
    'w_0/1  eth0    active  200G',
  ]);
});

test('--stable shows no counter in any format, also where a view is all counters', async () => {
  const document = documentOf([end({ rx_bytes: 4711n, downs: 4712n, heat: 4713, extra: { own: 4714n } })]);
  for (const format of ['table', 'json', 'ndjson', 'csv', 'prometheus']) {
    for (const group of ['summary', 'errors']) {
      const { answer } = await show(document, { stable: true, format, group });
      expect(answer, `${format} ${group}`).toContain('eth0');
      expect(answer, `${format} ${group}`).not.toMatch(/471\d|h-01|2026/);
    }
  }
});

test('a field that no device has is refused once a device has answered, with the one that was meant', async () => {
  await expect(lines([end()], { fields: 'own' })).rejects.toThrow(
    expect.objectContaining({ code: 'usage', message: 'unknown field own' }),
  );
  await expect(lines([end()], { sort: 'rx_byts' })).rejects.toThrow('unknown field rx_byts; did you mean rx_bytes?');
  expect((await lines([end(), end({ extra: { own: 1n } })], { fields: 'own' })).answer).toEqual(['own', '  -', '  1']);
  expect((await lines([], { fields: 'own' })).answer).toEqual([]);
});

test.each(['constructor', 'toString', '__proto__'])('%s is no field of anything', async (name) => {
  await expect(lines([end()], { fields: name })).rejects.toThrow(expect.objectContaining({ code: 'usage' }));
});

test('no foreign name moves the cursor in the messages of a long view', async () => {
  const { messages } = await show(documentOf([end({ device: '\u001b[2J\u202e' })]), { group: 'errors' });
  expect(messages).toBe(`note: 1 end without errors: ${String.raw`\u001b[2J\u202e`}/1\n`);
});
