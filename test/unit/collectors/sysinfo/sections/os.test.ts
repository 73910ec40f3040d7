// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseOsRelease } from '../../../../../src/collectors/sysinfo/os-release.js';
import { os } from '../../../../../src/collectors/sysinfo/sections/os.js';
import type { Paths } from '../../../small-machine.js';
import { collectSection } from '../collect-section.js';

const KERNEL: Paths = { '/proc/sys/kernel/osrelease': '6.1.0-1-amd64', '/proc/sys/kernel/arch': 'x86_64' };

test.each<[string, string, readonly (string | null)[], string]>([
  [
    'a code name in the version is not part of it',
    'NAME="Ubuntu"\nVERSION="22.04.5 LTS (Jammy Jellyfish)"\nVERSION_ID="22.04"\nVERSION_CODENAME=jammy\nID=ubuntu',
    ['ubuntu', 'Ubuntu', '22.04.5 LTS', 'jammy'],
    'Ubuntu 22.04.5 LTS, kernel 6.1.0-1-amd64, x86_64',
  ],
  [
    'a code name that stands only there is told',
    "NAME='Rocky Linux'\nVERSION='9.4 (Blue Onyx)'\nID='rocky'",
    ['rocky', 'Rocky Linux', '9.4', 'Blue Onyx'],
    'Rocky Linux 9.4, kernel 6.1.0-1-amd64, x86_64',
  ],
  [
    'a rolling distribution has no version',
    '# Arch\nNAME="Arch Linux"\nID=arch',
    ['arch', 'Arch Linux', null, null],
    'Arch Linux, kernel 6.1.0-1-amd64, x86_64',
  ],
])('%s', async (_, release, fields, line) => {
  const told = await collectSection(os, { ...KERNEL, '/etc/os-release': release });
  const { id, name, version, codename } = told.records.os ?? {};
  expect([id, name, version, codename]).toEqual(fields);
  expect(told.line).toBe(line);
  expect(told.findings).toEqual(fields[2] === null ? ['version absent no VERSION in os-release'] : []);
});

test('the second place of os-release holds where the first is not installed, and only then', async () => {
  const second = { ...KERNEL, '/usr/lib/os-release': 'NAME=Image\nID=image\nVERSION_ID=1' };
  expect((await collectSection(os, second)).line).toBe('Image 1, kernel 6.1.0-1-amd64, x86_64');
  const refused = await collectSection(os, { ...second, '/etc/os-release': '!EIO' });
  expect(refused.records.os?.name).toBeNull();
  expect(refused.findings).toContain('name unreadable EIO');
});

const X86 = 'cpu:type:x86,ven0000fam0006mod008F:feature:,0000';
test.each<[string, Paths, string | null]>([
  ['the kernel says it', { '/proc/sys/kernel/arch': 'ppc64le' }, 'ppc64le'],
  ['Arm of 64 bits says it', { '/sys/devices/system/cpu/modalias': 'cpu:type:aarch64:feature:,0000' }, 'aarch64'],
  [
    'x86 with addresses of 64 bits',
    { '/sys/devices/system/cpu/modalias': X86, '/proc/meminfo': 'VmallocTotal:   34359738367 kB' },
    'x86_64',
  ],
  [
    'a kernel of 32 bits on a CPU of 64',
    { '/sys/devices/system/cpu/modalias': X86, '/proc/meminfo': 'VmallocTotal:     122880 kB' },
    'i686',
  ],
  ['x86 that does not tell', { '/sys/devices/system/cpu/modalias': X86, '/proc/meminfo': 'MemTotal: 1 kB' }, null],
  ['nothing', {}, null],
])('architecture: %s', async (_, paths, architecture) => {
  const { records, findings } = await collectSection(os, paths);
  expect(records.os?.architecture).toBe(architecture);
  expect(findings.some((line) => line.startsWith('architecture'))).toBe(architecture === null);
});

test('os-release: what is written is read back; nothing makes it throw', () => {
  const values = fc
    .stringMatching(/^[ -~]{1,30}$/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[A-Z][A-Z_]{0,9}$/), values, { minKeys: 1 }), (written) => {
      const lines = Object.entries(written).map(([name, value]) => `${name}="${value.replaceAll(/["$`\\]/g, '\\$&')}"`);
      expect(Object.fromEntries(parseOsRelease(lines.join('\n')) ?? [])).toEqual(written);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseOsRelease(text)));
});
