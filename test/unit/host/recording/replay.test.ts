// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { FileAnswer, LinkAnswer } from '../../../../src/core/file-answer.js';
import type { ContentAnswer } from '../../../../src/host/recording/lines.js';
import { openReplay } from '../../../../src/host/recording/replay.js';
import { inventedManifest } from '../../invented-manifest.js';

/** A machine by its paths: a text, a list of names, `-> target`, `!ERRNO`, or several of them in turn. */
type Machine = { readonly [path: string]: string | readonly string[] | { readonly turns: readonly string[] } };

const answerOf = (said: string | readonly string[]): ContentAnswer | LinkAnswer => {
  if (typeof said !== 'string') return { kind: 'entries', entries: said };
  if (said.startsWith('-> ')) return { kind: 'link', target: said.slice(3) };
  if (said.startsWith('!')) return { kind: 'error', errno: said.slice(1) };
  return { kind: 'text', text: said };
};

const replay = (machine: Machine) => {
  const answers = Object.entries(machine).map(([path, said]): [string, readonly (ContentAnswer | LinkAnswer)[]] => [
    path,
    typeof said === 'object' && 'turns' in said ? said.turns.map(answerOf) : [answerOf(said)],
  ]);
  const manifest = inventedManifest();
  const ofKind = <T>(is: (answer: ContentAnswer | LinkAnswer) => answer is T & (ContentAnswer | LinkAnswer)) =>
    new Map(answers.flatMap(([path, all]) => (all.some(is) ? [[path, all.filter(is)] as const] : [])));
  const host = openReplay({
    manifest,
    contents: ofKind((answer): answer is ContentAnswer => answer.kind !== 'link'),
    links: ofKind((answer): answer is LinkAnswer & { kind: 'link' } => answer.kind === 'link'),
    refusedWrites: new Map(),
    commands: new Map(),
  });
  const read = async (...paths: readonly string[]): Promise<(FileAnswer | undefined)[]> => {
    const found = await host.readFiles([{ device: 'box', paths }]);
    return paths.map((path) => found.get(path));
  };
  return { ...host, read };
};

const text = (of: string): FileAnswer => ({ kind: 'text', text: of });
const error = (errno: string): FileAnswer => ({ kind: 'error', errno });

test('a file, a directory and a link answer what was recorded of them, and to another question as the kernel would', async () => {
  const host = replay({ '/d': ['f', 'l'], '/d/f': '1\n', '/d/l': '-> f', '/d/e': '!EIO' });
  expect(await host.read('/d/f', '/d/l', '/d/e', '/d')).toEqual([
    text('1\n'),
    text('1\n'),
    error('EIO'),
    error('EISDIR'),
  ]);
  expect([host.readdir('/d'), host.readdir('/d/f'), host.readdir('/d/e')]).toEqual([
    { kind: 'entries', entries: ['f', 'l'] },
    error('ENOTDIR'),
    error('EIO'),
  ]);
  expect([host.readlink('/d/l'), host.readlink('/d/f'), host.readlink('/d')]).toEqual([
    { kind: 'link', target: 'f' },
    error('EINVAL'),
    error('EINVAL'),
  ]);
  expect([host.name, host.clock.now().toISOString()]).toEqual(['box-01', '2026-11-22T08:00:00.000Z']);
});

const NOT_RECORDED = { kind: 'error', errno: 'EIO', detail: 'not recorded' };

test('a path missing in a recorded listing is absent; a path that was not requested is not recorded', async () => {
  const host = replay({ '/sys': ['class', 'lost'], '/sys/class': ['net'] });
  expect(await host.read('/sys/nothing', '/sys/nothing/below/it', '/sys/class/infiniband')).toEqual(
    Array(3).fill(error('ENOENT')),
  );
  expect(host.readdir('/sys/class/infiniband')).toEqual(error('ENOENT'));
  const unknown = ['/sys/lost', '/sys/lost/below/it', '/sys/class/net', '/sys/class/net/eth0', '/etc/hostname', '/'];
  expect(await host.read(...unknown)).toEqual(unknown.map(() => NOT_RECORDED));
  expect([host.readdir('/sys/lost'), host.readlink('/proc')]).toEqual([NOT_RECORDED, NOT_RECORDED]);
});

test('nothing is below a file, and below what was absent all is absent', async () => {
  const host = replay({ '/d': ['f', 'gone'], '/d/f': '1', '/d/gone': '!ENOENT' });
  expect(await host.read('/d/f/x')).toEqual([error('ENOTDIR')]);
  expect(await host.read('/d/gone/x')).toEqual([error('ENOENT')]);
});

const SYSFS: Machine = {
  '/sys': ['class', 'devices'],
  '/sys/class': ['infiniband', 'net'],
  '/sys/class/infiniband': ['mlx5_0'],
  '/sys/class/infiniband/mlx5_0': '-> ../../devices/pci0000:00/0000:18:00.0/infiniband/mlx5_0',
  '/sys/devices/pci0000:00/0000:18:00.0': ['infiniband', 'net', 'vendor'],
  '/sys/devices/pci0000:00/0000:18:00.0/vendor': '0x15b3\n',
  '/sys/devices/pci0000:00/0000:18:00.0/net': ['eth0'],
  '/sys/devices/pci0000:00/0000:18:00.0/infiniband/mlx5_0': ['device', 'fw_ver'],
  '/sys/devices/pci0000:00/0000:18:00.0/infiniband/mlx5_0/device': '-> ../../../0000:18:00.0',
  '/sys/devices/pci0000:00/0000:18:00.0/infiniband/mlx5_0/fw_ver': '28.43\n',
};

test('links on the way are followed inside the recording, one after the other', async () => {
  const host = replay(SYSFS);
  const device = '/sys/class/infiniband/mlx5_0';
  expect(await host.read(`${device}/fw_ver`, `${device}/device/vendor`)).toEqual([text('28.43\n'), text('0x15b3\n')]);
  expect(host.readdir(`${device}/device/net`)).toEqual({ kind: 'entries', entries: ['eth0'] });
  expect(host.readlink(`${device}/device`)).toEqual({ kind: 'link', target: '../../../0000:18:00.0' });
  expect(host.readdir(device)).toEqual({ kind: 'entries', entries: ['device', 'fw_ver'] });
  expect(await host.read(`${device}/board_id`)).toEqual([error('ENOENT')]);
});

test('a link that climbs above the root stays in the recording', async () => {
  const host = replay({
    '/': ['etc', 'up'],
    '/up': '-> ../../../../etc/shadow',
    '/etc': ['passwd'],
    '/etc/passwd': 'x',
  });
  expect(await host.read('/up')).toEqual([error('ENOENT')]);
});

test('links in a circle end, as a file, as a directory on the way and as a list', async () => {
  const host = replay({ '/a': '-> b', '/b': '-> a', '/self': '-> self', '/deep': '-> deep/deep' });
  expect(await host.read('/a', '/a/x', '/self', '/self/x', '/deep', '/deep/x')).toEqual(Array(6).fill(error('ELOOP')));
  expect([host.readdir('/b'), host.readlink('/b')]).toEqual([error('ELOOP'), { kind: 'link', target: 'a' }]);
});

test('a repeated request gets the next recorded answer, and the last one repeats', async () => {
  const host = replay({ '/n': { turns: ['1', '!EIO', '3'] }, '/l': '-> n', '/once': '7' });
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(...(await host.read(i % 2 === 0 ? '/n' : '/l')));
  expect(answers).toEqual([text('1'), error('EIO'), text('3'), text('3'), text('3')]);
  expect([...(await host.read('/once')), ...(await host.read('/once'))]).toEqual([text('7'), text('7')]);
});

test('what one reading has used up, another one of the same recording has not', async () => {
  const machine: Machine = { '/n': { turns: ['1', '2'] } };
  expect([...(await replay(machine).read('/n')), ...(await replay(machine).read('/n'))]).toEqual([
    text('1'),
    text('1'),
  ]);
});
