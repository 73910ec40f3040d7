// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from 'vitest';
import { collectorSucceeded, countExporterValues, countFabricValues } from '../../../scripts/bench/values.mjs';

describe('values of a fabric document', () => {
  const count = (...ports: object[]) => countFabricValues({ schema: 'fabric.hcaperf/1', records: { ports } });

  test('numbers count, 0 among them; labels, words and nulls do not', () =>
    expect(count({ device: 'mlx5_0', port: 1, state: 'active', state_id: 4, symbol_error: 0, lid: null })).toBe(2));

  test('of every record', () => expect(count({ port: 1, a: 1 }, { port: 2, a: 1, b: 2 })).toBe(3));

  test('without a record there is none', () => expect(count()).toBe(0));
});

describe("values of node_exporter's answer", () => {
  const EXPOSITION = `# HELP node_infiniband_info Non-numeric data from /sys/class/infiniband/<device>, value is always 1.
# TYPE node_infiniband_info gauge
node_infiniband_info{board_id="MT_0000000838",device="mlx5_0",firmware_version="28.43.2026",hca_type="MT4129"} 1
# HELP node_infiniband_port_data_received_bytes_total Number of data octets received on all links
# TYPE node_infiniband_port_data_received_bytes_total counter
node_infiniband_port_data_received_bytes_total{device="mlx5_0",port="1"} 1.2884901888004096e+16
node_scrape_collector_duration_seconds{collector="infiniband"} 0.000221
node_scrape_collector_success{collector="infiniband"} 1
`;

  test('its samples count, comments and samples about the scrape do not', () =>
    expect(countExporterValues(EXPOSITION)).toBe(2));

  test('an empty answer has none', () => expect(countExporterValues('')).toBe(0));

  test.each([
    [EXPOSITION, true],
    [EXPOSITION.replace(/ 1\n$/, ' 0\n'), false],
    ['', null],
    ['node_scrape_collector_success{collector="cpu"} 1\n', null],
  ])('whether the collector succeeded (%#)', (exposition, succeeded) =>
    expect(collectorSucceeded(exposition)).toBe(succeeded),
  );
});
