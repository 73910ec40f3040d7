// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDf } from '../../../../../src/collectors/sysinfo/sections/disks/df.js';
import { parseMounts } from '../../../../../src/collectors/sysinfo/sections/disks/mounts.js';
import { disks } from '../../../../../src/collectors/sysinfo/sections/disks.js';
import type { CommandAnswer } from '../../../../../src/core/command-answer.js';
import { printing } from '../../ptm/small-bluefield.js';
import { collectSection } from '../collect-section.js';

const MOUNTS = [
  'proc /proc proc rw 0 0',
  '/dev/sda2 / ext4 rw,relatime 0 0',
  '/dev/sda1 /boot\\040efi vfat ro,relatime 0 0',
  'store:/home /home nfs4 rw 0 0',
  '/dev/loop3 /snap/core squashfs ro 0 0',
  '/dev/sda2 /var/lib/kubelet/pods/a ext4 rw 0 0',
  'tank/data /data zfs rw 0 0',
];
const TABLE = [
  '1B-blocks Used Avail Mounted on',
  '100000000 30500000 69500000 /',
  '52000000 9000000 43000000 /boot efi',
];
const df = (...lines: readonly string[]): CommandAnswer => printing(`${lines.join('\n')}\n`);

test('file systems of this machine, each once, joined with their use', async () => {
  const told = await collectSection(disks, { '/proc/mounts': MOUNTS.join('\n') }, () =>
    df(...TABLE, '900000 0 900000 /data'),
  );
  expect(told.line).toBe('/ 31% of 100 MB, /boot efi 18% of 52 MB read-only, /data 0% of 900 kB');
  expect(told.findings).toEqual([]);
  expect(told.records.filesystems[0]).toEqual({
    mountpoint: '/',
    device: '/dev/sda2',
    type: 'ext4',
    is_read_only: false,
    size_bytes: 100000000,
    used_bytes: 30500000,
    available_bytes: 69500000,
    used_ratio: 0.305,
  });
});

test('of a file system that can hold nothing no part is taken', async () => {
  const told = await collectSection(disks, { '/proc/mounts': MOUNTS.join('\n') }, () => df(...TABLE, '0 0 0 /data'));
  expect(told.records.filesystems.find(({ mountpoint }) => mountpoint === '/data')).toMatchObject({
    size_bytes: 0,
    used_ratio: null,
  });
});

test.each<[string, CommandAnswer | null, string, string]>([
  ['no df', null, '/ -, /boot efi - read-only, /data -', 'absent df is not installed'],
  [
    'df that hung after a line and a half',
    { kind: 'timed_out', stdout: `${TABLE[1]}\n52000000 9000000 43000000 /`, stderr: '', durationSeconds: 3 },
    '/ 31% of 100 MB, /boot efi - read-only, /data -',
    'timeout df: no answer within 3 s, stopped',
  ],
  [
    'df that failed on one of them',
    {
      kind: 'failed',
      status: 1,
      stdout: `${TABLE[1]}\n`,
      stderr: 'df: /data: Input/output error\n',
      durationSeconds: 0,
    },
    '/ 31% of 100 MB, /boot efi - read-only, /data -',
    'unreadable df: /data: Input/output error',
  ],
  [
    'df that says less',
    df(TABLE[1] ?? ''),
    '/ 31% of 100 MB, /boot efi - read-only, /data -',
    'parse df: not in the output',
  ],
  ['nonsense', df('1 2 3 /', 'x y z /data'), '/ -, /boot efi - read-only, /data -', 'parse df: not in the output'],
])('%s: a missing value has a reason', async (_, answer, line, why) => {
  const told = await collectSection(disks, { '/proc/mounts': MOUNTS.join('\n') }, () => answer);
  expect(told.line).toBe(line);
  expect(told.findings.at(-1)).toBe(`/data used_ratio ${why}`);
});

test('a container is on no disk, and its / is reported; below --root df is not run', async () => {
  const told = await collectSection(
    disks,
    { '/proc/mounts': 'overlay / overlay rw 0 0\noverlay /x overlay rw 0 0' },
    () => ({
      kind: 'denied',
      by: 'root',
      detail: 'another machine',
      nearest: null,
    }),
  );
  expect(told.records.filesystems.map(({ mountpoint }) => mountpoint)).toEqual(['/']);
  expect(told.severities).toEqual(new Set(['note']));
});

test('the / of a machine without disks is remote, which df does not query: not an error', async () => {
  const told = await collectSection(disks, { '/proc/mounts': 'store:/roots/a / nfs4 rw 0 0' }, () =>
    df('1B-blocks Used'),
  );
  expect(told.line).toBe('/ -');
  expect(told.findings.at(-1)).toBe('/ used_ratio not_supported mounted from another machine');
  expect(told.severities).toEqual(new Set(['note']));
});

test('a node with many volumes: the fullest have a place in the line', async () => {
  const paths = [...Array(9).keys()].map((n) => `/v${n}`);
  const mounts = paths.map((path, n) => `/dev/sd${n} ${path} xfs rw 0 0`);
  const rows = paths.map((path, n) => `1000 ${n === 8 ? 990 : 10 * n} ${n === 8 ? 10 : 1000 - 10 * n} ${path}`);
  const told = await collectSection(disks, { '/proc/mounts': mounts.join('\n') }, () => df(...rows));
  expect(told.line).toMatch(/^\/v3 3% of 1 kB, .*\/v8 99% of 1 kB, \+3 more$/);
});

test('disks: what the kernel makes up is none, nor is an empty slot; a card has its model elsewhere', async () => {
  const disk = (name: string, files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([file, said]) => [`/sys/block/${name}/${file}`, said]));
  const { records, findings } = await collectSection(disks, {
    '/proc/mounts': MOUNTS[0] ?? '',
    ...disk('nvme0n1', {
      size: '1000',
      'queue/rotational': '0',
      'device/model': 'KIOXIA  ',
      'device/serial': 'S1',
      'device/firmware_rev': '1.0',
    }),
    ...disk('mmcblk0', { size: '2000', 'queue/rotational': '0', 'device/name': 'Y0S064', 'device/serial': '0x1' }),
    ...disk('vda', { size: '!EIO', 'queue/rotational': '1', serial: 'virt-1' }),
    ...disk('sdb', { size: '0', 'queue/rotational': '1' }),
    ...Object.fromEntries(
      ['loop0', 'zram0', 'dm-0', 'md127', 'sr0', 'mmcblk0boot0'].map((n) => [`/sys/block/${n}/size`, '8']),
    ),
  });
  expect(records.disks.map((d) => Object.values(d))).toEqual([
    ['mmcblk0', 'Y0S064', '0x1', null, 1024000, false],
    ['nvme0n1', 'KIOXIA', 'S1', '1.0', 512000, false],
    ['vda', null, 'virt-1', null, null, true],
  ]);
  expect(findings).toEqual(['vda size_bytes unreadable EIO']);
});

test('df: lines lost, doubled, mixed or cut give no wrong value', () => {
  const rows = ['10 5 5 /a', '20 1 19 /a/b', '30 2 28 /'];
  const whole = new Map([
    ['/a', { size: 10, used: 5, available: 5 }],
    ['/a/b', { size: 20, used: 1, available: 19 }],
    ['/', { size: 30, used: 2, available: 28 }],
  ]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...rows)), fc.nat(), (lines, at) => {
      const text = lines.map((line) => `${line}\n`).join('');
      for (const [path, use] of parseDf(text.slice(0, at % (text.length + 1)))) expect(use).toEqual(whole.get(path));
    }),
  );
  expect(parseDf('10 5 5 /a\n11 5 5 /a\n')).toEqual(new Map());
  expect(parseDf('10 11 5 /a\n')).toEqual(new Map());
});

test('mounts: any path of a name is read back, and of two at one path the last', () => {
  const names = fc.stringMatching(/^[a-z \\#]{1,12}$/);
  const octal = (text: string): string =>
    text.replaceAll(/[ \\#]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  fc.assert(
    fc.property(names, (name) => {
      const text = `/dev/old /${octal(name)} ext4 rw 0 0\n/dev/${octal(name)} /${octal(name)} xfs ro 0 0`;
      expect(parseMounts(text)).toEqual({
        mounts: [{ device: `/dev/${name}`, mountpoint: `/${name}`, type: 'xfs', isReadOnly: true }],
        strange: null,
      });
    }),
  );
});
