// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseModules } from '../../../../../src/collectors/sysinfo/sections/modules/parse.js';
import { modules } from '../../../../../src/collectors/sysinfo/sections/modules.js';
import { collectSection } from '../collect-section.js';

const LINES = [
  'mlx5_ib 450560 0 - Live 0x0000000000000000 (OE)',
  'mlx5_core 2105344 1 mlx5_ib, Live 0xffffffffc0a12000 (OE)',
  'ib_core 430080 2 rdma_cm,mlx5_ib, Loading 0x0000000000000000',
  'ext4 1000000 1 [permanent], Live 0x0000000000000000',
  'old 4096 - - Live 0x0000000000000000',
];

test('each module with who uses it; of those that matter the version', async () => {
  const { records, findings } = await collectSection(modules, {
    '/proc/modules': LINES.join('\n'),
    '/sys/module/mlx5_core/version': '24.10-1.1.4',
    '/sys/module/mlx5_ib/initstate': 'live',
    '/sys/module/ext4/version': 'not asked for',
    '/sys/module/ib_core/version': '!EIO',
  });
  expect(records.modules.map((m) => [m.name, m.size_bytes, m.references, m.used_by?.join(), m.version])).toEqual([
    ['ext4', 1000000, 1, '', null],
    ['ib_core', 430080, 2, 'mlx5_ib,rdma_cm', null],
    ['mlx5_core', 2105344, 1, 'mlx5_ib', '24.10-1.1.4'],
    ['mlx5_ib', 450560, 0, '', null],
    ['old', 4096, null, '', null],
  ]);
  expect(findings).toEqual(['ib_core version unreadable EIO']);
});

test('a kernel without modules has none; a file that cannot be read has a reason', async () => {
  expect(await collectSection(modules, {})).toMatchObject({ records: { modules: [] }, findings: [] });
  expect((await collectSection(modules, { '/proc/modules': '!EIO' })).findings).toEqual([
    'unreadable /proc/modules: EIO',
  ]);
  const spoilt = await collectSection(modules, { '/proc/modules': `${LINES[0]}\nmlx5_core 21x 1 -` });
  expect(spoilt.findings).toEqual(['parse /proc/modules: line "mlx5_core 21x 1 -"']);
});

test('lines lost, doubled or cut make no module another one', () => {
  const whole = new Map(parseModules(LINES.join('\n')).loaded.map((module) => [module.name, module]));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES)), fc.nat(), (lines, at) => {
      const text = lines.join('\n');
      for (const module of parseModules(text.slice(0, at % (text.length + 1))).loaded)
        expect(module).toEqual(whole.get(module.name));
    }),
  );
});
