// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { hcaperf } from '../../../../src/collectors/hcaperf.js';
import { smallMachine } from '../../small-machine.js';

const PORTS = '/sys/class/infiniband/mlx5_0/ports';

/** Seconds that `collect` takes for a device with this many ports. */
const secondsFor = async (count: number): Promise<number> => {
  const states = Array.from({ length: count }, (_, i) => [`${PORTS}/${i + 1}/state`, '4: ACTIVE'] as const);
  const machine = smallMachine(Object.fromEntries(states));
  const started = performance.now();
  const { ports } = await hcaperf.collect(machine, { devices: [], all: true, options: {} });
  expect(ports).toHaveLength(count);
  return (performance.now() - started) / 1000;
};

test('collects the ports of a device in linear time', { retry: 2, timeout: 120_000 }, async () => {
  await secondsFor(500);
  const [some, more] = [await secondsFor(1000), await secondsFor(4000)];
  // Four times the ports take 16 times as long if the work is quadratic.
  expect(more / some).toBeLessThan(9);
});
