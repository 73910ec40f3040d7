// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What is installed on this machine, and a DPU below --root whose files are as the kernel has them, byte for byte. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { fabric, fabricCommand, run } from '../fabric.js';
import { unprivileged } from '../machine.js';
import { fabricHere } from '../this-machine.js';
import { scratch } from '../trees.js';

type Package = { readonly name: string; readonly version: string; readonly architecture: string };
type Answer = {
  readonly records: {
    readonly packages: readonly Package[];
    readonly software: Readonly<Record<string, string | null>>;
    readonly dpu: Readonly<Record<string, unknown>>;
  };
  readonly problems: readonly { readonly severity: string }[];
};

const read = (stdout: string): Answer => JSON.parse(stdout);

// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills it in
const FORMAT = '${db:Status-Status} ${Package} ${Architecture} ${Version}\n';
const dpkg = execaSync('/usr/bin/dpkg-query', ['--show', `--showformat=${FORMAT}`], { reject: false });
const installed = (dpkg.stdout ?? '')
  .split('\n')
  .filter((line) => line.startsWith('installed '))
  .map((line) => line.replace('installed ', ''))
  .sort();

describe.skipIf(installed.length === 0)('on a machine with dpkg', () => {
  test('the packages are those that dpkg has, all of them, for root and for anybody', async () => {
    const argv = ['sysinfo', '--section', 'packages', '--packages', 'all', '--json'];
    const asAnybody = unprivileged === null ? [] : [run([...unprivileged, ...fabricCommand(argv)])];
    for (const { stdout, status } of await Promise.all([fabricHere(argv), ...asAnybody])) {
      const { packages } = read(stdout).records;
      expect(packages.map(({ name, architecture, version }) => `${name} ${architecture} ${version}`).sort()).toEqual(
        installed,
      );
      expect(status).toBe(0);
    }
  });

  test('without --packages all they are some of these, and software names their versions', async () => {
    const { records, problems } = read((await fabricHere(['sysinfo', '--json'])).stdout);
    expect(records.packages.length).toBeLessThan(installed.length);
    for (const { name, architecture, version } of records.packages)
      expect(installed).toContain(`${name} ${architecture} ${version}`);
    const mstflint = installed.find((line) => /^mstflint \S+ /.test(line))?.split(' ')[2] ?? null;
    expect(records.software['mstflint_version']).toBe(mstflint);
    expect(problems.filter(({ severity }) => severity === 'warning')).toEqual([]);
  });
});

test('a variable of UEFI is read as the bytes that it is, and a recording has no identity of the board', async () => {
  const root = scratch();
  const plant = (path: string, text: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const board = '/sys/bus/platform/devices/MLNXBF04:00';
  const identities = {
    sn: 'MT2417XZ0Q3V',
    uuid: '5c8e1a3e77d24c1b9f0e6a2d41b7c850',
    oob_mac: 'a0:88:c2:00:01:2c',
  };
  plant('/sys/class/dmi/id/product_name', 'BlueField-3 DPU\n');
  plant('/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c', Buffer.from([6, 0, 0, 0, 1]));
  for (const [file, text] of Object.entries(identities)) plant(`${board}/${file}`, `${text}\n`);
  plant('/etc/hostname', 'bf3-77\n');
  plant('/etc/machine-id', '0f1e2d3c4b5a69788796a5b4c3d2e1f0\n');

  const directory = join(scratch(), 'recording');
  const live = await fabric(['sysinfo', '--section', 'dpu', '--root', root, '--record', directory, '--json']);
  const { sn: serial_number, uuid, oob_mac } = identities;
  expect(read(live.stdout).records.dpu).toMatchObject({ secure_boot: true, serial_number, uuid, oob_mac });
  const recorded = ['host.json', 'files.ndjson', 'commands.ndjson']
    .map((file) => readFileSync(join(directory, file), 'utf8'))
    .join('');
  for (const identity of [...Object.values(identities), 'bf3-77', '0f1e2d3c4b5a69788796a5b4c3d2e1f0'])
    expect(recorded).not.toContain(identity);
  const replayed = read((await fabric(['sysinfo', '--section', 'dpu', '--replay', directory, '--json'])).stdout);
  expect(replayed.records.dpu['secure_boot']).toBe(true);
  expect(replayed.records.dpu['serial_number']).toMatch(/^MT\d{4}[A-Z]{2}\d[A-Z]\d[A-Z]$/);
});
