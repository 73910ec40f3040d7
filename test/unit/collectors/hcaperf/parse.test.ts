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
import { HEALTHY, rawOf, refused, type Said } from './port.js';

const documentOf = (raw: ReturnType<typeof rawOf>): Document =>
  makeDocument(hcaperf, parse(raw) as never, { host: null, at: new Date(0), seconds: 0 });

/** The record as every format shows it, and why values are missing: `code: detail` by field, `` for the port itself. */
const read = (said: Said, port: Partial<RawPort> = {}): { record: DocumentRecord; why: Record<string, string> } => {
  const document = documentOf(rawOf({ ...HEALTHY, ...said }, port));
  const [record = {}] = recordsOf(document, 'ports');
  const why: Record<string, string> = {};
  for (const { fields, code, detail } of document.problems) {
    for (const field of fields.length === 0 ? [''] : fields) why[field] = `${code}: ${detail}`;
  }
  return { record, why };
};

test('a healthy port is what its files say, without a word about what it does not have', () => {
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
] as const)('in a guest only the id of the device tells a VF: %j of a %s is a %s', (hcaType, portKind, kind) => {
  expect(read({ hca_type: hcaType }, { portKind }).record['kind']).toBe(kind);
});

test('words are four bytes each, exactly, past 2^53 and past 2^64', () => {
  const { record } = read({
    'counters/port_rcv_data': '3171001104430590\n',
    'counters/port_xmit_data': '18446744073709551615\n',
    'counters/port_rcv_packets': '9007199254740993\n',
  });
  expect(record['port_rcv_data_bytes']).toBe(12684004417722360n);
  expect(record['port_xmit_data_bytes']).toBe(73786976294838206460n);
  expect(record['port_rcv_packets']).toBe(9007199254740993n);
});

test('a register that sticks is kept and flagged at its own maximum, and at no other', () => {
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
  const stuck = ['port_xmit_wait', 'symbol_error', 'link_downed', 'local_link_integrity_errors'];
  expect(why).toEqual(Object.fromEntries(stuck.map((field) => [field, 'saturated: at register maximum'])));
  expect(stuck.map((field) => record[field])).toEqual([4294967295n, 65535n, 255n, 15n]);
  expect(record['hw_out_of_buffer']).toBe(4294967295n);
});

test.each<[string, string | FileAnswer, string, 'note' | 'warning']>([
  ['a kernel without a PMA', 'N/A (no PMA)\n', 'not_supported: N/A (no PMA)', 'note'],
  ['EINVAL', refused('EINVAL'), 'not_supported: EINVAL', 'note'],
  ['EOPNOTSUPP', refused('EOPNOTSUPP'), 'not_supported: EOPNOTSUPP', 'note'],
  ['a device that vanished', refused('ENODEV'), 'absent: ENODEV', 'note'],
  ['an empty file', '', 'absent: empty', 'note'],
  ['a blank line', '\n', 'absent: empty', 'note'],
  ['EACCES', refused('EACCES'), 'permission: EACCES', 'note'],
  ['EIO', refused('EIO'), 'unreadable: EIO', 'warning'],
  ['garbage', '0x10\n', 'parse: "0x10"', 'warning'],
  ['a negative number', '-1\n', 'parse: "-1"', 'warning'],
  ['more than 64 bits', '18446744073709551616\n', 'parse: "18446744073709551616"', 'warning'],
  ['two numbers', '1\n2\n', 'parse: "1\n2"', 'warning'],
  ['a timeout', { kind: 'timeout', hungPath: null, seconds: 2 }, 'timeout: not reached within 2 s', 'warning'],
])('%s costs its own counter only', (_what, answer, reason, severity) => {
  const said = { 'counters/symbol_error': answer, 'counters/link_downed': '3\n', 'hw_counters/out_of_buffer': '7\n' };
  const { record, why } = read(said);
  expect(record['symbol_error']).toBeNull();
  expect([record['link_downed'], record['hw_out_of_buffer'], record['state']]).toEqual([3n, 7n, 'active']);
  expect(why).toEqual({ symbol_error: reason });
  expect(documentOf(rawOf({ ...HEALTHY, ...said })).problems.map((p) => p.severity)).toEqual([severity]);
});

test('a file that describes the port costs only the fields that it feeds', () => {
  const { record, why } = read({ phys_state: refused('EIO'), board_id: refused('ENOENT'), fw_ver: '\n' });
  expect(why).toEqual({
    phys_state: 'unreadable: EIO',
    phys_state_id: 'unreadable: EIO',
    board_id: 'absent: ENOENT',
    fw_version: 'absent: empty',
  });
  expect([record['state'], record['rate_bytes_per_second'], record['lid']]).toEqual(['active', 50e9, 21]);
});

test('a state that cannot be read takes the rate with it: it may be a placeholder', () => {
  const { record, why } = read({ state: refused('EIO') });
  expect([record['state'], record['state_id'], record['rate_bytes_per_second']]).toEqual([null, null, null]);
  expect(Object.keys(why)).toEqual(['state', 'state_id', 'rate_bytes_per_second']);
});

test('a state whose number has no word keeps the number', () => {
  const { record, why } = read({ state: '9: NEW\n' });
  expect([record['state'], record['state_id'], record['rate_bytes_per_second']]).toEqual([null, 9, null]);
  expect(why['state']).toMatch(/^parse: /);
  expect(Object.keys(why)).toEqual(['state', 'rate_bytes_per_second']);
});

test('a port that is down has no rate, whatever placeholder the kernel keeps, and that is no problem', () => {
  const { record, why } = read({ state: '1: DOWN\n', phys_state: '2: Polling\n', rate: '2.5 Gb/sec (1X SDR)\n' });
  expect([record['state'], record['phys_state'], record['rate_bytes_per_second']]).toEqual(['down', 'polling', null]);
  expect(why).toEqual({});
  expect(read({ state: '2: INIT\n' }).record['rate_bytes_per_second']).toBe(50e9);
});

test('Ethernet has no LID, whatever the file says, and that is no problem', () => {
  for (const lid of ['0x0\n', '0x15\n', 'garbage\n', refused('EIO')]) {
    const { record, why } = read({ link_layer: 'Ethernet\n', lid });
    expect([record['link_layer'], record['lid'], why]).toEqual(['ethernet', null, {}]);
  }
});

test('where the link layer is not known, a LID is there or is missing for a reason', () => {
  const { record, why } = read({ link_layer: refused('EIO') });
  expect(record['lid'] === 21 || 'lid' in why).toBe(true);
});

test('a software device has no firmware, no board and no PCI function, and that is no problem', () => {
  const virtual = { portKind: 'virtual', pciAddress: null, netdev: null } as const;
  const { record, why } = read({ fw_ver: '\n', board_id: refused('ENOENT') }, virtual);
  expect([record['fw_version'], record['board_id'], record['pci_address'], why]).toEqual([null, null, null, {}]);
  expect(Object.keys(read({ fw_ver: refused('EIO') }, virtual).why)).toEqual(['fw_version']);
});

test('an Ethernet port without a netdev, and a device without links, say so', () => {
  expect(read({ link_layer: 'Ethernet\n' }, { netdev: null }).why['netdev']).toMatch(/^absent: /);
  expect(read({}, { netdev: null }).why).toEqual({});
  expect(Object.keys(read({}, { portKind: null, pciAddress: null }).why)).toEqual(['pci_address', 'kind']);
});

test('a port whose every counter is refused is one note; a single refusal among answers is its own', () => {
  const counters = ['symbol_error', 'link_downed', 'port_rcv_data', 'port_xmit_wait'];
  const all = Object.fromEntries(counters.map((name) => [`counters/${name}`, refused('EINVAL')]));
  const { problems } = documentOf(rawOf({ ...HEALTHY, ...all, 'hw_counters/out_of_buffer': '1\n' }));
  expect(problems).toEqual([
    {
      type: 'ports',
      where: 'mlx5_4/1',
      fields: ['port_rcv_data_bytes', 'port_xmit_wait', 'symbol_error', 'link_downed'],
      severity: 'note',
      code: 'not_supported',
      detail: expect.stringContaining('every counter refused (EINVAL)'),
    },
  ]);
  expect(read({ ...all, 'hw_counters/out_of_buffer': refused('EINVAL') }).why['hw_out_of_buffer']).toBe(
    'not_supported: EINVAL',
  );
  expect(read({ ...all, 'counters/port_xmit_packets': '5\n' }).why['symbol_error']).toBe('not_supported: EINVAL');
  expect(read({ ...all, 'counters/port_xmit_packets': refused('EIO') }).why['symbol_error']).toBe(
    'not_supported: EINVAL',
  );
});

test('one counter alone, or every counter unreadable, is no restriction', () => {
  expect(read({ 'counters/symbol_error': refused('EINVAL') }).why).toEqual({ symbol_error: 'not_supported: EINVAL' });
  const broken = { 'counters/symbol_error': refused('EIO'), 'counters/link_downed': refused('EIO') };
  expect(read(broken).why).toEqual({ symbol_error: 'unreadable: EIO', link_downed: 'unreadable: EIO' });
});

test('the lifespan is a setting in seconds, no counter, and its reasons are its own', () => {
  expect(read({ 'device/hw_counters/lifespan': '10000\n' }).record['hw_lifespan_seconds']).toBe(10);
  expect(read({ 'hw_counters/lifespan': 'x\n' }).why).toEqual({ hw_lifespan_seconds: 'parse: "x"' });
  expect('hw_lifespan' in read({ 'hw_counters/lifespan': '10\n' }).record).toBe(false);
});

test('counters that fabric does not know keep their kernel name, and that of the device beside the port’s one', () => {
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

const awkward = [
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
  fc.tuple(fc.constantFrom(...places), fc.constantFrom(...awkward)).map((parts) => parts.join('')),
  {
    maxLength: 30,
  },
);

test('whatever a counter file is called, its count is shown once and takes no other field’s place', () => {
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

// A tiny second opinion: the field of a file, and the number that a text spells out.
const FIELDS: Readonly<Record<string, readonly [field: string, worth: bigint]>> = {
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
const spelled = (text: string | undefined): bigint | null => {
  const digits = text?.replaceAll(/^\s+|\s+$/g, '') ?? '';
  return digits !== '' &&
    [...digits].every((c) => '0123456789'.includes(c)) &&
    digits.length <= 20 &&
    BigInt(digits) < 2n ** 64n
    ? BigInt(digits)
    : null;
};

const accidents = fc.oneof(
  fc.constant((_: string) => undefined),
  fc.constant((text: string) => text + text),
  fc.constant((text: string) => text.trimEnd() + text),
  fc.nat(20).map((n) => (text: string) => text.slice(0, n)),
  fc.nat(20).map((n) => (text: string) => text.slice(n)),
);
const texts = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((n) => `${n}\n`),
  fc.constantFrom('255\n', '65535\n', 'N/A (no PMA)\n', '', '12 34\n', '12\r\n'),
);
const files = [...Object.keys(FIELDS), ...Object.keys(HEALTHY), 'hw_counters/lifespan'];

test('whatever is deleted, doubled or cut, a counter is the number that its text spells out, or null with a reason', () => {
  const numbers = fc.record(Object.fromEntries(Object.keys(FIELDS).map((file) => [file, texts])));
  fc.assert(
    fc.property(
      numbers,
      fc.array(fc.tuple(fc.constantFrom(...files), accidents), { maxLength: 12 }),
      (counts, changes) => {
        const said: Record<string, string> = {
          ...(HEALTHY as Record<string, string>),
          ...counts,
          'hw_counters/lifespan': '10\n',
        };
        const listed = rawOf(said);
        for (const [file, change] of changes) {
          const changed = said[file] === undefined ? undefined : change(said[file]);
          if (changed === undefined) delete said[file];
          else said[file] = changed;
        }
        const document = documentOf({ ...listed, answers: rawOf(said).answers });
        const [record = {}] = recordsOf(document, 'ports');
        const explained = new Set(document.problems.filter((p) => p.code !== 'saturated').flatMap((p) => p.fields));
        for (const [file, [field, worth]] of Object.entries(FIELDS)) {
          const value = spelled(said[file]);
          expect(record[field], `${field} of ${JSON.stringify(said[file])}`).toBe(
            value === null ? null : value * worth,
          );
          expect(explained.has(field), `a reason for ${field}`).toBe(value === null);
        }
        // Cut at its beginning, `400 Gb/sec (4X NDR)` spells nought; nothing else is ever made of it.
        expect([null, 50e9, 0]).toContain(record['rate_bytes_per_second']);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a device that never answered says so for every field that it would have filled', () => {
  const hungPath = '/sys/class/infiniband/mlx5_4/ports/1/gid_attrs/ndevs/0';
  const hung: FileAnswer = { kind: 'timeout', hungPath, seconds: 10 };
  const raw = rawOf({ 'counters/symbol_error': '', ...HEALTHY }, { gaveUp: hung });
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

test('a directory of counters that could not be listed is told by its path', () => {
  const directory = '/sys/class/infiniband/mlx5_4/ports/1/counters';
  const kind = 'error' as const;
  expect(read({}, { unlisted: [{ directory, refusal: { kind, errno: 'ENOENT' } }] }).why).toEqual({
    '': `absent: no ${directory}`,
  });
  expect(read({}, { unlisted: [{ directory, refusal: { kind, errno: 'EIO' } }] }).why).toEqual({
    '': `unreadable: cannot list ${directory} (EIO)`,
  });
});

const CLASS = '/sys/class/infiniband';
const empty = (more: Parameters<typeof rawOf>[2]) => documentOf(rawOf({}, {}, { ports: [], ...more })).problems;

test('a machine without RDMA devices is a note with the next thing to try', () => {
  const note = { severity: 'note', code: 'absent', where: CLASS, fix: expect.stringContaining('--replay bluefield3') };
  expect(empty({ devices: { kind: 'error', errno: 'ENOENT' } })).toEqual([
    expect.objectContaining({ ...note, detail: `no RDMA device: ${CLASS} is absent (is mlx5_ib loaded?)` }),
  ]);
  expect(empty({ devices: { kind: 'entries', entries: [] } })).toEqual([
    expect.objectContaining({ ...note, detail: `no RDMA device: ${CLASS} is empty (is mlx5_ib loaded?)` }),
  ]);
});

test('a class that cannot be listed and a device that cannot are warnings, one that was asked for and is not installed too', () => {
  expect(empty({ devices: { kind: 'error', errno: 'EACCES' } })).toEqual([
    expect.objectContaining({ severity: 'warning', code: 'unreadable', detail: `cannot list ${CLASS} (EACCES)` }),
  ]);
  expect(empty({ broken: [{ device: 'abi_version', refusal: { kind: 'error', errno: 'ENOTDIR' } }] })).toEqual([
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

test('ports that were not read are counted by kind, the most first', () => {
  const note = (notRead: object): string[] => empty({ notRead }).map((p) => `${p.severity}: ${p.detail}`);
  expect(note({ sf: 2, representor: 5 })).toEqual(['note: skipped 5 representor, 2 sf; use --all']);
  expect(note({ vf: 1 })).toEqual(['note: skipped 1 vf; use --all']);
});
