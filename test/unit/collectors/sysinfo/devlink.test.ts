// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adapters } from '../../../../src/collectors/sysinfo/sections/adapters.js';
import { eswitch } from '../../../../src/collectors/sysinfo/sections/eswitch.js';
import { health } from '../../../../src/collectors/sysinfo/sections/health.js';
import type { Paths } from '../../small-machine.js';
import { ask, BELOW_ROOT, failed, functionAt, HUNG, type Tools } from './fake-tools.js';

const SHOW = 'devlink -j dev show';
const INFO = 'devlink -j dev info';
const HEALTH = 'devlink -j health show';
const eswitchOf = (handle: string): string => `devlink -j dev eswitch show ${handle}`;

const ADDRESS = '0000:03:00.0';
const FUNCTION = functionAt(ADDRESS, '0xa2dc', {
  'infiniband/mlx5_0/board_id': 'MT_0000000884',
  'infiniband/mlx5_0/fw_ver': '32.43.2402',
  'infiniband/mlx5_0/node_guid': 'a088:c203:0000:0120',
  'net/p0/phys_port_name': 'p0',
  'net/pf0hpf/phys_port_name': 'pf0hpf',
});
const WITHOUT_REPRESENTORS: Paths = Object.fromEntries(Object.entries(FUNCTION).filter(([path]) => !/hpf/.test(path)));
const VF: Paths = {
  ...functionAt('0000:03:00.4', '0x101e', { physfn: `-> ../${ADDRESS}` }),
};
const NO_DEVLINK = failed('Failed to connect to devlink Netlink');

describe('eswitches', () => {
  test.each([
    ['1e999', 'mode Infinity'],
    ['99999999999999999999999', 'mode 99999999999999999999999'],
    [`"${'a'.repeat(60)}"`, `mode "${'a'.repeat(39)}`],
    [`${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'mode is a list'],
    ['{"a":1e999}', 'mode is an object'],
  ])('a mode that is no word costs the mode, with a short reason', async (mode, detail) => {
    const { findings } = await ask(eswitch, FUNCTION, {
      [SHOW]: `{"dev":{"pci/${ADDRESS}":{}}}`,
      [eswitchOf(`pci/${ADDRESS}`)]: `{"dev":{"pci/${ADDRESS}":{"mode":${mode}}}}`,
    });
    expect(findings).toEqual([{ type: 'eswitches', where: ADDRESS, field: 'mode', code: 'parse', detail }]);
  });

  const told = (mode: object): string => `${JSON.stringify({ dev: { [`pci/${ADDRESS}`]: mode } })}\n`;

  test('of every device of devlink except VFs and SFs, as devlink reports them', async () => {
    const devices = ['netdevsim/netdevsim10', `pci/${ADDRESS}`, 'pci/0000:03:00.4', 'auxiliary/mlx5_core.sf.2'];
    const { records, findings } = await ask(
      eswitch,
      { ...FUNCTION, ...VF },
      {
        [SHOW]: JSON.stringify({ dev: Object.fromEntries(devices.map((one) => [one, {}])) }),
        [eswitchOf(`pci/${ADDRESS}`)]: told({ mode: 'switchdev', 'inline-mode': 'link', 'encap-mode': 'basic' }),
        [eswitchOf('netdevsim/netdevsim10')]: '{"dev":{"netdevsim/netdevsim10":{"mode":"legacy"}}}',
      },
    );
    expect(findings).toEqual([]);
    expect(records.eswitches).toEqual([
      { device: 'netdevsim/netdevsim10', mode: 'legacy', evidence: 'devlink', inline_mode: null, encap_mode: null },
      { device: ADDRESS, mode: 'switchdev', evidence: 'devlink', inline_mode: 'link', encap_mode: 'basic' },
    ]);
  });

  const mode = async (paths: Paths, answer: Tools[string], otherwise = null as null | typeof BELOW_ROOT) => {
    const tools = otherwise === null ? { [SHOW]: '{"dev":{}}', [eswitchOf(`pci/${ADDRESS}`)]: answer } : {};
    const { records, findings } = await ask(eswitch, paths, tools as Tools, { otherwise });
    return [
      ...records.eswitches.map((one) => `${one.mode} by ${one.evidence}`),
      ...findings.map(({ where, field, code, severity }) => [where, field, code, severity].filter(Boolean).join(' ')),
    ];
  };

  test('representors are evidence of switchdev when devlink reports nothing; without them the mode is unknown', async () => {
    const refused = failed('kernel answers: Operation not permitted');
    const lost = (code: string) => [`${ADDRESS} inline_mode ${code}`, `${ADDRESS} encap_mode ${code}`];
    expect(await mode(FUNCTION, refused)).toEqual(['switchdev by representors', ...lost('permission')]);
    expect(await mode(WITHOUT_REPRESENTORS, refused)).toEqual([
      'null by null',
      `${ADDRESS} mode permission`,
      ...lost('permission'),
    ]);
    expect(await mode(FUNCTION, HUNG)).toEqual(['switchdev by representors', ...lost('timeout')]);
  });

  test('a device without an eswitch has no record; an unknown mode is null', async () => {
    expect(await mode(WITHOUT_REPRESENTORS, failed('kernel answers: Operation not supported'))).toEqual([]);
    expect(await mode(WITHOUT_REPRESENTORS, told({ mode: 'sideways' }))).toEqual([
      'null by null',
      `${ADDRESS} mode parse`,
    ]);
    expect(await mode(WITHOUT_REPRESENTORS, '{"dev":{"pci/0000:04:00.0":{"mode":"legacy"}}}')).toContain(
      `${ADDRESS} mode parse`,
    );
    const why = async (answer: string) =>
      (await ask(eswitch, WITHOUT_REPRESENTORS, { [SHOW]: '{"dev":{}}', [eswitchOf(`pci/${ADDRESS}`)]: answer }))
        .findings[0]?.detail;
    expect(await why(told({}))).toBe('mode not reported by devlink');
    expect(await why(told({ mode: { of: 'what' } }))).toBe('mode {"of":"what"}');
    expect(await why(told({ mode: 7 }).replace('7', '99999999999999999999'))).toBe('mode 99999999999999999999');
  });

  test('below --root what it takes a tool for is a note', async () => {
    const severities = await mode(FUNCTION, '', BELOW_ROOT);
    expect(severities).toEqual([
      'switchdev by representors',
      `${ADDRESS} inline_mode denied note`,
      `${ADDRESS} encap_mode denied note`,
      'denied note',
    ]);
  });
});

describe('health', () => {
  const REPORTERS = {
    health: {
      [`pci/${ADDRESS}`]: [
        {
          reporter: 'fw',
          state: 'error',
          error: 3,
          recover: 2,
          last_dump_date: '2026-11-21',
          last_dump_time: '22:40:07',
        },
        { reporter: 'fw_fatal', state: 'healthy', error: 0, recover: 0, grace_period: 1200000, auto_recover: true },
      ],
      [`pci/${ADDRESS}/65535`]: [{ reporter: 'tx', state: 'healthy', error: 0, recover: 0 }],
    },
  };

  test('every reporter of every device, also of a port, in the order in which the device has them', async () => {
    const { records, findings } = await ask(health, FUNCTION, { [HEALTH]: JSON.stringify(REPORTERS) });
    expect(findings).toEqual([]);
    expect(records.reporters).toEqual([
      {
        device: ADDRESS,
        port: null,
        reporter: 'fw',
        state: 'error',
        errors: 3n,
        recoveries: 2n,
        auto_recover: null,
        grace_period_seconds: null,
        last_dump: '2026-11-21 22:40:07',
      },
      expect.objectContaining({
        reporter: 'fw_fatal',
        auto_recover: true,
        grace_period_seconds: 1200,
        last_dump: null,
      }),
      expect.objectContaining({ device: ADDRESS, port: '65535', reporter: 'tx' }),
    ]);
  });

  test('counts beyond 2^53 are exact, and what has no sense has no value', async () => {
    const text = '{"health":{"a/b":[{"reporter":"x","state":"odd","error":18446744073709551615,"recover":-1}]}}';
    const { records, findings } = await ask(health, {}, { [HEALTH]: text });
    expect(records.reporters).toMatchObject([{ state: null, errors: 18446744073709551615n, recoveries: null }]);
    expect(findings.map(({ where, field, code }) => `${where} ${field} ${code}`)).toEqual([
      'a/b/x state parse',
      'a/b/x recoveries parse',
    ]);
  });

  test.each([
    ['a device twice', '{"health":{"a/b":[],"a/b":[]}}', ' parse'],
    ['another answer', '{"dev":{}}', ' parse'],
    ['no JSON', 'health:', ' parse'],
    ['a reporter without a name', '{"health":{"a/b":[{"state":"healthy"}]}}', 'a/b parse'],
  ])('reports %s', async (_what, text, told) => {
    const { records, findings } = await ask(health, {}, { [HEALTH]: text });
    expect(records.reporters).toEqual([]);
    expect(findings.map(({ where, code }) => `${where} ${code}`)).toEqual([told]);
  });

  test.each(['1e999', '1e308', '99999999999999999999999', '0.5', '-1'])(
    'a period of %s costs that value, with a reason',
    async (period) => {
      const one = `{"reporter":"fw","state":"healthy","error":0,"recover":0,"grace_period":${period}}`;
      const { records, findings } = await ask(health, {}, { [HEALTH]: `{"health":{"a/b":[${one}]}}` });
      expect(records.reporters).toMatchObject([{ reporter: 'fw', state: 'healthy', grace_period_seconds: null }]);
      expect(findings.map(({ where, field, code }) => `${where} ${field} ${code}`)).toEqual([
        'a/b/fw grace_period_seconds parse',
      ]);
    },
  );

  test('a machine without devlink has no problem; one without the tool has one only with an adapter', async () => {
    expect((await ask(health, FUNCTION, { [HEALTH]: NO_DEVLINK })).findings).toEqual([]);
    expect((await ask(health, {})).findings).toEqual([]);
    expect((await ask(health, FUNCTION)).findings).toMatchObject([{ where: '', code: 'absent', field: null }]);
    expect((await ask(health, {}, { [HEALTH]: HUNG })).findings).toMatchObject([{ where: '', code: 'timeout' }]);
  });

  test('whatever is cut off, nothing is made up', async () => {
    const text = JSON.stringify(REPORTERS);
    const { records: whole } = await ask(health, {}, { [HEALTH]: text });
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), async (cut) => {
        const { records, findings } = await ask(health, {}, { [HEALTH]: text.slice(0, cut) });
        expect(records.reporters).toEqual([]);
        expect(findings.length).toBe(cut === 0 ? 0 : 1);
      }),
    );
    expect(whole.reporters.length).toBe(3);
  });
});

describe('adapters', () => {
  const info = (about: object): Tools => ({ [INFO]: JSON.stringify({ info: { [`pci/${ADDRESS}`]: about } }) });
  const ABOUT = {
    driver: 'mlx5_core',
    serial_number: '2b63e0b7',
    'board.serial_number': 'MT2417XZ0Q3V',
    versions: {
      fixed: { 'fw.psid': 'MT_0000000884' },
      running: { 'fw.version': '32.43.2402' },
      stored: { fw: '32.44.1030' },
    },
  };

  test('agree with sysfs and devlink, without a VF beside its PF', async () => {
    const { records, findings } = await ask(adapters, { ...FUNCTION, ...VF }, info(ABOUT));
    expect(findings).toEqual([]);
    expect(records.adapters).toEqual([
      {
        pci_address: ADDRESS,
        device: 'mlx5_0',
        netdevs: ['p0'],
        kind: 'pf',
        model: 'BlueField-3',
        board_id: 'MT_0000000884',
        fw_version: '32.43.2402',
        fw_stored: '32.44.1030',
        node_guid: 'a088:c203:0000:0120',
        serial_number: 'MT2417XZ0Q3V',
      },
    ]);
  });

  test('devlink fills in where there is no RDMA device', async () => {
    const { records, findings } = await ask(adapters, functionAt(ADDRESS, '0xa2dc'), info(ABOUT));
    expect(records.adapters).toMatchObject([{ device: null, board_id: 'MT_0000000884', fw_version: '32.43.2402' }]);
    expect(findings.map(({ field, detail }) => `${field}: ${detail}`)).toEqual([
      'device: no RDMA device',
      'node_guid: no RDMA device',
    ]);
  });

  test.each([
    ['not there', undefined, 'absent'],
    ['hung', HUNG, 'timeout'],
    ['of a function that does not tell', '{"info":{}}', 'not_supported'],
  ])('devlink that is %s costs what only it has, and is reported once', async (_what, answer, code) => {
    const two = { ...FUNCTION, ...functionAt('0000:03:00.1', '0xa2dc') };
    const { records, findings } = await ask(adapters, two, answer === undefined ? {} : { [INFO]: answer });
    expect(records.adapters[0]).toMatchObject({ fw_version: '32.43.2402', fw_stored: null, serial_number: null });
    const own = findings.filter((one) => one.field === 'serial_number');
    expect(own.every((one) => one.code === code)).toBe(true);
    expect(new Set(own.map(({ where }) => where)).size).toBe(code === 'not_supported' ? 2 : 1);
  });

  test('a machine without an adapter runs no tool', async () => {
    expect(await ask(adapters, {}, { [INFO]: HUNG })).toEqual({ records: { adapters: [] }, findings: [] });
  });
});
