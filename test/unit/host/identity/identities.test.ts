// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Identities, identityFinder } from '../../../../src/host/identity/identities.js';
import { IDENTITY_KINDS } from '../../../../src/host/identity/identity-match.js';
import { collectIdentities, type Source } from '../../../../src/host/identity/known-identities.js';
import { PseudonymKey } from '../../../../src/host/identity/pseudonym-key.js';

const key = new PseudonymKey(Buffer.alloc(32, 7));

/** What becomes of texts that were recorded together, on a machine of this name. */
const replaceAll = (texts: readonly (string | Source)[], hostname: string | null = null): readonly string[] => {
  const sources = texts.map((one) => (typeof one === 'string' ? { path: null, text: one } : one));
  const identities = new Identities(key, collectIdentities(sources, hostname));
  return sources.map(({ text, path }) => identities.replace(text, path));
};

/** The form that is left when hex digits, digits and letters are no longer told apart. */
const form = (text: string): string => text.replace(/[0-9a-f]/gi, 'x');

test.each([
  ['a MAC', 'a0:88:c2:4b:01:2f', 'a0:88:c2:'],
  ['a MAC in capitals', 'A0:88:C2:4B:01:2F', 'A0:88:C2:'],
  ['a MAC with dashes', 'a0-88-c2-4b-01-2f', 'a0-88-c2-'],
  ['a bare MAC', 'a088c24b012f', 'a088c2'],
  ['the MAC in the name of a netdev', 'enxa088c24b012f', 'enxa088c2'],
  ['a locally administered MAC', '02:42:ac:11:00:02', '02:'],
  ['a GUID of sysfs', 'a088:c203:004b:012f', 'a088:c203:00'],
  ['a GUID of the tools', '0xa088c203004b012f', '0xa088c20300'],
  ['a bare GUID', 'a088c203004b012f', 'a088c20300'],
  ['a GUID in pairs', 'a0:88:c2:03:00:4b:01:2f', 'a0:88:c2:03:00:'],
  ['a GUID that was made of nothing', '5c25:73ff:1c2d:3e4f', '5c25:73'],
  ['a link-local GID', 'fe80:0000:0000:0000:a288:c2ff:fe4b:012f', 'fe80:0000:0000:0000:a288:c2ff:fe'],
  ['a GID of a subnet', 'fec0:0000:0000:0001:a088:c203:004b:012f', '2001:0db8:'],
  ['a GID of IPv4', '0000:0000:0000:0000:0000:ffff:0a09:0203', '0000:0000:0000:0000:0000:ffff:0a'],
  ['a bare GID', 'fe80000000000000a088c203004b012f', 'fe80000000000000a088c20300'],
  [
    'the address of IP over InfiniBand',
    '00:00:10:49:fe:80:00:00:00:00:00:00:a0:88:c2:03:00:4b:01:2f',
    '00:00:10:49:fe:80:00:00:00:00:00:00:a0:88:c2:03:00:',
  ],
  ['a private IPv4 address', '10.20.30.40', '10.'],
  ['another private one', '192.168.7.9', '192.168.'],
  ['a public IPv4 address', '8.8.4.4', '198.18.'],
  ['a UUID', '2f7c1c1e-8a3d-4b7e-9b55-1a2b3c4d5e6f', ''],
  ['a machine id', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', ''],
  ['a serial number of the vendor', 'MT2245X01234', 'MT'],
])('%s becomes another of the same form and vendor', (_what, identity, prefix) => {
  const [found = ''] = replaceAll([identity]);
  expect(found).not.toBe(identity);
  expect(found.startsWith(prefix)).toBe(true);
  if (!identity.includes('.') && !identity.startsWith('MT')) expect(form(found)).toBe(form(identity));
  if (identity.startsWith('MT')) expect(found).toMatch(/^MT\d{4}[A-Z]\d{5}$/);
});

test('the forms of one address stay forms of one address', () => {
  const forms = ['a0:88:c2:4b:01:2f', 'a088:c203:004b:012f', 'fe80::a288:c2ff:fe4b:12f', 'enxa088c24b012f'];
  const [mac = '', ...others] = replaceAll(forms);
  const [oui, rest] = [mac.replaceAll(':', '').slice(0, 6), mac.replaceAll(':', '').slice(6)];
  const [guid = '', gid = '', name = ''] = others;
  expect(guid.replaceAll(':', '')).toBe(`${oui}0300${rest}`);
  expect(new URL(`http://[${gid}]`).hostname).toBe(
    new URL(`http://[fe80::a288:c2ff:fe${rest.slice(0, 2)}:${rest.slice(2)}]`).hostname,
  );
  expect(name).toBe(`enx${oui}${rest}`);
});

test('the id of an eswitch, a GUID from its last byte to its first, stays the one of its adapter', () => {
  const [guid = '', id = ''] = replaceAll([
    'a088:c203:004b:012f',
    { path: '/sys/x/phys_switch_id', text: '2f014b0003c288a0\n' },
  ]);
  expect(id.trim().match(/../g)?.reverse().join('')).toBe(guid.replaceAll(':', ''));
  expect(id.slice(0, 6)).not.toBe('2f014b');
});

test('an id of an eswitch that has 32 bytes is one everywhere, and a digest of as many is none', () => {
  const [id, digest] = ['17ce448d43fac194'.repeat(4), 'fedcba9876543210'.repeat(4)];
  const [file = '', text = ''] = replaceAll([
    { path: '/sys/x/phys_switch_id', text: id },
    `{"switch_id":"${id}","image":"sha256:${digest}"}`,
  ]);
  expect(file).toMatch(/^[0-9a-f]{64}$/);
  expect(file).not.toBe(id);
  expect(text).toBe(`{"switch_id":"${file}","image":"sha256:${digest}"}`);
});

test.each([
  ['zero and broadcast addresses', '00:00:00:00:00:00 ff:ff:ff:ff:ff:ff 0000:0000:0000:0000'],
  ['multicast', '01:00:5e:00:00:01 33:33:00:00:00:01 224.0.0.251 ff02::1'],
  ['loopback and unspecified', '127.0.0.1 0.0.0.0 ::1 :: fe80::1'],
  ['masks', '255.255.255.0'],
  ['PCI addresses', '0000:18:00.0 pci0000:15/0000:15:01.0'],
  ['counters', '12912660118034512 1921004417722360 000000000000 1234567890123456'],
  ['small numbers in hex', '0x0000000000000041 0x000000ff'],
  ['versions', '28.43.2026 5.15.0-1060-bluefield 24.10-1.1.4.0 driver version: 5.15.0.1 v1.2.3.4 fw 16.35.2.1'],
  ['a PSID', 'MT_0000000884'],
  ['a time', '12:30:45 2026-11-22T08:00:00.000Z'],
  ['serials that say nothing', 'Serial Number: N/A\nserial: None\nSerial Number: To be filled'],
  ['a console', 'console=ttyS0,115200n8 serial=ttyS0'],
])('%s identify nobody', (_what, text) => {
  expect(replaceAll([text])).toEqual([text]);
});

test('a serial number is found by its file and by its label, and then wherever it stands', () => {
  const [file = '', label = '', column = '', json = '', error = ''] = replaceAll([
    { path: '/sys/class/dmi/id/product_serial', text: 'J1050ACR0123\n' },
    'Vendor Serial Number               : QX22334455\n',
    '  SN             Serial Number           AB9988776\n',
    '{"serial_number":"PO-77-1234","x":"QX22334455"}',
    'nvme0: cannot talk to J1050ACR0123 (AB9988776)',
  ]);
  expect(file).toMatch(/^J1050ACR0123\n$|^[A-Z]\d{4}[A-Z]{3}\d{4}\n$/);
  for (const [text, serial] of [
    [file, 'J1050ACR0123'],
    [label, 'QX22334455'],
    [column, 'AB9988776'],
    [json, 'PO-77-1234'],
    [json, 'QX22334455'],
    [error, 'J1050ACR0123'],
    [error, 'AB9988776'],
  ] as const) {
    expect(text).not.toContain(serial);
  }
  expect(error).toContain(file.trim());
  expect(column).toMatch(/^ {2}SN {13}Serial Number {11}AB\d{7}\n$/);
});

test('replaces a short serial number where it is labeled, and not an equal number elsewhere', () => {
  expect(replaceAll([{ path: '/sys/class/dmi/id/board_serial', text: '1234\n' }, '1234'])[1]).toBe('1234');
  expect(replaceAll([{ path: '/sys/class/dmi/id/board_serial', text: '1234\n' }])[0]).not.toBe('1234\n');
});

test('a serial number of 80 kB is replaced wherever it stands, and by a short pseudonym', () => {
  const serial = 'aB1'.repeat(27_000);
  const [label = '', other] = replaceAll([`sn=${serial}`, `error on ${serial}: timeout`]);
  expect(label).toMatch(/^sn=serial-[0-9a-f]{16}$/);
  expect(other).toBe(`error on ${label.slice('sn='.length)}: timeout`);
});

test('the name of the machine is replaced in longer names too, and with its domain', () => {
  const [description, longer, full, shout] = replaceAll(
    ['gpu-07 mlx5_0\n', 'gpu-07-bmc gpu-071', 'error on gpu-07.rack4.example.com: timeout', 'GPU-07'],
    'gpu-07.rack4.example.com',
  );
  const name = /^(host-[0-9a-f]{6}) mlx5_0\n$/.exec(description ?? '')?.[1];
  expect(longer).toBe(`${name}-bmc gpu-071`);
  expect(full).toMatch(new RegExp(`^error on ${name}\\.[0-9a-f]{6}\\.example: timeout$`));
  expect(shout).toBe(name);
});

test.each(['localhost', 'active', 'bluefield', 'p0', '12345'])('a machine named %s keeps its words', (hostname) => {
  const text = `${hostname} is 5.15.0-1060-${hostname} ${hostname}`;
  expect(replaceAll([text], hostname)).toEqual([text]);
});

test('secrets are not kept in any form', () => {
  const texts = [
    'options:psk=s3cr3t-of-vxlan psk = "another one"',
    '["psk","s3cr3t-of-vxlan"]',
    'password: hunter2!',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
    `ssh-ed25519 ${'A'.repeat(68)} root@box`,
    'ovs said s3cr3t-of-vxlan',
  ];
  const found = replaceAll(texts).join('\n');
  for (const secret of ['s3cr3t', 'another', 'hunter2', 'b3BlbnNz', 'AAAA']) expect(found).not.toContain(secret);
});

test('replaces all of a secret in the database of Open vSwitch, whatever is in it, and where it stands alone', () => {
  const psk = 'a b,"c"];psk 10.9.8.7';
  const texts = [
    `["map",[["ipsec_psk",${JSON.stringify(psk)}],["key","100"]]]`,
    '["hostname","other-machine-12.lab"]',
    `ovs-vsctl: bad value ${psk} in options`,
  ];
  const [map = '', hostname, error] = replaceAll(texts);
  expect(map).toMatch(/^\["map",\[\["ipsec_psk","key-[0-9a-f]{8}"\],\["key","100"\]\]\]$/);
  expect(error).toMatch(/^ovs-vsctl: bad value key-[0-9a-f]{8} in options$/);
  expect(hostname).toMatch(/^\["hostname","host-[0-9a-f]{6}\.[0-9a-f]{6}\.example"\]$/);
});

const hex = (digits: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: digits, maxLength: digits }).map((all) => all.join(''));
const mac = hex(12).filter((m) => Number.parseInt(m.slice(0, 2), 16) % 2 === 0 && !/^0+$/.test(m));
const withColons = (digits: string): string => (digits.match(/../g) ?? []).join(':');

test('another key gives another pseudonym, the same key the same', () => {
  fc.assert(
    fc.property(mac, fc.uint8Array({ minLength: 32, maxLength: 32 }), (address, secret) => {
      const text = withColons(address);
      const other = new Identities(new PseudonymKey(Buffer.from(secret)), collectIdentities([], null));
      expect(other.replace(text)).toBe(other.replace(text));
      expect(replaceAll([text])).toEqual(replaceAll([text, text]).slice(1));
    }),
    { numRuns: 200 },
  );
});

test('two addresses of a vendor never become one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(hex(6), { minLength: 2, maxLength: 60 }), (rests) => {
      const found = replaceAll(rests.map((rest) => withColons(`a088c2${rest}`)));
      expect(new Set(found).size).toBe(rests.length);
    }),
    { numRuns: 50 },
  );
});

test('whatever surrounds an address, it is found, and nothing but it changes', () => {
  const around = fc.constantFrom('', ' ', '/', '"', 'mac:', 'tcp:', '=', '(', '\n', '[', ', ', '<', "'", ';');
  const after = fc.constantFrom('', ' ', '/', '"', ':', ')', '\n', ']', ',', '.', '%p0', '/64', "'", ';', '|');
  fc.assert(
    fc.property(mac, around, after, (address, before, behind) => {
      const text = withColons(address);
      const [found = ''] = replaceAll([before + text + behind]);
      const inner = found.slice(before.length, found.length - behind.length);
      expect([found.slice(0, before.length), found.slice(found.length - behind.length)]).toEqual([before, behind]);
      expect(inner).toMatch(/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    }),
    { numRuns: 300 },
  );
});

test('a text without an identity stays as it is, and no text is too odd', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const learned = collectIdentities([{ path: null, text }], null);
      const isPlain = identityFinder(learned, key)(text, null).length === 0;
      const found = new Identities(key, learned).replace(text);
      expect(isPlain ? found === text : typeof found === 'string').toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('the documentation has a row for every kind, in the words of the code', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/recording.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, kind]) => kind);
  expect(rows).toEqual([...IDENTITY_KINDS]);
});

test('the name of a UEFI variable and a version in a package list identify no machine', () => {
  const packages = 'ii \tlibfive\t5.4.1.0\tarm64\nii \tgpu-07-config\t1.2~gitca55bb4c1d2e-0ca55bb4c1d2\tarm64\n';
  const rpms = 'libfive\t1\t5.4.1.0\tx86_64\nuser\t1000\t10.9.0.1\t/home/user\n';
  const variable = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';
  const board = { path: '/sys/bus/platform/devices/MLNXBF04:00/driver/sn', text: 'MT2417XZ0Q3V' };
  const [dpkg = '', rpm = '', path, serial = '', other] = replaceAll(
    [packages, rpms, variable, board, 'sn.txt: MT2417XZ0Q3V'],
    'gpu-07',
  );
  expect(dpkg).toBe(packages.replace('gpu-07', new Identities(key, collectIdentities([], null)).hostname('gpu-07')));
  expect(rpm.split('\n')[0]).toBe('libfive\t1\t5.4.1.0\tx86_64');
  expect(rpm).not.toContain('10.9.0.1');
  expect(path).toBe(variable);
  expect(serial).not.toBe(board.text);
  expect(serial).toMatch(/^MT/);
  expect(other).toBe(`sn.txt: ${serial}`);
});
