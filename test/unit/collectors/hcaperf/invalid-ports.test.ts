// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { collect } from '../../../../src/collectors/hcaperf/collect.js';
import { parse } from '../../../../src/collectors/hcaperf/parse.js';
import { hcaperf } from '../../../../src/collectors/hcaperf.js';
import { parseDevicePattern } from '../../../../src/core/choice.js';
import { type Document, recordsOf } from '../../../../src/core/document.js';
import { makeDocument } from '../../../../src/core/make-document.js';
import { smallMachine } from '../../small-machine.js';

const RDMA = '/sys/class/infiniband';
const HUGE = '99999999999999999999999';

const show = async (names: readonly string[], devices: readonly string[] = []): Promise<Document> => {
  const paths = names.map((name): [string, string] => [`${RDMA}/mlx5_0/ports/${name}/state`, '4: ACTIVE']);
  const host = smallMachine(Object.fromEntries([...paths, [`${RDMA}/mlx5_1/ports/1/state`, '1: DOWN']]));
  const raw = await collect(host, { devices: devices.map(parseDevicePattern), all: true, options: {} });
  return makeDocument(hcaperf, parse(raw) as never, { host: null, at: new Date(0), seconds: 0 });
};

const shown = (document: Document): readonly string[] =>
  recordsOf(document, 'ports').map(({ device, port }) => `${device}/${port}`);

test.each([[HUGE], ['100000'], ['01'], ['1e3'], ['-1'], ['a'.repeat(255)], ['a'.repeat(300)]])(
  'skips the port directory %s with a warning that names it',
  async (name) => {
    const document = await show(['1', name]);
    expect(shown(document)).toEqual(['mlx5_0/1', 'mlx5_1/1']);
    expect(document.problems.filter(({ where }) => where === 'mlx5_0')).toEqual([
      {
        type: 'ports',
        where: 'mlx5_0',
        fields: [],
        severity: 'warning',
        code: 'parse',
        detail: `${RDMA}/mlx5_0/ports/${name.slice(0, 40)}: not a port number`,
      },
    ]);
  },
);

test('reports a device whose only port is invalid, also when it is requested', async () => {
  expect(shown(await show([HUGE]))).toEqual(['mlx5_1/1']);
  const { problems, ...document } = await show([HUGE], ['mlx5_0']);
  expect(shown({ problems, ...document })).toEqual([]);
  expect(problems.map(({ detail }) => detail)).toEqual([`${RDMA}/mlx5_0/ports/${HUGE}: not a port number`]);
});

test('skips port 0, the management port of a switch, without a finding', async () => {
  const document = await show(['0', '1']);
  expect(shown(document)).toEqual(['mlx5_0/1', 'mlx5_1/1']);
  expect(document.problems.filter(({ code }) => code === 'parse')).toEqual([]);
});
