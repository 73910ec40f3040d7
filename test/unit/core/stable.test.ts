// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { unique } from '../../../src/core/field.js';
import { writeJson } from '../../../src/core/json.js';
import { stableDocument } from '../../../src/core/stable.js';
import { documentOf, end, finding, wire } from '../wire.js';

const stable = (document: ReturnType<typeof documentOf>) => stableDocument(document, wire.types);

test('keeps only what distinguishes machines', () => {
  const document = documentOf(
    [end({ extra: { own: 3n } })],
    [
      finding({ field: 'downs', code: 'saturated', detail: 'at register maximum' }),
      finding({ field: 'own', code: 'parse', detail: '"x"' }),
      finding({ field: 'heat', code: 'parse', detail: '"hot"' }),
      finding({ field: 'netdev', detail: 'EIO' }),
      finding({ field: 'rx_bytes', detail: 'EIO' }),
      finding({ where: '', detail: '2 ends not read' }),
    ],
  );
  const unreadable = { type: 'ends', severity: 'warning', code: 'unreadable' };
  expect(stable(document)).toEqual({
    schema: 'fabric.wire/1',
    source: 'direct',
    records: {
      ends: [{ device: 'w_0', port: 1, netdev: 'eth0', state: 'active', rate_bytes_per_second: 25e9, lid: 7 }],
    },
    problems: [
      { ...unreadable, where: '', fields: [], detail: '2 ends not read' },
      { ...unreadable, where: 'w_0/1', fields: ['netdev'], detail: 'EIO' },
    ],
  });
});

test('equal machines print equal bytes, however busy they are and in whatever order their files were read', () => {
  const problems = [
    finding({ where: 'w_10/1', field: 'lid', detail: 'EIO' }),
    finding({ where: 'w_2/1', field: 'lid', code: 'parse', detail: '"x"' }),
    finding({ where: 'w_2/1', field: 'netdev', detail: 'EIO' }),
  ];
  const quiet = documentOf([end()], problems);
  const busy = {
    ...documentOf(
      [end({ rx_bytes: 99n, downs: 255n, heat: 90, extra: { own: 1n } })],
      [...problems].reverse().concat(finding({ field: 'downs', code: 'saturated', detail: 'at register maximum' })),
    ),
    host: 'h-02',
    duration_seconds: 9,
    collected_at: '2030-01-01T00:00:00.000Z',
  };
  expect(writeJson(stable(busy) as never)).toBe(writeJson(stable(quiet) as never));
  expect(stable(quiet).problems.map((p) => p.where)).toEqual(['w_2/1', 'w_2/1', 'w_10/1']);
});

test('another state is another machine', () => {
  expect(stable(documentOf([end({ state: 'down' })]))).not.toEqual(stable(documentOf([end()])));
});

test('what no two machines have alike is not in it, and neither is why it could not be read', () => {
  const { ends } = wire.types;
  const types = { ends: { ...ends, fields: { ...ends.fields, lid: unique(ends.fields.lid) } } };
  const one = stableDocument(documentOf([end({ lid: 7 })], [finding({ field: 'lid', detail: 'EIO' })]), types);
  expect(one).toEqual(stableDocument(documentOf([end({ lid: 8 })]), types));
  expect(one.records['ends']).toEqual([expect.not.objectContaining({ lid: expect.anything() })]);
});
