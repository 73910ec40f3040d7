// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { parseSystemctlShow } from '../../../../../src/collectors/sysinfo/sections/services/parse-show.js';
import { services } from '../../../../../src/collectors/sysinfo/sections/services.js';
import type { CommandAnswer } from '../../../../../src/core/command-answer.js';
import { printing } from '../../ptm/small-bluefield.js';
import { collectSection } from '../collect-section.js';

const SYSTEMD = { '/run/systemd/system/': '' };
const block = (id: string, load: string, active: string, sub: string, start = 'enabled', restarts = '0'): string =>
  `NRestarts=${restarts}\nId=${id}.service\nLoadState=${load}\nActiveState=${active}\nSubState=${sub}\nUnitFileState=${start}\n`;
const BLOCKS = [
  block('openvswitch-switch', 'loaded', 'active', 'exited'),
  block('dpe', 'not-found', 'inactive', 'dead', ''),
  block('kubelet', 'loaded', 'activating', 'auto-restart', 'enabled', '17'),
  block('rshim', 'loaded', 'failed', 'failed'),
  block('openibd', 'masked', 'inactive', 'dead', 'masked'),
  block('chrony', 'loaded', 'active', 'running', ''),
  block('openvswitch-switch', 'loaded', 'active', 'exited'), // by its alias
];

test('what is installed, by what it does; what failed comes first', async () => {
  const told = await collectSection(services, SYSTEMD, () => printing(BLOCKS.join('\n')));
  expect(told.line).toBe('FAILED: rshim  starting: kubelet  running: chrony openvswitch  stopped: openibd');
  expect(told.records.services.map((one) => Object.values(one))).toEqual([
    ['chrony', 'active', true, 'running', null, 0],
    ['kubelet', 'activating', false, 'auto-restart', 'enabled', 17],
    ['openibd', 'inactive', false, 'dead', 'masked', 0],
    ['openvswitch-switch', 'active', true, 'exited', 'enabled', 0],
    ['rshim', 'failed', false, 'failed', 'enabled', 0],
  ]);
  expect(told.findings).toEqual([]);
});

test('without systemd runs no tool, with one note', async () => {
  const told = await collectSection(services, {}, () => {
    throw new Error('asked');
  });
  expect(told).toMatchObject({
    records: { services: [] },
    findings: ['not_supported services: systemd is not running'],
    severities: new Set(['note']),
    line: null,
  });
});

test('reports when it may not check whether systemd is running', async () => {
  const told = await collectSection(services, { '/run/systemd/system': '!EACCES' });
  expect(told.findings).toEqual(['permission /run/systemd/system: EACCES']);
});

test.each<[string, CommandAnswer | null, string, 'note' | 'warning']>([
  ['is not there', null, 'absent systemctl is not installed', 'note'],
  [
    'is there and cannot start',
    { kind: 'missing', detail: '/usr/bin/systemctl is not a program for this machine' },
    'unreadable /usr/bin/systemctl is not a program for this machine',
    'warning',
  ],
  [
    'fails',
    {
      kind: 'failed',
      status: 1,
      stdout: '',
      stderr: 'Failed to connect to bus: No such file or directory\n',
      durationSeconds: 0,
    },
    'unreadable systemctl: Failed to connect to bus: No such file or directory',
    'warning',
  ],
  [
    'hangs',
    { kind: 'timed_out', stdout: BLOCKS[0] ?? '', stderr: '', durationSeconds: 5 },
    'timeout systemctl: no answer within 5 s, stopped',
    'warning',
  ],
  ['says nothing', printing(''), 'parse systemctl: no service in the output', 'warning'],
])('systemctl %s', async (_, answer, finding, severity) => {
  const told = await collectSection(services, SYSTEMD, () => answer);
  expect(told).toMatchObject({ records: { services: [] }, findings: [finding], severities: new Set([severity]) });
});

test('a line lost or doubled makes no service what it is not', () => {
  const lines = BLOCKS.join('\n').split('\n');
  const whole = new Map(parseSystemctlShow(lines.join('\n')).services.map((one) => [one.name, one]));
  for (const at of lines.keys()) {
    for (const isDoubled of [true, false]) {
      const spoilt = lines.flatMap((line, i) => (i !== at ? [line] : isDoubled ? [line, line] : []));
      for (const one of parseSystemctlShow(spoilt.join('\n')).services) {
        const known = whole.get(one.name);
        for (const [field, value] of Object.entries(one))
          if (value !== null) expect(value, `line ${at}`).toBe(known?.[field as keyof typeof one]);
      }
    }
  }
});
