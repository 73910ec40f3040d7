// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../../../src/collectors/hcaperf/parse.js';
import type { RawPort } from '../../../../src/collectors/hcaperf/raw.js';
import { hcaperf } from '../../../../src/collectors/hcaperf.js';
import { type Document, type DocumentRecord, recordsOf } from '../../../../src/core/document.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';
import { makeDocument } from '../../../../src/core/make-document.js';
import { failed, HEALTHY, type PortFiles, rawOf } from './port.js';

const documentOf = (raw: ReturnType<typeof rawOf>): Document =>
  makeDocument(hcaperf, parse(raw) as never, { host: null, at: new Date(0), seconds: 0 });

/** The record as every format shows it, and why values are missing: `code: detail` by field; key '' is the port itself. */
const read = (
  files: PortFiles,
  port: Partial<RawPort> = {},
): { record: DocumentRecord; why: Record<string, string> } => {
  const document = documentOf(rawOf({ ...HEALTHY, ...files }, port));
  const [record = {}] = recordsOf(document, 'ports');
  const why: Record<string, string> = {};
  for (const { fields, code, detail } of document.problems) {
    for (const field of fields.length === 0 ? [''] : fields) why[field] = `${code}: ${detail}`;
  }
  return { record, why };
};

test('parses a healthy port without findings about files it does not have', () => {
  const { record, why } = read({ 'counters/symbol_error': '0\n', 'hw_counters/lifespan': '10\n' });
  const values = Object.entries(record).filter(([, value]) => value !== null);
  expect(Object.fromEntries(values)).toEqual({
    device: 'mlx5_4',
    port: 1,
    netdev: 'ibp154s0',
    pci_address: '0000:9a:00.0',
    kind: 'pf',
    link_layer: 'infiniband',
    state: 'active',
    state_id: 4,
    phys_state: 'linkup',
    phys_state_id: 5,
    rate_bytes_per_second: 50_000_000_000,
    lid: 21,
    fw_version: '28.43.2026',
    board_id: 'MT_0000000838',
    symbol_error: 0n,
    hw_lifespan_seconds: 0.01,
  });
  expect(why).toEqual({});
});

test.each([
  ['MT4126\n', 'pf', 'vf'], // 0x101e, the VFs of every ConnectX since ConnectX-6 Dx
  ['MT41683\n', 'pf', 'vf'], // 0xa2d3, of every BlueField
  ['MT4129\n', 'pf', 'pf'], // 0x1021, ConnectX-7
  ['MT4126\n', 'sf', 'sf'],
  ['something else\n', 'pf', 'pf'],
] as const)('recognizes a VF in a guest by its device ID: %j of a %s is a %s', (hcaType, portKind, kind) => {
  expect(read({ hca_type: hcaType }, { portKind }).record['kind']).toBe(kind);
});

test('multiplies words by four exactly, beyond 2^53 and 2^64', () => {
  const { record } = read({
    'counters/port_rcv_data': '3171001104430590\n',
    'counters/port_xmit_data': '18446744073709551615\n',
    'counters/port_rcv_packets': '9007199254740993\n',
  });
  expect(record['port_rcv_data_bytes']).toBe(12684004417722360n);
  expect(record['port_xmit_data_bytes']).toBe(73786976294838206460n);
  expect(record['port_rcv_packets']).toBe(9007199254740993n);
});

test('reports a saturating register at its own maximum only, and keeps the value', () => {
  const { record, why } = read({
    'counters/symbol_error': '65535\n',
    'counters/port_rcv_errors': '255\n',
    'counters/link_downed': '255\n',
    'counters/link_error_recovery': '254\n',
    'counters/local_link_integrity_errors': '15\n',
    'counters/excessive_buffer_overrun_errors': '14\n',
    'counters/port_xmit_wait': '4294967295\n',
    'counters/port_xmit_discards': '4294967295\n',
    'counters/port_rcv_data': '18446744073709551615\n',
    'hw_counters/out_of_buffer': '4294967295\n',
    'hw_counters/unheard_of': '65535\n',
    'statistics/rx_errors': '18446744073709551615\n',
  });
  const saturated = ['port_xmit_wait', 'symbol_error', 'link_downed', 'local_link_integrity_errors'];
  expect(why).toEqual(Object.fromEntries(saturated.map((field) => [field, 'saturated: at register maximum'])));
  expect(saturated.map((field) => record[field])).toEqual([4294967295n, 65535n, 255n, 15n]);
  expect(record['hw_out_of_buffer']).toBe(4294967295n);
});

test.each<[string, string | FileAnswer, string, 'note' | 'warning']>([
  ['a kernel without a PMA', 'N/A (no PMA)\n', 'not_supported: N/A (no PMA)', 'note'],
  ['EINVAL', failed('EINVAL'), 'not_supported: EINVAL', 'note'],
  ['EOPNOTSUPP', failed('EOPNOTSUPP'), 'not_supported: EOPNOTSUPP', 'note'],
  ['a device that vanished', failed('ENODEV'), 'absent: ENODEV', 'note'],
  ['an empty file', '', 'absent: empty', 'note'],
  ['a blank line', '\n', 'absent: empty', 'note'],
  ['EACCES', failed('EACCES'), 'permission: EACCES', 'note'],
  ['EIO', failed('EIO'), 'unreadable: EIO', 'warning'],
  ['garbage', '0x10\n', 'parse: "0x10"', 'warning'],
  ['a negative number', '-1\n', 'parse: "-1"', 'warning'],
  ['more than 64 bits', '18446744073709551616\n', 'parse: "18446744073709551616"', 'warning'],
  ['two numbers', '1\n2\n', 'parse: "1\n2"', 'warning'],
  ['a timeout', { kind: 'timeout', hungPath: null, seconds: 2 }, 'timeout: not reached within 2 s', 'warning'],
])('%s affects only its own counter', (_what, answer, reason, severity) => {
  const files = { 'counters/symbol_error': answer, 'counters/link_downed': '3\n', 'hw_counters/out_of_buffer': '7\n' };
  const { record, why } = read(files);
  expect(record['symbol_error']).toBeNull();
  expect([record['link_downed'], record['hw_out_of_buffer'], record['state']]).toEqual([3n, 7n, 'active']);
  expect(why).toEqual({ symbol_error: reason });
  expect(documentOf(rawOf({ ...HEALTHY, ...files })).problems.map((p) => p.severity)).toEqual([severity]);
});

test('a failed file affects only the fields that come from it', () => {
  const { record, why } = read({ phys_state: failed('EIO'), board_id: failed('ENOENT'), fw_ver: '\n' });
  expect(why).toEqual({
    phys_state: 'unreadable: EIO',
    phys_state_id: 'unreadable: EIO',
    board_id: 'absent: ENOENT',
    fw_version: 'absent: empty',
  });
  expect([record['state'], record['rate_bytes_per_second'], record['lid']]).toEqual(['active', 50e9, 21]);
});

test('drops the rate if the state cannot be read, because it may be a placeholder', () => {
  const { record, why } = read({ state: failed('EIO') });
  expect([record['state'], record['state_id'], record['rate_bytes_per_second']]).toEqual([null, null, null]);
  expect(Object.keys(why)).toEqual(['state', 'state_id', 'rate_bytes_per_second']);
});

test('keeps the number of an unknown state', () => {
  const { record, why } = read({ state: '9: NEW\n' });
  expect([record['state'], record['state_id'], record['rate_bytes_per_second']]).toEqual([null, 9, null]);
  expect(why['state']).toMatch(/^parse: /);
  expect(Object.keys(why)).toEqual(['state', 'rate_bytes_per_second']);
});

test('ignores the placeholder rate of a port that is down, without a finding', () => {
  const { record, why } = read({ state: '1: DOWN\n', phys_state: '2: Polling\n', rate: '2.5 Gb/sec (1X SDR)\n' });
  expect([record['state'], record['phys_state'], record['rate_bytes_per_second']]).toEqual(['down', 'polling', null]);
  expect(why).toEqual({});
  expect(read({ state: '2: INIT\n' }).record['rate_bytes_per_second']).toBe(50e9);
});

test('ignores the LID file on Ethernet, without a finding', () => {
  for (const lid of ['0x0\n', '0x15\n', 'garbage\n', failed('EIO')]) {
    const { record, why } = read({ link_layer: 'Ethernet\n', lid });
    expect([record['link_layer'], record['lid'], why]).toEqual(['ethernet', null, {}]);
  }
});

test('has a LID or a reason if the link layer is unknown', () => {
  const { record, why } = read({ link_layer: failed('EIO') });
  expect(record['lid'] === 21 || 'lid' in why).toBe(true);
});

test('reports no missing firmware, board or PCI function for a virtual device', () => {
  const virtual = { portKind: 'virtual', pciAddress: null, netdev: null } as const;
  const { record, why } = read({ fw_ver: '\n', board_id: failed('ENOENT') }, virtual);
  expect([record['fw_version'], record['board_id'], record['pci_address'], why]).toEqual([null, null, null, {}]);
  expect(Object.keys(read({ fw_ver: failed('EIO') }, virtual).why)).toEqual(['fw_version']);
});

test('reports an Ethernet port without a netdev and a device without links', () => {
  expect(read({ link_layer: 'Ethernet\n' }, { netdev: null }).why['netdev']).toMatch(/^absent: /);
  expect(read({}, { netdev: null }).why).toEqual({});
  expect(Object.keys(read({}, { portKind: null, pciAddress: null }).why)).toEqual(['pci_address', 'kind']);
});

test('reports a port whose counters all fail in one note, and a single failed counter by itself', () => {
  const counters = ['symbol_error', 'link_downed', 'port_rcv_data', 'port_xmit_wait'];
  const all = Object.fromEntries(counters.map((name) => [`counters/${name}`, failed('EINVAL')]));
  const { problems } = documentOf(rawOf({ ...HEALTHY, ...all, 'hw_counters/out_of_buffer': '1\n' }));
  expect(problems).toEqual([
    {
      type: 'ports',
      where: 'mlx5_4/1',
      fields: ['port_rcv_data_bytes', 'port_xmit_wait', 'symbol_error', 'link_downed'],
      severity: 'note',
      code: 'not_supported',
      detail: expect.stringContaining('all counters refused (EINVAL)'),
    },
  ]);
  expect(read({ ...all, 'hw_counters/out_of_buffer': failed('EINVAL') }).why['hw_out_of_buffer']).toBe(
    'not_supported: EINVAL',
  );
  expect(read({ ...all, 'counters/port_xmit_packets': '5\n' }).why['symbol_error']).toBe('not_supported: EINVAL');
  expect(read({ ...all, 'counters/port_xmit_packets': failed('EIO') }).why['symbol_error']).toBe(
    'not_supported: EINVAL',
  );
});

test('does not treat a single counter or unreadable counters as a restriction', () => {
  expect(read({ 'counters/symbol_error': failed('EINVAL') }).why).toEqual({ symbol_error: 'not_supported: EINVAL' });
  const unreadable = { 'counters/symbol_error': failed('EIO'), 'counters/link_downed': failed('EIO') };
  expect(read(unreadable).why).toEqual({ symbol_error: 'unreadable: EIO', link_downed: 'unreadable: EIO' });
});

test('parses the lifespan as a setting in seconds with its own reason', () => {
  expect(read({ 'device/hw_counters/lifespan': '10000\n' }).record['hw_lifespan_seconds']).toBe(10);
  expect(read({ 'hw_counters/lifespan': 'x\n' }).why).toEqual({ hw_lifespan_seconds: 'parse: "x"' });
  expect('hw_lifespan' in read({ 'hw_counters/lifespan': '10\n' }).record).toBe(false);
});

test('unknown counters keep their kernel name, and a counter of the device is kept beside the one of the port', () => {
  const { record } = read({
    'counters/port_rcv_discards': '1\n',
    'hw_counters/new_thing': '2\n',
    'statistics/rx_otherhost_dropped': '3\n',
    'hw_counters/out_of_buffer': '4\n',
    'device/hw_counters/out_of_buffer': '5\n',
    'device/hw_counters/vport_out_of_buffer': '6\n',
  });
  expect([record['port_rcv_discards'], record['hw_new_thing'], record['net_rx_otherhost_dropped']]).toEqual([
    1n,
    2n,
    3n,
  ]);
  expect([record['hw_out_of_buffer'], record['hw_vport_out_of_buffer']]).toEqual([4n, 6n]);
  expect(Object.values(record)).toContain(5n);
});

const awkwardNames = [
  'state',
  'rate',
  'extra',
  'device',
  '__proto__',
  'constructor',
  'toString',
  'hw_out_of_buffer',
  'net_rx_bytes',
  'port_rcv_data_bytes',
  'port_rcv_data',
  'out_of_buffer',
  'rx_bytes',
  'hw_lifespan_seconds',
  'device_x',
  'x',
  'pma_device_state',
];
const places = ['counters/', 'hw_counters/', 'device/hw_counters/', 'statistics/'];
const awkwardFiles = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...places), fc.constantFrom(...awkwardNames)).map((parts) => parts.join('')),
  {
    maxLength: 30,
  },
);

test('shows the value of a counter file once under any name, and overwrites no other field', () => {
  const { record: healthy } = read({});
  fc.assert(
    fc.property(awkwardFiles, (files) => {
      const { record } = read(Object.fromEntries(files.map((file, i) => [file, `${i + 1000}\n`])));
      const shown = Object.values(record).filter((value) => typeof value === 'bigint');
      const words = (file: string): bigint => (file === 'counters/port_rcv_data' ? 4n : 1n);
      const expected = files.map((file, i) => BigInt(i + 1000) * words(file));
      expect([...shown].sort()).toEqual([...expected].sort());
      const { fields } = hcaperf.types.ports;
      for (const [name, field] of Object.entries(fields)) {
        if (field.kind !== 'counter') expect(record[name], name).toEqual(healthy[name]);
      }
    }),
    { numRuns: 500 },
  );
});

// An independent model: the field of a file, and the number in a text.
const FIELDS: Readonly<Record<string, readonly [field: string, scale: bigint]>> = {
  'counters/port_rcv_data': ['port_rcv_data_bytes', 4n],
  'counters/port_xmit_data': ['port_xmit_data_bytes', 4n],
  'counters/symbol_error': ['symbol_error', 1n],
  'counters/link_downed': ['link_downed', 1n],
  'counters/port_rcv_discards': ['port_rcv_discards', 1n],
  'hw_counters/out_of_sequence': ['hw_out_of_sequence', 1n],
  'hw_counters/new_thing': ['hw_new_thing', 1n],
  'device/hw_counters/rx_icrc_encapsulated': ['hw_rx_icrc_encapsulated', 1n],
  'statistics/rx_bytes': ['net_rx_bytes', 1n],
};
const numberIn = (text: string | undefined): bigint | null => {
  const digits = text?.replaceAll(/^\s+|\s+$/g, '') ?? '';
  return digits !== '' &&
    [...digits].every((c) => '0123456789'.includes(c)) &&
    digits.length <= 20 &&
    BigInt(digits) < 2n ** 64n
    ? BigInt(digits)
    : null;
};

const damages = fc.oneof(
  fc.constant((_: string) => undefined),
  fc.constant((text: string) => text + text),
  fc.constant((text: string) => text.trimEnd() + text),
  fc.nat(20).map((n) => (text: string) => text.slice(0, n)),
  fc.nat(20).map((n) => (text: string) => text.slice(n)),
);
const counterTexts = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => `${n}\n`),
  fc.constantFrom('255\n', '65535\n', 'N/A (no PMA)\n', '', '12 34\n', '12\r\n'),
);
const files = [...Object.keys(FIELDS), ...Object.keys(HEALTHY), 'hw_counters/lifespan'];

test('a counter is the number in its text, or null with a reason, whatever is deleted, doubled or truncated', () => {
  const numbers = fc.record(Object.fromEntries(Object.keys(FIELDS).map((file) => [file, counterTexts])));
  fc.assert(
    fc.property(
      numbers,
      fc.array(fc.tuple(fc.constantFrom(...files), damages), { maxLength: 12 }),
      (counts, changes) => {
        const texts: Record<string, string> = {
          ...(HEALTHY as Record<string, string>),
          ...counts,
          'hw_counters/lifespan': '10\n',
        };
        const listed = rawOf(texts);
        for (const [file, change] of changes) {
          const changed = texts[file] === undefined ? undefined : change(texts[file]);
          if (changed === undefined) delete texts[file];
          else texts[file] = changed;
        }
        const document = documentOf({ ...listed, answers: rawOf(texts).answers });
        const [record = {}] = recordsOf(document, 'ports');
        const explained = new Set(document.problems.filter((p) => p.code !== 'saturated').flatMap((p) => p.fields));
        for (const [file, [field, scale]] of Object.entries(FIELDS)) {
          const value = numberIn(texts[file]);
          expect(record[field], `${field} of ${JSON.stringify(texts[file])}`).toBe(
            value === null ? null : value * scale,
          );
          expect(explained.has(field), `a reason for ${field}`).toBe(value === null);
        }
        // `400 Gb/sec (4X NDR)` without its first two digits is a valid rate of 0.
        expect([null, 50e9, 0]).toContain(record['rate_bytes_per_second']);
      },
    ),
    { numRuns: 1000 },
  );
});

test('reports the timeout of a device for each field', () => {
  const hungPath = '/sys/class/infiniband/mlx5_4/ports/1/gid_attrs/ndevs/0';
  const hung: FileAnswer = { kind: 'timeout', hungPath, seconds: 10 };
  const raw = rawOf({ 'counters/symbol_error': '', ...HEALTHY }, { timedOut: hung });
  const { problems, records } = documentOf({ ...raw, answers: new Map() });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    severity: 'warning',
    code: 'timeout',
    detail: `no answer within 10 s: ${hungPath}; skipped the rest`,
  });
  const filled = ['link_layer', 'state', 'phys_state', 'rate_bytes_per_second', 'fw_version', 'symbol_error'];
  expect(problems[0]?.fields).toEqual(expect.arrayContaining(filled));
  expect(records['ports']).toHaveLength(1);
});

test('names the path of a counter directory that cannot be listed', () => {
  const directory = '/sys/class/infiniband/mlx5_4/ports/1/counters';
  const kind = 'error' as const;
  expect(read({}, { unlisted: [{ directory, error: { kind, errno: 'ENOENT' } }] }).why).toEqual({
    '': `absent: no ${directory}`,
  });
  expect(read({}, { unlisted: [{ directory, error: { kind, errno: 'EIO' } }] }).why).toEqual({
    '': `unreadable: cannot list ${directory} (EIO)`,
  });
});

const CLASS = '/sys/class/infiniband';
const empty = (more: Parameters<typeof rawOf>[2]) => documentOf(rawOf({}, {}, { ports: [], ...more })).problems;

test('a machine without RDMA devices gives a note with the next command to try', () => {
  const note = { severity: 'note', code: 'absent', where: CLASS, fix: expect.stringContaining('--replay bluefield3') };
  expect(empty({ devices: { kind: 'error', errno: 'ENOENT' } })).toEqual([
    expect.objectContaining({ ...note, detail: `no RDMA device: ${CLASS} is absent (is mlx5_ib loaded?)` }),
  ]);
  expect(empty({ devices: { kind: 'entries', entries: [] } })).toEqual([
    expect.objectContaining({ ...note, detail: `no RDMA device: ${CLASS} is empty (is mlx5_ib loaded?)` }),
  ]);
});

test('warns of a class or device that cannot be listed, and of a requested device that does not exist', () => {
  expect(empty({ devices: { kind: 'error', errno: 'EACCES' } })).toEqual([
    expect.objectContaining({ severity: 'warning', code: 'unreadable', detail: `cannot list ${CLASS} (EACCES)` }),
  ]);
  expect(empty({ unlistable: [{ device: 'abi_version', error: { kind: 'error', errno: 'ENOTDIR' } }] })).toEqual([
    expect.objectContaining({
      severity: 'warning',
      where: 'abi_version',
      detail: expect.stringContaining('(ENOTDIR)'),
    }),
  ]);
  expect(documentOf(rawOf(HEALTHY, {}, { unmatched: ['mlx5_9'] })).problems).toEqual([
    expect.objectContaining({ severity: 'warning', where: 'mlx5_9', code: 'absent' }),
  ]);
});

test('counts skipped ports by kind, the largest count first', () => {
  const note = (skipped: object): string[] => empty({ skipped }).map((p) => `${p.severity}: ${p.detail}`);
  expect(note({ sf: 2, representor: 5 })).toEqual(['note: skipped 5 representors, 2 SFs; use --all']);
  expect(note({ vf: 1 })).toEqual(['note: skipped 1 VF; use --all']);
});
