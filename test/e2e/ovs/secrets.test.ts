// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What nobody but the switch should see, and what everybody should: a recording is the machine, without its keys. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fabric } from '../fabric.js';
import { canRunOpenVswitch, type OpenVswitch, skipped, startOpenVswitch } from './open-vswitch.js';

const PSK = 'n0-0ne-May-Read-This';

/** What a recording replaces. */
const withoutIdentities = (json: string): string =>
  json
    .replace(/"host":"[^"]*"/, '"host":"?"')
    .replaceAll(/\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g, 'MAC')
    .replaceAll(/(?<="datapath_id":")[^"]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, 'IP')
    .replaceAll(/(?<="hostname":")[^"]*/g, 'NAME');

describe.skipIf(!canRunOpenVswitch)(`a real Open vSwitch${skipped}`, () => {
  let ovs: OpenVswitch;
  beforeAll(async () => {
    ovs = await startOpenVswitch();
    // The same key where no one expects it.
    await ovs.tool('ovs-vsctl', 'set', 'Interface', 'p1', `other_config:psk=${PSK}`, `external_ids:password=${PSK}`);
  });
  const types = [
    ...['switch', 'bridges', 'ports', 'interfaces', 'tunnels', 'bonds'],
    ...['mirrors', 'qos_ports', 'controllers', 'managers'],
  ];
  const formats = [
    ...['', '--wide', '--json', '--format ndjson', '--format prometheus', '--flows --json'],
    ...types.map((type) => `--format csv --type ${type}`),
  ];

  test.each(formats)('its key is in no format: %s', async (flags) => {
    const { stdout, stderr } = await ovs.fabric('ovs', ...flags.split(' ').filter((flag) => flag !== ''));
    expect(stdout).not.toBe('');
    expect(stdout + stderr).not.toContain(PSK);
  });

  test('a recording of it has no key, and its replay is the same to the byte', async () => {
    const directory = join(ovs.place, 'recording');
    const recorded = await ovs.fabric('ovs', '--json', '--record', directory);
    for (const part of readdirSync(directory)) {
      expect(readFileSync(join(directory, part), 'utf8')).not.toContain(PSK);
    }
    const replayed = await fabric(['ovs', '--json', '--replay', directory]);
    expect(withoutIdentities(replayed.stdout)).toBe(withoutIdentities(recorded.stdout));
    expect(replayed.status).toBe(recorded.status);
    expect((await fabric(['replay', 'check', directory])).stderr).toBe('');
  });

  test('a recording that keeps identities replays to the byte', async () => {
    const directory = join(ovs.place, 'kept');
    const argv = ['ovs', '--json', '--flows'];
    const recorded = await ovs.fabric(...argv, '--record', directory, '--keep-identities');
    const replayed = await fabric([...argv, '--replay', directory]);
    expect(replayed.stdout).toBe(recorded.stdout);
    expect(replayed.stdout).not.toContain(PSK);
    expect(replayed.status).toBe(recorded.status);
  });

  test('many at once all get the same answer', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => ovs.fabric('ovs', '--json', '--stable')));
    expect(new Set(runs.map(({ stdout, status }) => `${status} ${stdout}`)).size).toBe(1);
  });
});
