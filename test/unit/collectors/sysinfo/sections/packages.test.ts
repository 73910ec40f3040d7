// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDpkg, parseRpm } from '../../../../../src/collectors/sysinfo/package-list.js';
import { packages } from '../../../../../src/collectors/sysinfo/sections/packages.js';
import { software } from '../../../../../src/collectors/sysinfo/sections/software.js';
import { ask, BELOW_ROOT, HUNG } from '../fake-tools.js';

// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills it in
const DPKG = 'dpkg-query -W -f ${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\n';
const RPM = 'rpm -qa --qf %{NAME}\\t%{EPOCHNUM}\\t%{VERSION}-%{RELEASE}\\t%{ARCH}\\n';

const ROWS = [
  'ii \tbash\t5.2.15-2+b7\tamd64',
  'hi \tlinux-image-6.1.0-28-amd64\t6.1.119-1\tamd64',
  'ii \tsnapd\t2.63\tamd64',
  'ii \tbfs\t1.2\tamd64',
  'ii \tlibibverbs1\t44.0-2\tamd64',
  'ii \tlibibverbs1\t44.0-2\ti386',
  'rc \tmft\t4.30.1-8\tamd64',
  'un \topenvswitch-doc\t\t',
  'iHR\tdoca-runtime\t2.9.1008-1\tamd64',
  'ii \topenvswitch-switch\t1:3.1.0-2+deb12u1\tamd64',
].map((row) => `${row}\n`);

const namesOf = (found: { readonly records: { readonly packages: readonly { readonly name: string }[] } }) =>
  found.records.packages.map(({ name }) => name);

test('installed is installed, also when it is held; removed, unknown and half installed is not', async () => {
  const found = await ask(packages, {}, { [DPKG]: ROWS.join('') });
  expect(namesOf(found)).toEqual(['libibverbs1', 'libibverbs1', 'linux-image-6.1.0-28-amd64', 'openvswitch-switch']);
  expect(found.records.packages[1]).toEqual({ name: 'libibverbs1', version: '44.0-2', architecture: 'i386' });
  expect(found.findings).toEqual([]);
  expect(namesOf(await ask(packages, {}, { [DPKG]: ROWS.join('') }, { packages: 'all' }))).toContain('bash');
});

test('runs rpm where dpkg has no package; its keys are not packages, and there are several kernels', async () => {
  const rows = [
    'gpg-pubkey\t0\t350d275d-6279464b\t(none)',
    'kernel-core\t0\t5.14.0-427.el9\tx86_64',
    'kernel-core\t0\t5.14.0-362.el9\tx86_64',
    'openvswitch3.3\t1\t3.3.0-2.el9\tx86_64',
  ];
  const tools = { [DPKG]: '', [RPM]: rows.map((row) => `${row}\n`).join('') };
  const found = await ask(packages, {}, tools);
  expect(found.findings).toEqual([]);
  expect(found.records.packages.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'kernel-core 5.14.0-362.el9',
    'kernel-core 5.14.0-427.el9',
    'openvswitch3.3 1:3.3.0-2.el9',
  ]);
  const { records } = await ask(software, { '/proc/sys/kernel/osrelease': '5.14.0-427.el9.x86_64' }, tools);
  expect(records.software).toMatchObject({ ovs_version: '3.3.0', kernel_package: 'kernel-core 5.14.0-427.el9' });
});

test.each([
  ['no tool', {}, null, 'absent', undefined],
  ['a tool that hung', { [DPKG]: HUNG }, null, 'timeout', undefined],
  ['--root', {}, BELOW_ROOT, 'denied', 'note'],
  ['a line that is no package', { [DPKG]: `${ROWS.join('')}dpkg-query: warning\n` }, null, 'parse', undefined],
  ['an answer that was cut', { [DPKG]: ROWS.join('').slice(0, -1) }, null, 'parse', undefined],
])('%s has one finding for the packages, and one for each version', async (_what, tools, otherwise, code, severity) => {
  const found = await ask(packages, {}, tools, { otherwise });
  expect(found.findings).toMatchObject([{ type: 'packages', where: '', field: null, code }]);
  expect(found.findings[0]?.severity).toBe(severity);
  const { records, findings } = await ask(software, { '/proc/sys/kernel/osrelease': '6.1.0-28-amd64' }, tools, {
    otherwise,
  });
  const lost = findings.filter((one) => one.code === code).map(({ field }) => field);
  expect(lost).toContain('mft_version');
  for (const field of lost) expect(records.software).toHaveProperty(String(field), null);
});

describe('whatever happens to the lines', () => {
  const rpmRows = ROWS.map((row, i) => `p${i}\t${i}\t1.${i}-1\tx86_64\n`.replace('p0', 'gpg-pubkey') || row);
  test.each([
    ['dpkg-query', parseDpkg, ROWS],
    ['rpm', parseRpm, rpmRows],
  ])('a package of %s is one that was there, once', (_tool, read, rows) => {
    const whole = read(rows.join('')).packages.map((one) => JSON.stringify(one));
    fc.assert(
      fc.property(fc.shuffledSubarray(rows), fc.nat(400), (some, cut) => {
        for (const text of [some.join(''), [...rows, ...some].join(''), rows.join('').slice(0, cut)]) {
          const { packages: found, errors } = read(text);
          const told = found.map((one) => JSON.stringify(one));
          expect(new Set(told).size).toBe(told.length);
          for (const one of told) expect(whole).toContain(one);
          expect(errors.length).toBe(text.endsWith('\n') || text === '' ? 0 : 1);
        }
      }),
    );
  });
});

test('software that is not installed is not a finding; with a foreign driver ofed_info runs', async () => {
  const none = await ask(software, { '/proc/sys/kernel/osrelease': '6.1.0' }, { [DPKG]: ROWS[0] ?? '' });
  expect(none.findings).toEqual([]);
  expect(Object.values(none.records.software ?? {}).every((value) => value === null)).toBe(true);
  const paths = {
    '/proc/sys/kernel/osrelease': '6.1.0-28-amd64',
    '/sys/module/mlx5_core/version': '24.10-1.1.4',
    '/opt/mellanox/doca/applications/VERSION': '3.4.0112',
  };
  const told = await ask(software, paths, {
    [DPKG]: ROWS.join(''),
    'ofed_info -s': 'MLNX_OFED_LINUX-24.10-1.1.4.0:\n',
  });
  expect(told).toMatchObject({
    findings: [],
    records: {
      software: {
        doca_version: '3.4.0112',
        mlx5_core_version: '24.10-1.1.4',
        ofed_version: 'MLNX_OFED_LINUX-24.10-1.1.4.0',
        ovs_version: '3.1.0',
        kernel_package: 'linux-image-6.1.0-28-amd64 6.1.119-1',
      },
    },
  });
});
