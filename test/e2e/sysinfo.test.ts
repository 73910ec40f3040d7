// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { type Problem, parseExact, type Row } from './documents.js';
import { fabric, fabricCommand, run } from './fabric.js';
import { isRoot, unprivileged } from './machine.js';
import { expectNoneLeft } from './processes.js';
import { fabricHere } from './this-machine.js';
import { plantFifo, plantText, recordedTree, scratch } from './trees.js';

type Records = Readonly<Record<string, Row | readonly Row[] | null>>;
type Answer = { readonly records: Records; readonly problems: readonly (Problem & { readonly type: string })[] };

const read = (stdout: string): Answer => parseExact(stdout) as Answer;
const one = ({ records }: Answer, type: string): Row => (records[type] ?? {}) as Row;
const many = ({ records }: Answer, type: string): readonly Row[] => (records[type] ?? []) as readonly Row[];

/** What a program of this machine says, asked without fabric. */
const asked = (program: string, ...argv: readonly string[]): string =>
  execaSync(program, argv, { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, extendEnv: false }).stdout.trim();

describe('this machine', async () => {
  const { stdout, status } = await fabricHere(['sysinfo', '--json']);
  const answer = read(stdout);

  test('has the status of a complete document, whatever tools are missing', () => {
    expect(answer.problems.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(status).toBe(0);
  });

  test('agrees with uname, os-release, getconf and /proc', () => {
    const ofRelease = (name: string): string => asked('/bin/sh', '-c', `. /etc/os-release; printf %s "$${name}"`);
    expect(one(answer, 'host')).toMatchObject({ name: asked('uname', '-n') });
    expect(one(answer, 'os')).toMatchObject({
      id: ofRelease('ID'),
      name: ofRelease('NAME'),
      kernel_release: asked('uname', '-r'),
      architecture: asked('uname', '-m'),
    });
    expect(`${one(answer, 'os')['version']} (`.startsWith(ofRelease('VERSION_ID'))).toBe(true);
    expect(one(answer, 'kernel')).toMatchObject({ release: asked('uname', '-r'), version: asked('uname', '-v') });
    // nproc says how many of them this process may use.
    expect(one(answer, 'cpu')['cpus']).toBe(asked('getconf', '_NPROCESSORS_ONLN'));
    expect(Number(asked('nproc'))).toBeLessThanOrEqual(Number(one(answer, 'cpu')['cpus']));
    const total = /^MemTotal:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    expect(one(answer, 'memory')['total_bytes']).toBe(String(Number(total) * 1024));
    const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    expect(Math.abs(Number(one(answer, 'host')['uptime_seconds']) - uptime)).toBeLessThan(30);
  });

  test('has the usage that df reports', () => {
    const [, line = ''] = asked('df', '-P', '-B1', '/').split('\n');
    const [, size, used] = line.split(/\s+/);
    const root = many(answer, 'filesystems').find(({ mountpoint }) => mountpoint === '/');
    expect(root?.['size_bytes']).toBe(size);
    // Other tests write meanwhile.
    expect(Math.abs(Number(root?.['used_bytes']) - Number(used))).toBeLessThan(0.02 * Number(size));
  });

  const skipped = unprivileged === null ? ' (skipped: root cannot become another user here)' : '';
  test.skipIf(unprivileged === null)(`is the same for any user but for what needs root${skipped}`, async () => {
    const stable = ['sysinfo', '--json', '--stable'];
    const [own, others] = await Promise.all([
      fabricHere(stable),
      run([...(unprivileged ?? []), ...fabricCommand([...stable])]),
    ]);
    expect(others.status).toBe(0);
    expect(differences(read(own.stdout), read(others.stdout))).toEqual([]);
    const user = read((await run([...(unprivileged ?? []), ...fabricCommand(['sysinfo', '--json'])])).stdout);
    const known = ['name', 'machine_id', 'boot_id'] as const;
    for (const field of known) expect(one(user, 'host')[field]).toBe(one(answer, 'host')[field]);
  });

  test('prints the same bytes at any time with --stable', async () => {
    const [first, second] = [await fabricHere(['sysinfo', '--stable']), await fabricHere(['sysinfo', '--stable'])];
    expect(second).toMatchObject({ stdout: first.stdout, status: 0 });
    const json = ['sysinfo', '--stable', '--json'];
    expect((await fabricHere(json)).stdout).toBe((await fabricHere(json)).stdout);
  });
});

/** Fields that are not the same, but for those that are null with a permission missing. */
const differences = (whole: Answer, part: Answer): readonly string[] =>
  Object.entries(whole.records).flatMap(([type, records]) => {
    const rows = [records ?? []].flat() as readonly Row[];
    const others = [part.records[type] ?? []].flat() as readonly Row[];
    const excused = new Set(
      part.problems.filter((p) => p.type === type && p.code === 'permission').flatMap(({ fields }) => fields),
    );
    if (rows.length !== others.length) return excused.size > 0 ? [] : [`${type}: ${others.length} of ${rows.length}`];
    return rows.flatMap((row, i) =>
      Object.keys(row)
        .filter((field) => JSON.stringify(row[field]) !== JSON.stringify(others[i]?.[field]))
        .filter((field) => !(others[i]?.[field] === null && excused.has(field)))
        .map((field) => `${type}.${field}`),
    );
  });

describe('the files of another machine', () => {
  test('are reported without running a tool of this machine', async () => {
    const root = scratch();
    plantText(join(root, 'sys/devices/system/cpu/modalias'), 'cpu:type:aarch64:feature:,0000\n');
    plantText(join(root, 'etc/os-release'), 'NAME=Image\nVERSION_ID=7\nID=image\n');
    plantText(join(root, 'etc/hostname'), 'image-1\n');
    plantText(join(root, 'proc/mounts'), '/dev/mmcblk0p2 / ext4 ro 0 0\n');
    plantText(join(root, 'run/systemd/system/x'), '');
    plantText(join(root, 'run/containerd/containerd.sock'), '');
    const { stdout, status } = await fabric(['sysinfo', '--json', '--root', root]);
    const answer = read(stdout);
    expect(status).toBe(0);
    expect(one(answer, 'host')).toMatchObject({ name: 'image-1', uptime_seconds: null });
    expect(one(answer, 'os')).toMatchObject({ name: 'Image', version: '7', architecture: 'aarch64' });
    expect(many(answer, 'filesystems')).toMatchObject([{ mountpoint: '/', is_read_only: true, size_bytes: null }]);
    expect(answer.problems.find(({ type }) => type === 'filesystems')).toMatchObject({
      fields: ['size_bytes', 'used_bytes', 'available_bytes', 'used_ratio'],
      code: 'denied',
      severity: 'note',
    });
  });

  test.skipIf(unprivileged === null)('that only root may read are a note with what to do', async () => {
    const root = await recordedTree('connectx7');
    for (const file of ['product_serial', 'product_uuid', 'board_serial'])
      chmodSync(join(root, 'sys/class/dmi/id', file), 0); // root can read it; its owner cannot
    const argv = ['sysinfo', '--section', 'product', '--root', root];
    expect(await run([...(unprivileged ?? []), ...fabricCommand(argv)])).toMatchObject({
      stdout: 'product       GPU server, serial -\n',
      stderr: 'note: 3 fields need root: product.serial_number, product.uuid, +1 more\nfix: sudo fabric sysinfo\n',
      status: 0,
    });
    if (isRoot) expect((await fabric(argv)).stdout).toBe('product       GPU server, serial GS8X2417-00731\n');
  });

  test('of which two never answer cost their own fields', { retry: 2 }, async () => {
    const root = await recordedTree('bluefield3');
    const before = read((await fabric(['sysinfo', '--json', '--root', root])).stdout);
    plantFifo(join(root, 'etc/os-release'), join(root, 'proc/uptime'));
    const after = await fabric(['sysinfo', '--json', '--root', root, '--deadline', '3s']);
    const answer = read(after.stdout);
    expect(after.seconds).toBeLessThan(5);
    expect(after.status).toBe(6);
    const lost = { host: ['uptime_seconds'], os: ['id', 'name', 'version', 'codename'] };
    for (const [type, fields] of Object.entries(lost)) {
      const expected = { ...one(before, type), ...Object.fromEntries(fields.map((field) => [field, null])) };
      expect(one(answer, type)).toEqual(expected);
      expect(answer.problems.find((p) => p.type === type && p.code === 'timeout')?.fields).toEqual(fields);
    }
    for (const type of Object.keys(before.records).filter((name) => !(name in lost)))
      expect(answer.records[type], type).toEqual(before.records[type]);
    await expectNoneLeft(root);
  });

  test('are recorded without what identifies the machine', async () => {
    const root = await recordedTree('connectx7');
    const directory = join(scratch(), 'recording');
    const { status } = await fabric(['sysinfo', '--root', root, '--record', directory]);
    expect(status).toBe(0);
    const text = ['host.json', 'files.ndjson', 'commands.ndjson']
      .map((file) => readFileSync(join(directory, file), 'utf8'))
      .join('');
    const identities = {
      hostname: 'gpu-07',
      machineId: 'c3a1f0d27b5e4986a0d4e1b8f7c62935',
      bootId: '7f2e9c14-5a0b-4d63-8b17-c6d0a3e5f948',
      serials: 'GS8X2417-00731',
      board: 'GB8X2409-11482',
      tag: 'AT-300731',
      uuid: '4c4c4544-0051-3510-8054-b3c04f4d3733',
      disk: 'S6Z2NA0W700231',
      swap: 'b41d7e90-2c58-4a3f-8e06-91f5d3c7a2be',
      mac: '9c:63:c0:1f:5a:40',
    };
    const left = Object.entries(identities).filter(([, identity]) => text.includes(identity));
    expect(left).toEqual([]);
    expect((await fabric(['replay', 'check', directory])).status).toBe(0);
  });
});
