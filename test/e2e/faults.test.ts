// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CONTROL, portsOf, type Row, readDocument, wrongFields } from './documents.js';
import { fabric, fabricCommand, run } from './fabric.js';
import { canMount, einvalAttribute, unprivileged, withMounted } from './machine.js';
import { expectNoneLeft, watchPeak } from './processes.js';
import { classPath, counterPath, healthyTree, plantLink, plantText, portPath, scratch } from './trees.js';

const FORMATS = ['table', 'json', 'ndjson', 'csv', 'prometheus'];
const MIB = 1024 * 1024;

/** What a machine of eight adapters answers when every file can be read. */
let well: ReadonlyMap<string, Row>;

beforeAll(async () => {
  well = portsOf((await fabric(['hcaperf', '--json', '--root', await healthyTree()])).stdout);
  expect(well.size).toBe(8);
});

/** Fields of any port that are not as they were when all was well. */
const changedFields = (stdout: string): string[] =>
  [...portsOf(stdout)].flatMap(([name, port]) => wrongFields(port, well.get(name)).map((field) => `${name} ${field}`));

describe('a counter that the kernel refuses is null with the reason, and nothing else changes', () => {
  const canPlant = einvalAttribute !== null && canMount;
  test.skipIf(!canPlant)(
    'not supported (needs a kernel attribute that gives EINVAL, and root to mount it)',
    async () => {
      const root = await healthyTree();

      const { stdout, status } = await run([
        ...withMounted(einvalAttribute ?? '', counterPath(root, 'mlx5_2', 'symbol_error')),
        ...fabricCommand(['hcaperf', '--json', '--root', root]),
      ]);

      expect(changedFields(stdout)).toEqual(['mlx5_2/1 symbol_error: null instead of 0']);
      expect(readDocument(stdout).problems.find((p) => p.where === 'mlx5_2/1')).toMatchObject({
        fields: ['symbol_error'],
        severity: 'note',
        code: 'not_supported',
        detail: 'EINVAL',
      });
      expect(status).toBe(0);
    },
  );

  test.skipIf(unprivileged === null)('no permission (as root it needs setpriv or su)', async () => {
    const root = await healthyTree();
    chmodSync(counterPath(root, 'mlx5_2', 'symbol_error'), 0o000);

    const { stdout, status } = await run([
      ...(unprivileged ?? []),
      ...fabricCommand(['hcaperf', '--json', '--root', root]),
    ]);

    expect(changedFields(stdout)).toEqual(['mlx5_2/1 symbol_error: null instead of 0']);
    expect(readDocument(stdout).problems.find((p) => p.where === 'mlx5_2/1')).toMatchObject({
      fields: ['symbol_error'],
      severity: 'note',
      code: 'permission',
      detail: 'EACCES',
    });
    expect(status).toBe(0);
  });

  test('unreadable for another reason: the answer is partial', async () => {
    const root = await healthyTree();
    plantLink(counterPath(root, 'mlx5_2', 'symbol_error'), 'symbol_error');

    const { stdout, stderr, status } = await fabric(['hcaperf', '--json', '--root', root]);

    expect(changedFields(stdout)).toEqual(['mlx5_2/1 symbol_error: null instead of 0']);
    expect(readDocument(stdout).problems.find((p) => p.where === 'mlx5_2/1')).toMatchObject({
      fields: ['symbol_error'],
      severity: 'warning',
      code: 'unreadable',
      detail: 'ELOOP',
    });
    expect(stderr).toBe(
      'warning: mlx5_2/1: unreadable (ELOOP): symbol_error\npartial: 7 of 8 ports complete, status 6\n',
    );
    expect(status).toBe(6);
  });
});

// A busy machine may be late once; a deadline that does not hold is late every time.
describe('a counter file that is no attribute of one page', { retry: 2 }, () => {
  const plantHole = (path: string): void => {
    plantText(path, '');
    truncateSync(path, 100_000_000);
  };
  test.each<[string, (path: string) => void]>([
    ['of 100 MB in one line', plantHole],
    ['of 100 MB in many lines', (path) => plantText(path, '12345678\n'.repeat(100_000_000 / 9))],
  ])('%s costs its own adapter only, by the deadline', async (_, plant) => {
    const root = await healthyTree();
    plant(counterPath(root, 'mlx5_2', 'port_rcv_data'));
    await expectOneAdapterIsBad(root, [], 'EFBIG');
  });

  test.skipIf(!canMount).each([['/dev/zero'], ['/dev/urandom']])(
    'that is %s is not opened, and costs its own adapter only (needs root to mount it)',
    async (device) => {
      const root = await healthyTree();
      const words = withMounted(device, counterPath(root, 'mlx5_2', 'port_rcv_data'));
      await expectOneAdapterIsBad(root, words, 'a device, not an attribute');
    },
  );

  /** Runs it behind the words; every value but those of mlx5_2 is as it was, and `detail` says why. */
  const expectOneAdapterIsBad = async (root: string, words: readonly string[], detail: string): Promise<void> => {
    const watch = watchPeak(root);

    const { stdout, stderr, status, seconds } = await run([
      ...words,
      ...fabricCommand(['hcaperf', '--json', '--root', root, '--deadline', '2s']),
    ]);

    const memory = watch.stop();
    expect(status).toBe(6);
    const { problems } = readDocument(stdout);
    for (const [name, port] of portsOf(stdout)) {
      expect(wrongFields(port, well.get(name), name === 'mlx5_2/1' ? problems : []), name).toEqual([]);
    }
    const found = problems.find((p) => p.where === 'mlx5_2/1' && p.fields.includes('port_rcv_data_bytes'));
    expect(found).toMatchObject({ severity: 'warning', detail });
    expect(stdout).not.toMatch(CONTROL);
    expect(stderr).not.toMatch(CONTROL);
    await expectNoneLeft(root);
    expect.soft(seconds).toBeLessThan(3);
    expect.soft(memory.program / MIB, 'MiB of fabric').toBeLessThan(1024);
    expect.soft(memory.reader / MIB, 'MiB of the reader').toBeLessThan(256);
  };
});

describe('names and texts from outside', () => {
  const COUNTERS = ['new\nline', 'esc\u001b[31mred', 'c1\u009b31m', 'bidi\u202e', 'sp ace "q",x', '__proto__', '-v'];
  const NOT_UTF8 = Buffer.from([0xff, 0xfe]);
  const ADAPTERS = ['new\nline', 'esc\u001b]0;owned\u0007', '__proto__', 'constructor', 'bidi\u202e'];

  /** An adapter that is a plain directory. */
  const plantAdapter = (root: string, device: string): void => {
    plantText(join(classPath(root), device, 'fw_ver'), '28.\u001b[31m43\r\u009b\u2028\n');
    plantText(join(classPath(root), device, 'board_id'), '"MT",\\{}=\u001b]0;owned\u0007\n');
    plantText(portPath(root, device, 'state'), '4: ACTIVE\n');
    plantText(portPath(root, device, 'phys_state'), '5: \u001b[31mLinkUp\n');
    plantText(portPath(root, device, 'link_layer'), '\u001b[31m\n');
    plantText(portPath(root, device, 'rate'), '400 Gb/sec\u001b[31m\n');
    plantText(counterPath(root, device, 'symbol_error'), '7\n');
    plantText(counterPath(root, device, 'link_downed'), '7\u001b[31m\n');
  };

  const plantAll = async (): Promise<string> => {
    const root = await healthyTree();
    for (const [i, name] of COUNTERS.entries()) plantText(counterPath(root, 'mlx5_2', name), `${1000 + i}\n`);
    for (const name of ADAPTERS) plantAdapter(root, name);
    const notUtf8 = (path: string): Buffer => Buffer.concat([Buffer.from(`${path}/`), NOT_UTF8]);
    writeFileSync(notUtf8(portPath(root, 'mlx5_2', 'counters')), '1\n');
    writeFileSync(notUtf8(classPath(root)), '');
    return root;
  };

  test.each(FORMATS)('put no control character into %s or into the messages', async (format) => {
    const root = await plantAll();

    const answers = await Promise.all([
      fabric(['hcaperf', '--root', root, '--format', format]),
      fabric(['hcaperf', '--root', root, '--format', format, '--group', 'all']),
      fabric(['hcaperf', '--root', root, '--format', format, '-d', 'esc\u001b[31m\u202e']),
      fabric(['hcaperf', '--root', `${root}/\u001b[31m\u202e`, '--format', format]),
      fabric(['hcaperf', `--\u001b[31m\u202e`, '--format', format]),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([6, 6, 2, 4, 2]);
    for (const { stdout, stderr } of answers) {
      expect(stdout).not.toMatch(CONTROL);
      expect(stderr).not.toMatch(CONTROL);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  test('lose no value that can be read, and cost no other adapter', async () => {
    const { stdout } = await fabric(['hcaperf', '--json', '--root', await plantAll()]);

    const ports = portsOf(stdout);
    const { problems } = readDocument(stdout);
    for (const [name, port] of well) expect(wrongFields(ports.get(name), port), name).toEqual([]);
    // What would break a line of the reader's output is not read; all else is.
    expect(ports.get('mlx5_2/1')).toMatchObject({ 'bidi\u202e': '1003', 'sp ace "q",x': '1004', '-v': '1006' });
    expect(Object.values(ports.get('mlx5_2/1') ?? {}), 'the value of __proto__').toContain('1005');
    const unread = problems.find((p) => p.where === 'mlx5_2/1' && p.detail === 'EILSEQ');
    expect(unread?.fields).toEqual(expect.arrayContaining(['new\nline', 'esc\u001b[31mred', 'c1\u009b31m']));
    for (const name of ['__proto__', 'constructor']) {
      const port = ports.get(`${name}/1`);
      expect(port).toMatchObject({ state: 'active', state_id: '4', symbol_error: '7', link_downed: null });
      expect(port?.['board_id']).toBe('"MT",\\{}=\u001b]0;owned\u0007');
    }
  });
});

test('a port whose link layer cannot be read has a reason for its LID too', async () => {
  const root = await healthyTree();
  plantLink(portPath(root, 'mlx5_2', 'link_layer'), 'link_layer');

  const { stdout } = await fabric(['hcaperf', '--json', '--root', root]);

  const { problems } = readDocument(stdout);
  expect(wrongFields(portsOf(stdout).get('mlx5_2/1'), well.get('mlx5_2/1'), problems)).toEqual([]);
});

test('reports a text that is not a number with the name of its counter', async () => {
  const root = await healthyTree();
  plantText(counterPath(root, 'mlx5_2', 'symbol_error'), 'this is not what a counter looks like\n');

  const { stderr } = await fabric(['hcaperf', '--root', root, '-d', 'mlx5_2']);

  expect(stderr).toMatch(/^warning: mlx5_2\/1: .*this is not what a counter looks like.*symbol_error/m);
});

test('the ports of a bond each have the counters of the bond', async () => {
  const root = await healthyTree();
  for (const device of ['mlx5_6', 'mlx5_7']) plantText(portPath(root, device, 'gid_attrs/ndevs/0'), 'bond0\n');
  const statistics = { rx_bytes: '412000000017', tx_bytes: '117000000023', rx_errors: '3' };
  for (const [name, value] of Object.entries(statistics)) {
    plantText(join(root, 'sys/class/net/bond0/statistics', name), `${value}\n`);
  }

  const { stdout } = await fabric(['hcaperf', '--json', '--root', root]);

  const ports = portsOf(stdout);
  for (const name of ['mlx5_6/1', 'mlx5_7/1']) {
    expect(ports.get(name), name).toMatchObject({
      netdev: 'bond0',
      net_rx_bytes: '412000000017',
      net_tx_bytes: '117000000023',
      net_rx_errors: '3',
    });
  }
});

test('more files than one reader may be given are all read', async () => {
  const root = scratch();
  // Their names are together longer than 2 MiB, the kernel's limit for one process.
  const devices = Array.from({ length: 200 }, (_, i) => `mlx5_${'x'.repeat(240)}_${i}`);
  const counters = Array.from({ length: 36 }, (_, i) => `counter_${i}`);
  for (const [i, device] of devices.entries()) {
    mkdirSync(portPath(root, device, 'counters'), { recursive: true });
    for (const [j, name] of counters.entries()) writeFileSync(counterPath(root, device, name), `${i * 100 + j}\n`);
  }

  const { stdout } = await fabric(['hcaperf', '--json', '--root', root]);

  const read = readDocument(stdout).records.ports.map((port) => [port['device'], ...counters.map((c) => port[c])]);
  expect(read).toEqual(devices.map((device, i) => [device, ...counters.map((_, j) => String(i * 100 + j))]));
});
