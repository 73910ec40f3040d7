// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { host } from '../../../../../src/collectors/sysinfo/sections/host.js';
import type { CommandAnswer } from '../../../../../src/core/command-answer.js';
import type { Paths } from '../../../small-machine.js';
import { printing } from '../../ptm/small-bluefield.js';
import { collectSection } from '../collect-section.js';

const MACHINE: Paths = {
  '/proc/sys/kernel/hostname': 'web-1',
  '/etc/hostname': 'old-name',
  '/etc/machine-id': '0123456789abcdef0123456789abcdef',
  '/proc/sys/kernel/random/boot_id': '01234567-89ab-cdef-0123-456789abcdef',
  '/proc/uptime': '12345.67 54321.00',
  '/proc/loadavg': '0.42 1.38 10.35 1/612 48213',
};
const CHRONY: Paths = { '/run/chrony/chronyd.pid': '1204' };
const tracking = (leap: string): CommandAnswer =>
  printing(`C0A80A01,192.168.10.1,3,1763798391.2,-0.1,-0.2,0.3,-18.2,-0.1,0.1,0.3,0.2,1037.2,${leap}\n`);
const noDaemon: CommandAnswer = {
  kind: 'failed',
  status: 1,
  stdout: '506 Cannot talk to daemon\n',
  stderr: '',
  durationSeconds: 0,
};

test.each<[string, Paths, CommandAnswer | null, readonly (boolean | string | null)[], string]>([
  ['nothing sets the clock', {}, null, [null, null], 'absent neither systemd-timesyncd nor chrony is running'],
  ['timesyncd has', { '/run/systemd/timesync/synchronized': '' }, null, [true, 'systemd-timesyncd'], ''],
  ['timesyncd has not yet', { '/run/systemd/timesync/': '' }, null, [false, 'systemd-timesyncd'], ''],
  ['timesyncd is not for us', { '/run/systemd/timesync': '!EACCES' }, null, [null, null], 'permission needs root'],
  ['chronyd has', CHRONY, tracking('Normal'), [true, 'chrony'], ''],
  ['chronyd has not', CHRONY, tracking('Not synchronised'), [false, 'chrony'], ''],
  ['users may not look where chronyd is', { '/run/chrony': '!EACCES' }, tracking('Normal'), [true, 'chrony'], ''],
  [
    'chronyd has ended',
    { '/run/chrony/': '' },
    null,
    [null, null],
    'absent neither systemd-timesyncd nor chrony is running',
  ],
  ['chronyd is gone', CHRONY, noDaemon, [null, null], 'absent chronyd does not answer'],
  ['no chronyc', CHRONY, null, [null, 'chrony'], 'absent chronyc is not installed'],
  ['another answer', CHRONY, printing('Reference ID : 0\n'), [null, 'chrony'], 'parse chronyc: no leap status'],
  ['an unknown word', CHRONY, tracking('Norm'), [null, 'chrony'], 'parse chronyc: no leap status'],
])('the clock: %s', async (_, paths, answer, fields, finding) => {
  const told = await collectSection(host, { ...MACHINE, ...paths }, () => answer);
  expect([told.records.host?.time_synchronized, told.records.host?.time_source]).toEqual(fields);
  expect(told.findings[0] ?? '').toBe(finding === '' ? '' : `time_synchronized ${finding}`);
});

test('the line has what is known', async () => {
  const whole = await collectSection(host, { ...MACHINE, '/run/systemd/timesync/synchronized': '' });
  expect(whole.line).toBe('web-1, up 3h, load 0.42 1.38 10.35, time synchronized');
  const late = await collectSection(host, {
    ...MACHINE,
    '/run/systemd/timesync/': '',
    '/proc/uptime': '1050000.12 1.0',
  });
  expect(late.line).toBe('web-1, up 12d, load 0.42 1.38 10.35, time NOT synchronized');
  const bare = await collectSection(host, { '/etc/hostname': 'image' });
  expect(bare.line).toBe('image');
  expect(bare.findings).toContain('uptime_seconds absent ENOENT');
});

test('what is not what it should be has no value', async () => {
  const spoilt = await collectSection(host, {
    ...MACHINE,
    '/etc/machine-id': 'uninitialized',
    '/proc/uptime': 'garbage',
    '/proc/loadavg': '0.42 1,38',
  });
  const { machine_id, uptime_seconds, load_1m, load_5m, load_15m } = spoilt.records.host ?? {};
  expect([machine_id, uptime_seconds, load_1m, load_5m, load_15m]).toEqual([null, null, 0.42, null, null]);
  expect(spoilt.findings).toContain('machine_id parse "uninitialized"');
  expect(spoilt.line).toBe('web-1');
});
