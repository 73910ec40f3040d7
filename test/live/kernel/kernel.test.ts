// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares fabric on a real kernel with the kernel's own tools; guest.sh runs the commands. */

import { describe, expect, test } from 'vitest';
import { type Document, type Problem, parseExact, portsOf, type Row, readDocument } from '../../e2e/documents.js';
import { bootGuest, namesBetween } from '../boot/guest.js';
import { answersOf } from '../boot/guest-answers.js';
import { READ_ERRORS } from './read-errors.js';
import { countersOfIp, countersOfRdma, type Link, movedByPerftest } from './tool-output.js';

const guest = await bootGuest({ prepare: 'boot/prepare.sh', script: 'kernel/guest.sh' });
const { why, answer, stdout } = answersOf(guest);

const port = (moment: string, name: string): Row => portsOf(stdout(`${moment}.hcaperf.root--json`)).get(name) ?? {};

/** Increase of a counter of rxe0 during the traffic. */
const rise = (field: string): number =>
  Number(port('after', 'rxe0/1')[field]) - Number(port('before', 'rxe0/1')[field]);

/** The traffic that perftest reports; its other end must have succeeded too. */
const movedBy = (name: string): ReturnType<typeof movedByPerftest> => {
  expect(answer(`${name}.server`).status).toBe(0);
  return movedByPerftest(stdout(name));
};

describe.skipIf(guest.kind === 'skipped')(`on a real kernel${why}`, () => {
  describe.each(['before', 'after'])('%s the traffic', (moment) => {
    test('no counter moved while fabric ran', () => {
      expect(countersOfRdma(stdout(`${moment}.rdma.again`))).toEqual(countersOfRdma(stdout(`${moment}.rdma`)));
      expect(countersOfIp(stdout(`${moment}.ip.again`))).toEqual(countersOfIp(stdout(`${moment}.ip`)));
    });

    test('the counters of Soft-RoCE are exactly those of rdma statistic', () => {
      const known = Object.entries(port(moment, 'rxe0/1')).filter(
        ([name, value]) => /^hw_/.test(name) && value !== null,
      );
      const { hw_lifespan_seconds: lifespan, ...counters } = Object.fromEntries(known);
      const expected = Object.entries(countersOfRdma(stdout(`${moment}.rdma`))).map(([name, value]) => [
        `hw_${name}`,
        value,
      ]);
      expect(counters).toEqual(Object.fromEntries(expected));
      expect(Number(lifespan)).toBe(Number(stdout('attribute.lifespan')) / 1000); // the file is in milliseconds
    });

    test('the counters of its netdev equal those of ip', () => {
      const { rx, tx } = countersOfIp(stdout(`${moment}.ip`));
      expect(port(moment, 'rxe0/1')).toMatchObject({
        net_rx_bytes: rx['bytes'],
        net_rx_packets: rx['packets'],
        net_rx_errors: rx['errors'],
        net_rx_dropped: rx['dropped'],
        net_tx_bytes: tx['bytes'],
        net_tx_packets: tx['packets'],
        net_tx_errors: tx['errors'],
        net_tx_dropped: tx['dropped'],
      });
    });

    test('shows every device, with null for what it lacks', () => {
      const { records, problems } = readDocument(stdout(`${moment}.hcaperf.root--json`));
      expect(records.ports).toMatchObject([
        {
          device: 'rxe0',
          netdev: 'roce0',
          kind: 'virtual',
          link_layer: 'ethernet',
          state: 'active',
          phys_state: 'linkup',
        },
        // The kernel keeps 2.5 Gb/sec for a port that is down.
        { device: 'rxe1', netdev: 'cold0', state: 'down', phys_state: 'disabled', rate_bytes_per_second: null },
        { device: 'siw0', netdev: null, kind: 'virtual', state: 'active', rate_bytes_per_second: '1250000000' },
      ]);
      expect(answer('attribute.netdev').stderr).toMatch(/gid_attrs\/ndevs\/0: Invalid argument$/m);
      expect(problems).toEqual([
        {
          type: 'ports',
          where: 'siw0/1',
          fields: ['netdev'],
          severity: 'note',
          code: 'absent',
          detail: 'no network interface',
        },
      ]);
    });
  });

  test('packet counters rose by what the traffic tool reports', () => {
    const runs = [movedBy('write'), movedBy('send')];
    // Soft-RoCE sends 1024 bytes per packet here, and the last packet of a message requests an acknowledgement, which is a
    // packet too. One of them may answer for several messages. Both ends are rxe0: what it sends, it receives.
    const data = runs.reduce((n, { messages, bytes }) => n + messages * Math.ceil(bytes / 1024), 0);
    const acknowledgements = runs.reduce((n, { messages }) => n + messages, 0);
    expect(data).toBe((200 + 100) * 4);
    for (const field of ['hw_sent_pkts', 'hw_rcvd_pkts']) {
      expect(rise(field), field).toBeGreaterThanOrEqual(data + runs.length);
      expect(rise(field), field).toBeLessThanOrEqual(data + acknowledgements);
    }
    expect(rise('hw_rcvd_pkts')).toBe(rise('hw_sent_pkts'));
    // Only the messages of the second run are received.
    expect([rise('hw_rdma_sends'), rise('hw_rdma_recvs')]).toEqual([100, 100]);
    expect(rise('hw_duplicate_request')).toBe(0);
  });

  test('netdev bytes rose by what ping sent, without RDMA traffic', () => {
    expect(stdout('ping')).toContain('5 packets transmitted, 5 packets received');
    const frame = 14 + 20 + 8 + 1000; // Ethernet, IP, ICMP, and the payload of ping
    expect([rise('net_tx_packets'), rise('net_tx_bytes')]).toEqual([5, 5 * frame]);
    expect([rise('net_rx_packets'), rise('net_rx_bytes')]).toEqual([5, 5 * frame]);
  });

  test('gives null instead of 0 for soft-iWARP, which has no counters', () => {
    expect(movedBy('iwarp')).toEqual({ messages: 100, bytes: 4096 });
    const counters = Object.entries(port('after', 'siw0/1')).filter(([name]) => /^(hw_|port_|net_)/.test(name));
    expect(counters.length).toBeGreaterThan(60);
    expect(counters.filter(([, value]) => value !== null)).toEqual([]);
  });
});

/** False for sysinfo: it has fields for root only, and fields that change constantly. */
const hasNothingForRoot = (name: string): boolean => !name.endsWith('.sysinfo');

describe.skipIf(guest.kind === 'skipped')(`an unprivileged user sees what root sees${why}`, () => {
  test.each(namesBetween(guest, '', '.root--stable').filter(hasNothingForRoot))(
    '%s, byte for byte with --stable',
    (name) => {
      const { stdout, stderr, status } = answer(`${name}.root--stable`);
      expect(answer(`${name}.nobody--stable`)).toEqual({ stdout, stderr, status });
      expect(stdout).toContain('"records":{');
    },
  );

  test.each(namesBetween(guest, '', '.root--json').filter(hasNothingForRoot))('%s, but for the times', (name) => {
    const withoutTimes = (who: string): unknown => {
      const { stdout, stderr, status } = answer(`${name}.${who}--json`);
      const { collected_at: _at, duration_seconds: _duration, ...rest } = parseExact(stdout) as Record<string, unknown>;
      return { ...rest, stderr, status };
    };
    expect(withoutTimes('nobody')).toEqual(withoutTimes('root'));
  });
});

describe.skipIf(guest.kind === 'skipped')(`read errors of the kernel${why}`, () => {
  const joined = (): Document => readDocument(answer('joined.hcaperf.root--json').stdout);
  const odd = (): Row => joined().records.ports.find(({ device }) => device === 'odd0') ?? {};

  test.each(READ_ERRORS)('%s: %s', (counter, _what, message, errno, code, severity) => {
    expect(answer(`attribute.${counter}`).stderr.trim().split(': ').at(-1)).toBe(message);
    expect(odd()[counter]).toBeNull();
    const reasons = joined().problems.filter(({ where, fields }) => where === 'odd0/1' && fields.includes(counter));
    expect(reasons).toMatchObject([{ code, severity, detail: errno }]);
  });

  test('affect no other value, and only EIO is a warning', () => {
    const { stdout } = answer('attribute.port_rcv_packets');
    expect(Number(stdout)).toBeGreaterThan(0);
    expect(odd()['port_rcv_packets']).toBe(stdout.trim());
    expect(answer('joined.hcaperf.root--json')).toMatchObject({
      status: 6,
      stderr: 'warning: odd0/1: unreadable (EIO): link_error_recovery\npartial: 5 of 6 ports complete, status 6\n',
    });
  });
});

describe.skipIf(guest.kind === 'skipped')(`the eswitch of netdevsim${why}`, () => {
  type Devices = { readonly records: { readonly devices: readonly object[] }; readonly problems: readonly Problem[] };
  const netdevOf = (name: string): string | undefined =>
    (JSON.parse(stdout('links')) as Link[]).find((link) => link.phys_port_name === name)?.ifname;

  test('has the uplink as its port, and representors', () => {
    const { records } = readDocument(answer('joined.hcaperf.root--json').stdout);
    const ports = records.ports.filter(({ device }) => device === 'nsim0');
    const shown = ports.map(({ port, kind, netdev, net_rx_bytes }) => ({ port, kind, netdev, net_rx_bytes }));
    const names = ['p1', 'pf0vf0', 'pf0vf1', 'pf0vf2', 'pf0vf3'];
    expect(new Set(names.map(netdevOf)).size).toBe(5);
    expect(shown).toEqual(
      names.map((name, i) => ({
        port: String(i + 1),
        kind: i === 0 ? 'pf' : 'representor',
        netdev: netdevOf(name),
        net_rx_bytes: '0',
      })),
    );
  });

  test('fabric devices shows them below their function, with the common switch ID', () => {
    const { records, problems } = parseExact(stdout('joined.devices.root--json')) as Devices;
    const [id, ...others] = stdout('attribute.phys_switch_id').trim().split('\n');
    expect(others).toEqual([id, id, id, id]);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    const representors = ['pf0vf0', 'pf0vf1', 'pf0vf2', 'pf0vf3'];
    expect(records.devices).toMatchObject([
      // One end of a veth pair: the kernel answers EOPNOTSUPP, because it belongs to no eswitch.
      { pci_address: '0000:00:1f.6', netdevs: ['roce0'], phys_port_name: null, phys_switch_id: null, eswitch: null },
      {
        device: 'nsim0',
        kind: 'pf',
        netdevs: [netdevOf('p1')],
        phys_port_name: 'p1',
        phys_switch_id: id,
        eswitch: 'switchdev',
        representors: '4',
        sriov_numvfs: '4',
      },
      ...representors.map((name) => ({
        kind: 'representor',
        pci_address: '0000:00:1f.7',
        part: netdevOf(name),
        netdevs: [netdevOf(name)],
        phys_port_name: name,
        phys_switch_id: id,
      })),
    ]);
    expect(records.devices).toHaveLength(6);
    expect(problems.flatMap(({ fields }) => fields).filter((field) => /^phys_|^netdevs$/.test(field))).toEqual([]);
  });

  test('skips the representors without --all, with a note', () => {
    const { records, problems } = readDocument(stdout('joined.uplink'));
    expect(records.ports).toMatchObject([{ device: 'nsim0', port: '1', netdev: netdevOf('p1') }]);
    expect(problems.map(({ detail }) => detail)).toContain('skipped 4 representors; use --all');
  });
});

describe.skipIf(guest.kind === 'skipped')(`a machine without an NVIDIA adapter${why}`, () => {
  test.each(namesBetween(guest, 'tools.', '.root'))(
    '%s reports it as root, and requires root from a user',
    (provider) => {
      const root = answer(`tools.${provider}.root`);
      const { records, problems } = readDocument(root.stdout);
      expect(Object.values(records).flat()).toEqual([]);
      expect(problems).toMatchObject([{ where: '', severity: 'note', code: 'absent' }]);
      expect(root.status).toBe(0);
      const nobody = answer(`tools.${provider}.nobody`);
      expect(JSON.parse(nobody.stdout)).toMatchObject({
        error: { code: 'permission', fix: `sudo fabric ${provider}` },
      });
      expect(nobody.status).toBe(4);
    },
  );
});

describe.skipIf(guest.kind === 'skipped')(`sysinfo with netdevsim${why}`, () => {
  type Machine = {
    readonly records: { readonly eswitches: readonly object[]; readonly reporters: readonly object[] };
    readonly problems: readonly Problem[];
  };
  const machine = (name: string): Machine => parseExact(stdout(name)) as Machine;
  const DEVICE = 'netdevsim/netdevsim10';
  const modeOf = (name: string): string => JSON.parse(stdout(name)).dev[DEVICE].mode;

  test.each([
    ['switchdev', 'after.sysinfo.root--json', 'devlink.eswitch'],
    ['legacy', 'legacy.sysinfo', 'devlink.legacy'],
  ])('reports the eswitch mode %s of devlink', (mode, answerName, devlinkName) => {
    expect(modeOf(devlinkName)).toBe(mode);
    expect(machine(answerName).records.eswitches).toEqual([
      { device: DEVICE, mode, evidence: 'devlink', inline_mode: null, encap_mode: null },
    ]);
  });

  test('reports to a user that the mode needs root, and gives no other mode', () => {
    const { records, problems } = machine('after.sysinfo.nobody--json');
    expect(records.eswitches).toMatchObject([{ device: DEVICE, mode: null, evidence: null }]);
    expect(problems).toContainEqual(
      expect.objectContaining({ type: 'eswitches', where: DEVICE, code: 'permission', detail: 'needs root' }),
    );
    expect(answer('after.sysinfo.nobody--json').status).toBe(0);
  });

  test.each(['root', 'nobody'])('reports the health reporters of devlink, one with an error, for %s', (who) => {
    const reporters: readonly Row[] = JSON.parse(stdout('devlink.health')).health[DEVICE];
    expect(answer('health.broken').status).toBe(0);
    expect(reporters).toMatchObject([
      { reporter: 'empty', error: 0 },
      { reporter: 'dummy', error: 1, recover: 1 },
    ]);
    expect(machine(`after.sysinfo.${who}--json`).records.reporters).toEqual(
      reporters.map((one) => ({
        device: DEVICE,
        port: null,
        reporter: one['reporter'],
        state: one['state'],
        errors: String(one['error']),
        recoveries: String(one['recover']),
        auto_recover: one['auto_recover'] ?? null,
        grace_period_seconds: one['grace_period'] === undefined ? null : String(Number(one['grace_period']) / 1000),
        last_dump: one['last_dump_date'] === undefined ? null : `${one['last_dump_date']} ${one['last_dump_time']}`,
      })),
    );
  });
});

describe.skipIf(guest.kind === 'skipped')(`a recording of the guest${why}`, () => {
  test.each(namesBetween(guest, 'recorded.', ''))(
    '%s: replays to the document that was printed when it was made',
    (provider) => {
      const { records, problems } = readDocument(answer(`recorded.${provider}`).stdout);
      // The names of the machine in sysinfo are anonymized; --stable contains the rest.
      if (provider !== 'sysinfo')
        expect(readDocument(answer(`replayed.${provider}`).stdout)).toMatchObject({ records, problems });
      expect(answer(`replayed.${provider}.stable`)).toEqual(answer(`after.${provider}.root--stable`));
    },
  );

  test('is complete, and contains no name or address of the guest', () => {
    expect(stdout('recording.check')).toMatch(/^ok {2}complete, no identities found$/m);
    const files = stdout('recording.files');
    expect(files).toContain('"origin": "captured"');
    const addresses = (JSON.parse(stdout('links')) as Link[]).flatMap(({ address }) => address ?? []);
    const own = addresses.filter((address) => address !== '00:00:00:00:00:00');
    expect(own.length).toBeGreaterThan(5);
    expect(['softroce', ...own].filter((identity) => files.includes(identity))).toEqual([]);
  });
});
