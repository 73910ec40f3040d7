// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import {
  BLUEFIELD,
  DRIVER,
  LOADED,
  machine,
  mvcr,
  OLD_DRIVER,
  printing,
  service,
  show,
  status,
  withTools,
} from './small-bluefield.js';

const driven = (changes = {}) => machine(BLUEFIELD, LOADED, status({ ...DRIVER, ...changes }));
const MINUS_ONE = '18446744073709551615';

test('the driver has rails, total, envelope, throttling and state', async () => {
  const { power, throttling, state, findings } = await show(driven());
  expect(
    power.map((p) => [p.rail, p.power_watts, p.limit_watts, p.headroom_watts, p.is_lower_bound, p.source]),
  ).toEqual([
    ['total', 61, 150, 89, false, 'mlxbf-ptm'],
    ['vr0', 44, null, null, false, 'mlxbf-ptm'],
    ['vr1', 17, null, null, false, 'mlxbf-ptm'],
  ]);
  expect(throttling).toMatchObject([
    { cause: 'power', active: false, events: 0n },
    { cause: 'thermal', active: false, events: 3n },
  ]);
  expect(state).toMatchObject({ active_power_profile: 2, atx_power_available: true, error_state: 0 });
  expect(findings.filter((line) => !line.includes('asic'))).toEqual([]);
});

test.each([
  ['301', 'above 300 W'],
  ['65535', 'above 300 W'],
  [MINUS_ONE, 'below 0 W'],
  ['-1', 'below 0 W'],
])('a rail that reads %s has not been read, and the total is a lower bound', async (said, why) => {
  const { power, findings } = await show(driven({ vr1_power: said, total_power: '44' }));
  expect(power).toMatchObject([
    { rail: 'total', power_watts: 44, headroom_watts: null, is_lower_bound: true },
    { rail: 'vr0', power_watts: 44 },
    { rail: 'vr1', power_watts: null, source: null },
  ]);
  expect(findings).toContain(`vr1 power_watts unreadable read error (${why}); total is a lower bound`);
});

test.each([
  ['no rail, but a total', { vr0_power: '400', vr1_power: MINUS_ONE, total_power: '44' }],
  ['a total of zero', { total_power: '0' }],
])('%s is not a total', async (_what, files) => {
  const { power, findings } = await show(driven(files));
  expect(power[0]).toMatchObject({ rail: 'total', power_watts: null, headroom_watts: null });
  expect(findings).toContain('total power_watts unreadable no rail could be read');
});

test('a total without any rail is null: the files of NVIDIA’s service or the firmware take its place', async () => {
  const lost = { vr0_power: '400', vr1_power: MINUS_ONE, total_power: '0' };
  const alone = await show(driven(lost));
  expect(alone.power[0]).toMatchObject({ power_watts: null, limit_watts: 150, headroom_watts: null });
  expect(alone.findings).toContain('total power_watts unreadable no rail could be read');
  const files = machine(BLUEFIELD, LOADED, status({ ...DRIVER, ...lost }), service({ soc_power: '58' }));
  expect((await show(files)).power[0]).toMatchObject({ power_watts: 58, source: 'emu_param', headroom_watts: 92 });
  const asked = withTools(driven(lost), (line) => (line.includes('=127') ? printing(mvcr(127, 605)) : null));
  expect((await show(asked)).power[0]).toMatchObject({ power_watts: 60.5, source: 'mlxreg', headroom_watts: 89.5 });
});

test('an older driver has no envelope, profile or connector: the limit is noted, the others are null by design', async () => {
  const { power, state, findings } = await show(machine(BLUEFIELD, LOADED, status(OLD_DRIVER)));
  expect(power[0]).toMatchObject({ power_watts: 61, limit_watts: null, headroom_watts: null });
  expect(state).toMatchObject({ active_power_profile: null, atx_power_available: null, error_state: 0 });
  expect(findings.filter((line) => !line.includes('asic'))).toEqual([
    'total limit_watts absent the driver is too old to report it',
    'total headroom_watts absent the driver is too old to report it',
  ]);
});

test('throttling is a level; a call that failed is no state', async () => {
  const { throttling, findings } = await show(
    driven({
      power_throttling_state: '2',
      thermal_throttling_state: MINUS_ONE,
      thermal_throttling_event_count: '!EIO',
    }),
  );
  expect(throttling).toMatchObject([
    { cause: 'power', active: true },
    { cause: 'thermal', active: null, events: null, source: null },
  ]);
  expect(findings).toContain('thermal active unreadable read error (below 0)');
  expect(findings).toContain('thermal events unreadable EIO');
});

test('without the driver reads the files of the service, and notes that they may be stale', async () => {
  const { power, remarks, findings } = await show(
    machine(BLUEFIELD, service({ soc_power: '61', power_envelope: '150', bluefield_temp: '45', p1_temp: '47' })),
  );
  expect(power).toMatchObject([{ rail: 'total', power_watts: 61, headroom_watts: 89, source: 'emu_param' }]);
  expect(remarks).toEqual(['asic, p1_module, total: updated only when set_emu_param runs']);
  expect(findings).toEqual(
    [' vr0, vr1, throttling: module mlxbf_ptm is not loaded'].map((end) => `warning absent${end}`),
  );
});

test('a host queries the firmware of each of its BlueField-3', async () => {
  const host = machine(BLUEFIELD, { '/sys/class/dmi/id/product_name': 'Server' });
  const lines: string[] = [];
  const { power, findings } = await show(
    withTools(host, (line) => {
      lines.push(line);
      return line.includes('=127') ? printing(mvcr(127, 610)) : line.includes('=6') ? printing(mvcr(6, 1500)) : null;
    }),
  );
  expect(power).toMatchObject([{ rail: 'mlx5_0/total', power_watts: 61, limit_watts: 150, headroom_watts: 89 }]);
  expect(findings[0]).toBe('not_supported throttling: only on BlueField-3');
  expect(lines).toContain('/usr/bin/mlxreg -d 0000:03:00.0 --reg_name MVCR --indexes sensor_index=127 --get');
});

test.each([
  ['says nothing', printing(''), 'parse mlxreg: no power in register MVCR, sensor 127'],
  ['answers for another sensor', printing(mvcr(5, 610)), 'parse mlxreg: no power in register MVCR, sensor 127'],
  ['says more than a board can draw', printing(mvcr(127, 3001)), 'parse mlxreg: no power in register MVCR, sensor 127'],
  [
    'fails',
    {
      kind: 'failed',
      status: 1,
      stdout: '',
      stderr: '-E- Failed to send access register\n',
      durationSeconds: 1,
    } as const,
    'unreadable mlxreg: Failed to send access register',
  ],
  [
    'is denied',
    { kind: 'denied', by: 'policy', detail: 'no rule allows it', nearest: null } as const,
    'denied mlxreg: no rule allows it',
  ],
])('a tool that %s gives no power, with a reason', async (_what, answer, said) => {
  const { power, findings } = await show(
    withTools(machine(BLUEFIELD), (line) => (line.includes('=127') ? answer : null)),
  );
  expect(power).toEqual([]);
  expect(findings).toContain(`total power_watts ${said}`);
});
