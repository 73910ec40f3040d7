// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { hcaperf } from '../../../src/collectors/hcaperf.js';
import type { Document, DocumentRecord } from '../../../src/core/document.js';
import { recordsOf } from '../../../src/core/document.js';
import type { Host } from '../../../src/core/host.js';
import { rateProvider, ratesBetween } from '../../../src/core/rates.js';
import { collectDocument } from '../../../src/run/collect.js';
import { openMachine } from '../../machines.js';

const EVERYTHING = { devices: [], all: true, options: {} };

/** The recorded machine with some files of some adapters saying something else. */
const changed = (files: Readonly<Record<string, string | null>>): Host => {
  const host = openMachine('connectx7');
  return {
    ...host,
    readFiles: async (groups) => {
      const answers = new Map(await host.readFiles(groups));
      for (const path of groups.flatMap((g) => g.paths)) {
        const end = Object.keys(files).find((file) => path.endsWith(file));
        const text = end === undefined ? undefined : files[end];
        if (text === null) answers.set(path, { kind: 'error', errno: 'EIO' });
        else if (text !== undefined) answers.set(path, { kind: 'text', text: `${text}\n` });
      }
      return answers;
    },
  };
};

const sample = (files: Readonly<Record<string, string | null>> = {}): Promise<Document> =>
  collectDocument(hcaperf, changed(files), EVERYTHING);

const between = (before: Document, after: Document, seconds: number): Document => {
  if (hcaperf.rates === undefined) throw new Error('hcaperf has rates');
  return ratesBetween(before, after, hcaperf, hcaperf.rates, seconds);
};

const port = (document: Document, device: string): DocumentRecord => {
  const found = recordsOf(document, 'ports').find((record) => record['device'] === device);
  if (found === undefined) throw new Error(`no ${device}`);
  return found;
};

describe('rates', () => {
  test('are the difference over the measured seconds, exact past 2^53, in bytes where the register counts words', async () => {
    const before = await sample({ 'mlx5_0/ports/1/counters/port_rcv_data': '4611686018427387904' });
    const after = await sample({ 'mlx5_0/ports/1/counters/port_rcv_data': '4611686018677387904' });
    const rates = port(between(before, after, 2), 'mlx5_0');
    expect(rates['port_rcv_data_bytes_per_second']).toBe(500_000_000);
    expect(rates['rx_bytes_per_second']).toBe(500_000_000);
    expect(rates['utilisation_ratio']).toBe(0.01); // 0.5 of 50 GB/s
    expect(rates).not.toHaveProperty('port_rcv_data_bytes');
  });

  test('the utilization is that of the busier direction, not of both together', async () => {
    const at = (rx: string, tx: string) =>
      sample({ 'mlx5_0/ports/1/counters/port_rcv_data': rx, 'mlx5_0/ports/1/counters/port_xmit_data': tx });
    const rates = port(between(await at('0', '0'), await at('250000000', '125000000'), 2), 'mlx5_0');
    expect([rates['rx_bytes_per_second'], rates['tx_bytes_per_second']]).toEqual([500_000_000, 250_000_000]);
    expect(rates['utilisation_ratio']).toBe(0.01); // 0.5 of 50 GB/s
  });

  test('on Ethernet add what RDMA carries to what the netdev counts', async () => {
    const names = ['mlx5_6/ports/1/counters/port_rcv_data', 'enp192s0np0/statistics/rx_bytes'] as const;
    const before = await sample({ [names[0]]: '1000', [names[1]]: '5000' });
    const after = await sample({ [names[0]]: '2000', [names[1]]: '6000' });
    expect(port(between(before, after, 1), 'mlx5_6')['rx_bytes_per_second']).toBe(4000 + 1000);
    const lost = await sample({ [names[0]]: '2000', [names[1]]: null });
    expect(port(between(before, lost, 1), 'mlx5_6')['rx_bytes_per_second']).toBeNull();
  });

  test('a counter that fell was reset or wrapped: no rate of it, and none of the sum it is part of', async () => {
    const before = await sample({ 'mlx5_0/ports/1/hw_counters/packet_seq_err': '4294967290' });
    const after = await sample({ 'mlx5_0/ports/1/hw_counters/packet_seq_err': '3' });
    const document = between(before, after, 1);
    expect(port(document, 'mlx5_0')).toMatchObject({ hw_packet_seq_err_per_second: null, errors_per_second: null });
    expect(document.problems).toContainEqual(
      expect.objectContaining({ where: 'mlx5_0/1', detail: 'reset or wrapped during the interval', severity: 'note' }),
    );
  });

  test('a stuck counter has no rate, and the others are still summed', async () => {
    const before = await sample({ 'mlx5_4/ports/1/counters/port_rcv_errors': '1893' });
    const after = await sample({ 'mlx5_4/ports/1/counters/port_rcv_errors': '1931' });
    const document = between(before, after, 1);
    expect(port(document, 'mlx5_4')).toMatchObject({
      symbol_error_per_second: null,
      link_downed_per_second: null,
      errors_per_second: 38,
    });
    expect(document.problems).toContainEqual(
      expect.objectContaining({
        where: 'mlx5_4/1',
        code: 'saturated',
        detail: 'saturated, no rate',
        fields: ['symbol_error_per_second', 'link_downed_per_second'],
      }),
    );
  });

  test('an unreadable error counter leaves the sum unknown, not too small', async () => {
    const document = between(await sample(), await sample(), 1);
    expect(port(document, 'mlx5_5')['errors_per_second']).toBeNull();
    expect(port(document, 'mlx5_0')['errors_per_second']).toBe(0);
  });

  test('a port that was not there before has no rates', async () => {
    const after = await sample();
    const before = { ...after, records: { ports: recordsOf(after, 'ports').slice(1) } };
    expect(port(between(before, after, 1), 'mlx5_0')['port_rcv_data_bytes_per_second']).toBeNull();
  });

  test('every field of a record of rates is declared by the provider of rates', async () => {
    const declared = rateProvider(hcaperf)?.types['ports']?.fields ?? {};
    const record = port(between(await sample(), await sample(), 1), 'mlx5_6');
    expect(Object.keys(record).filter((name) => !(name in declared))).toEqual([]);
    expect(Object.keys(declared).filter((name) => !(name in record))).toEqual([]);
  });
});
