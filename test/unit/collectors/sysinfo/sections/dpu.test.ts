// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRshims } from '../../../../../src/collectors/sysinfo/sections/dpu/rshim.js';
import { parseSecureBoot, SECURE_BOOT } from '../../../../../src/collectors/sysinfo/sections/dpu/secure-boot.js';
import { dpu } from '../../../../../src/collectors/sysinfo/sections/dpu.js';
import { image } from '../../../../../src/collectors/sysinfo/sections/image.js';
import { hostsDirectory } from '../../../../machines.js';
import type { Paths } from '../../../small-machine.js';
import { ask, failed, functionAt, HUNG, type Tools } from '../fake-tools.js';
import { HOST_WITH_DPU, MISC } from '../host-with-dpu.js';

const BOARD = '/sys/bus/platform/devices/MLNXBF04:00';
const ROOT_ONLY = '/sys/class/dmi/id/product_serial';

/** A BlueField-2 whose kernel has the attributes of the board at the device, and some at the driver. */
const DPU: Paths = {
  ...functionAt('0000:03:00.0', '0xa2d6', { 'infiniband/mlx5_0/board_id': 'MT_0000000765' }),
  '/sys/class/dmi/id/product_name': 'BlueField-2 DPU',
  [ROOT_ONLY]: 'MT2117X00042',
  [`${BOARD}/opn`]: 'MBF2H516A-CEEOT',
  [`${BOARD}/driver/lifecycle_state`]: 'GA Non-Secured',
  [SECURE_BOOT]: '\u0007\0\0\0\0',
};

const recorded = readFileSync(join(hostsDirectory, 'bluefield3', 'commands.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line): { argv: string[]; stdout: string } => JSON.parse(line));
const TABLE = recorded.find(({ argv }) => argv.join(' ') === '/usr/bin/mlxconfig -d 0000:03:00.0 -e q')?.stdout ?? '';
const BFVER = recorded.find(({ argv }) => argv[0] === '/usr/bin/bfver')?.stdout ?? '';

const MODE = 'mlxconfig -d 0000:03:00.0 -e q';
const TOOLS: Tools = { [MODE]: TABLE, bfver: BFVER };

/** Why a field of the DPU has no value. */
const reasonsFor = async (field: string, paths: Paths, tools: Tools) => {
  const { findings } = await ask(dpu, paths, tools);
  return findings.filter((one) => one.field === field).map(({ code, detail }) => `${code}: ${detail}`);
};

describe('a DPU', () => {
  test('as root: the board from wherever the kernel has it, the mode, and what is in the boot partition', async () => {
    const { records } = await ask(dpu, DPU, TOOLS);
    expect(records.rshims).toEqual([]);
    expect(records.dpu).toMatchObject({
      chip: 'BlueField-2',
      dpu_type: 'BlueField2',
      mode: 'dpu',
      dpu_mode: 'dpu',
      part_number: 'MBF2H516A-CEEOT',
      psid: 'MT_0000000765',
      lifecycle: 'GA Non-Secured',
      secure_boot: false,
      atf_version: 'v2.2(release):4.9.1-21-gfc25b08d9',
      uefi_version: '4.9.1-36-g0c3239837a',
      bsp_version: '4.9.1.13442',
      bmc_version: null,
    });
  });

  test('another card before its own does not change its model', async () => {
    const other = functionAt('0000:01:00.0', '0x1021', { 'infiniband/mlx5_9/board_id': 'MT_0000000838' });
    const { records } = await ask(dpu, { ...other, ...DPU }, TOOLS);
    expect(records.dpu).toMatchObject({ psid: 'MT_0000000765', mode: 'dpu' });
  });

  test('restricted is dpu to the platform framework, and NIC mode is nic', async () => {
    const lines = (row: string, from: string, to: string) =>
      TABLE.replace(new RegExp(`(${row} .*)$`, 'm'), (line) => line.replaceAll(from, to));
    const { records: nic } = await ask(dpu, DPU, {
      [MODE]: lines('INTERNAL_CPU_OFFLOAD_ENGINE', 'ENABLED(0) ', 'DISABLED(1)'),
    });
    expect(nic.dpu).toMatchObject({ mode: 'nic', dpu_mode: 'nic' });
    const { records: shut } = await ask(dpu, DPU, {
      [MODE]: lines('INTERNAL_CPU_RSHIM', 'ENABLED(0) ', 'DISABLED(1)'),
    });
    expect(shut.dpu).toMatchObject({ mode: 'restricted', dpu_mode: 'dpu' });
  });

  test('without root runs no tool, and its values need root', async () => {
    const started: string[] = [];
    const tools = new Proxy(TOOLS, {
      get: (of, words: string) => {
        started.push(words);
        return of[words];
      },
    });
    const { records, findings } = await ask(dpu, { ...DPU, [ROOT_ONLY]: '!EACCES' }, tools);
    expect(started).toEqual([]);
    const lost = ['mode', 'dpu_mode', 'atf_version', 'uefi_version', 'bsp_version'];
    const forRoot = { code: 'permission', detail: 'needs root', fix: 'sudo fabric sysinfo' };
    expect(findings.filter(({ code }) => code === 'permission')).toEqual(
      lost.map((field) => ({ type: 'dpu', where: '', field, ...forRoot })),
    );
    for (const field of lost) expect(records.dpu).toHaveProperty(field, null);
  });

  test.each([
    ['mode', 'hung', HUNG, MODE, 'timeout: mlxconfig: no answer within 5 s, stopped'],
    ['mode', 'cut', TABLE.slice(0, 3000), MODE, /^parse: mlxconfig: output is truncated/],
    [
      'mode',
      'of another device',
      TABLE.replace('0000:03:00.0', '0000:04:00.0'),
      MODE,
      'parse: mlxconfig: output is for 0000:04:00.0',
    ],
    ['bsp_version', 'of a user', failed('fatal: must be run as root'), 'bfver', 'permission: needs root'],
    ['bsp_version', 'of two partitions', BFVER + BFVER.replaceAll('4.9.1', '4.8.0'), 'bfver', 'parse: BSP of bfver'],
    ['bsp_version', 'of a BlueField-4', 'SBIOS version: 1.0\n', 'bfver', 'absent: BSP not reported by bfver'],
  ])('%s has its reason where the answer is %s', async (field, _what, answer, words, reason) => {
    const { records } = await ask(dpu, DPU, { ...TOOLS, [words]: answer });
    expect(records.dpu).toHaveProperty(field, null);
    const [told] = await reasonsFor(field, DPU, { ...TOOLS, [words]: answer });
    if (typeof reason === 'string') expect(told).toBe(reason);
    else expect(told).toMatch(reason);
  });

  test('never reads the clock’s battery state, which is cleared by reading', () => {
    expect(dpu.reads.filter((path) => /rtc_battery|bootfifo|rsh_log/.test(path))).toEqual([]);
  });
});

test.each([
  ['\u0006\0\0\0\u0001', true],
  ['\u0007\0\0\0\0', false],
  ['\u0006\0\0\0\u0002', null],
  ['\u0006\0\0\0', null],
  ['\u0006\0\0\0\u0001\u0001', null],
  ['1', null],
  ['', null],
])('SecureBoot %j is %s', (text, value) => {
  expect(parseSecureBoot({ kind: 'text', text }).value).toBe(value);
});

describe('the DPUs of a host', () => {
  test('report what the rshim service reports, or why not', async () => {
    const { records, findings } = await ask(dpu, HOST_WITH_DPU);
    expect(records.dpu).toBeNull();
    expect(records.rshims).toEqual([
      {
        rshim: 'rshim0',
        backend: 'pcie-0000:3b:00.2',
        chip: 'BlueField-3',
        revision: '1',
        dpu_mode: 'dpu',
        part_number: '9009D3B600CVAA',
        boot_mode: 'emmc',
        is_secure_nic: false,
        is_dropping: false,
        uptime_seconds: 90210,
      },
      expect.objectContaining({ rshim: 'rshim1', backend: null, dpu_mode: null, uptime_seconds: null }),
    ]);
    // A BlueField-2 has no mode, no uptime and no word on who is shut out: that is no fault.
    expect(findings.map(({ where, field, code }) => `${where} ${field} ${code}`)).toEqual(
      ['backend', 'chip', 'revision', 'boot_mode', 'is_dropping'].map((field) => `rshim1 ${field} absent`),
    );
  });

  test('needs root', async () => {
    const { findings } = await ask(dpu, {
      ...HOST_WITH_DPU,
      '/dev/rshim0/misc': '!EACCES',
      '/dev/rshim1/misc': '!EACCES',
    });
    expect(new Set(findings.map(({ detail }) => detail))).toEqual(new Set(['needs root']));
  });

  test('a tool of two names is missing by both', async () => {
    expect(await reasonsFor('mode', DPU, {})).toEqual(['absent: neither mlxconfig nor mstconfig is installed']);
  });

  test('reports the directory that may not be listed', async () => {
    const { findings } = await ask(dpu, { '/dev': '!EIO' });
    expect(findings).toEqual([{ type: 'rshims', where: '', field: null, code: 'unreadable', detail: '/dev: EIO' }]);
  });

  test('whatever happens to the file, a value is the one in it, or null', () => {
    const devices = { kind: 'entries', entries: ['rshim0'] } as const;
    const read = (text: string) =>
      parseRshims({ devices, answers: new Map([['rshim0', { kind: 'text', text }]]) }, [])[0];
    const whole: Readonly<Record<string, unknown>> = { ...read(MISC) };
    const lines = MISC.split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines), fc.nat(MISC.length), fc.nat(lines.length - 1), (some, cut, twice) => {
        for (const text of [some.join('\n'), [...lines, lines[twice]].join('\n')]) {
          for (const [field, value] of Object.entries(read(text) ?? {})) expect([whole[field], null]).toContain(value);
        }
        // Cut in the middle of a line a word may be another one, but never one that was read whole as a number.
        const { boot_mode, is_secure_nic, is_dropping, dpu_mode } = read(MISC.slice(0, cut)) ?? {};
        expect([whole['boot_mode'], null]).toContain(boot_mode);
        expect([whole['is_secure_nic'], null]).toContain(is_secure_nic);
        expect([whole['is_dropping'], null]).toContain(is_dropping);
        expect([whole['dpu_mode'], null]).toContain(dpu_mode);
      }),
    );
  });
});

test('an image is a line, absent on any machine but a DPU', async () => {
  expect(await ask(image, {})).toEqual({ records: { image: null }, findings: [] });
  const { records, findings } = await ask(image, DPU);
  expect(records.image).toEqual({ release: null, bluefield_version: null });
  expect(findings).toEqual([{ type: 'image', where: '', field: 'release', code: 'absent', detail: 'ENOENT' }]);
  const other = await ask(image, { ...DPU, '/etc/mlnx-release': 'two\nlines' });
  expect(other.findings.map(({ code }) => code)).toEqual(['parse']);
});
