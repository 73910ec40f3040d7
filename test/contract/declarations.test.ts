// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What every provider owes: its declaration against the recorded machines. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { missingProgramDetail } from '../../src/core/command-answer.js';
import { type Document, type DocumentRecord, nameOfRecord, recordsOf, rowsIn } from '../../src/core/document.js';
import type { Fields } from '../../src/core/field.js';
import type { Host } from '../../src/core/host.js';
import { shapeOf } from '../../src/core/invocation.js';
import { writeJson } from '../../src/core/json.js';
import type { Json } from '../../src/core/json-value.js';
import { loadProviders, machineNames, openMachine, packageRoot, wholeDocument } from '../machines.js';
import { bareTables } from '../unit/collectors/ovs/bare-tables.js';
import { HOST_WITH_DPU } from '../unit/collectors/sysinfo/host-with-dpu.js';
import { type Paths, smallMachine } from '../unit/small-machine.js';

const providers = await loadProviders();

/** A machine on which every file and link is refused: only labels are left then. */
const refusing = (host: Host): Host => ({
  ...host,
  readlink: () => ({ kind: 'error', errno: 'EACCES' }),
  readFiles: async (groups) =>
    new Map(groups.flatMap((g) => g.paths.map((path) => [path, { kind: 'error', errno: 'EIO' } as const]))),
});

/** A machine on which no tool says anything of the first adapter that is asked about. */
const silent = (host: Host): Host => {
  let first: string | null = null;
  return {
    ...host,
    run: async (invocation, values, device) => {
      first ??= device;
      if (device !== first) return host.run(invocation, values, device);
      return { kind: 'timed_out', stdout: '', stderr: '', durationSeconds: 5 };
    },
  };
};

/** What a tool prints that says nothing, though it ended well. */
const NOTHING_SAID: Readonly<Record<string, string>> = {
  ovs: bareTables(),
  link: '{"result":{"output":{}},"status":{"code":0,"message":"success"}}',
  sysinfo: '{"health":{"pci/0000:03:00.0":[{"reporter":"fw"}]}}',
};

/** A machine on which every tool prints this. */
const terse = (host: Host, stdout: string): Host => ({
  ...host,
  run: async () => ({ kind: 'ok', stdout, stderr: '', durationSeconds: 0 }),
});
/** Files whose place a tool takes: a provider that has them asks no tool. */
const FIRST_ASKED: Readonly<Record<string, RegExp>> = {
  ptm: /^\/(sys\/kernel\/debug|run\/emu_param)(\/|$)/,
};

/** A machine without such files. */
const lacking = (host: Host, files: RegExp | undefined): Host => {
  if (files === undefined) return host;
  const absent = { kind: 'error', errno: 'ENOENT' } as const;
  return {
    ...host,
    readdir: (path) => (files.test(path) ? absent : host.readdir(path)),
    readFiles: async (groups, share) =>
      new Map(
        [...(await host.readFiles(groups, share))].map(([path, told]) => [path, files.test(path) ? absent : told]),
      ),
  };
};

/** Files that only root may read, as a machine that was recorded by someone else refuses them. */
const FOR_ROOT: Readonly<Record<string, RegExp>> = { sysinfo: /\/product_serial$/ };

/** The machine as root sees it. */
const asRoot = (host: Host, files: RegExp | undefined): Host => {
  if (files === undefined) return host;
  const told = { kind: 'text', text: 'GS8X2417-00732\n' } as const;
  return {
    ...host,
    readFiles: async (groups, share) =>
      new Map(
        [...(await host.readFiles(groups, share))].map(([path, answer]) => [path, files.test(path) ? told : answer]),
      ),
  };
};

/** A machine that has no tool under the first of its names. */
const withoutFirstTools = (host: Host): Host => ({
  ...host,
  run: async (invocation, values, device) =>
    invocation.insteadOf === undefined
      ? { kind: 'missing', detail: missingProgramDetail(invocation.path) }
      : host.run(invocation, values, device),
});

/** Machines beside the recorded ones: what none of them has. */
const FURTHER_MACHINES: Readonly<Record<string, readonly Paths[]>> = { sysinfo: [HOST_WITH_DPU] };

/** What a tool says to a user whom it refuses, where another command is run then. */
const REFUSALS: Readonly<Record<string, string>> = {
  ovs: 'ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Permission denied)\n',
};

/** A machine on which every tool refuses the user. */
const forbidding = (host: Host, stderr: string | undefined): Host =>
  stderr === undefined
    ? host
    : { ...host, run: async () => ({ kind: 'failed', status: 1, stdout: '', stderr, durationSeconds: 0 }) };

/** What a provider shows only when it is asked to, beside its options that are flags. */
const FURTHER_FLAGS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  bfperf: [{ source: 'tool' }],
  nvconfig: [{ diff: ['mlx5_0', 'mlx5_6'] }],
};

/** The bus names what has a record: nothing can refuse it. Of one line of a list all is known, or there is no record. */
const NEVER_NULL = new Set([
  'pci_address',
  ...['chip', 'dpu_type'], // what makes that there is a record of a board
  ...['modules.size_bytes', 'modules.references', 'modules.used_by'],
  ...['services.state', 'services.is_running', 'services.substate', 'services.start', 'services.restarts'],
  ...['containers.state', 'containers.is_running', 'containers.restarts', 'containers.image'],
  ...['filesystems.device', 'filesystems.type', 'filesystems.is_read_only'],
  'temperatures.source',
  ...['flows.match', 'flows.offloaded', 'flows.matched_packets', 'flows.matched_bytes', 'flows.actions'],
]);

/** Tells every path that is asked for. */
const watching = (host: Host, asked: Set<string>): Host => ({
  ...host,
  readdir: (path) => host.readdir(asked.add(path) && path),
  readlink: (path) => host.readlink(asked.add(path) && path),
  readFiles: (groups) => {
    for (const path of groups.flatMap((g) => g.paths)) asked.add(path);
    return host.readFiles(groups);
  },
});

/** Fields without a value among the records that were held, or never null among all. */
const gapsOf = (
  where: string,
  fields: Fields,
  held: readonly DocumentRecord[],
  bare: readonly DocumentRecord[],
): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const hasValue = held.some((record) => record[name] !== null);
    const isNullSomewhere =
      field.kind === 'label' ||
      NEVER_NULL.has(name) ||
      NEVER_NULL.has(`${where}.${name}`) ||
      [...held, ...bare].some((record) => (record[name] ?? null) === null);
    return [
      ...(hasValue ? [] : [`${where}.${name} has no value on any machine`]),
      ...(isNullSomewhere ? [] : [`${where}.${name} is never null`]),
    ];
  });

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  const answers = async (
    change: (host: Host) => Host = (host) => host,
    flags: Readonly<Record<string, unknown>> = {},
  ): Promise<readonly Document[]> => {
    const machines = [
      ...machineNames.map(openMachine),
      ...(FURTHER_MACHINES[provider.name] ?? []).map((paths) => smallMachine(paths)),
    ];
    const found = machines.map((machine) => wholeDocument(provider, change(machine), flags));
    return (await Promise.all(found)).flat();
  };
  /** No option, each that is a flag alone, and what else shows something of its own. */
  const asked = [
    {},
    ...(FURTHER_FLAGS[provider.name] ?? []),
    ...Object.entries(provider.options ?? {}).flatMap(([name, option]) =>
      option.kind === 'flag' ? [{ [name]: true }] : [],
    ),
  ];

  test('every field has a value on one recorded machine and is null on another', async () => {
    const whole = (await Promise.all(asked.map((flags) => answers((host) => host, flags)))).flat();
    whole.push(...(await answers((host) => asRoot(host, FOR_ROOT[provider.name]))));
    const refused = [
      ...(await answers(refusing)),
      ...(await answers((host) => silent(refusing(host)))),
      ...(await answers(silent)),
    ];
    const nothing = NOTHING_SAID[provider.name];
    if (nothing !== undefined) refused.push(...(await answers((host) => terse(host, nothing))));
    const gaps: string[] = [];
    for (const [type, { fields }] of Object.entries(provider.types)) {
      const held = whole.flatMap((document) => recordsOf(document, type));
      const bare = refused.flatMap((document) => recordsOf(document, type));
      gaps.push(...gapsOf(type, fields, held, bare));
      for (const [name, field] of Object.entries(fields)) {
        if (field.kind !== 'rows') continue;
        const rows = (records: readonly DocumentRecord[]) => records.flatMap((record) => rowsIn(record, name));
        // That there are no rows at all is their null.
        gaps.push(...gapsOf(`${type}.${name}`, field.fields, rows(held), [{}, ...rows(bare)]));
      }
    }
    expect(gaps).toEqual([]);
  });

  test('it reads only declared paths, and every declared path is read', async () => {
    const paths = new Set<string>();
    for (const flags of asked) await answers((host) => watching(host, paths), flags);
    const patterns = provider.reads.map((pattern) => ({
      pattern,
      regex: new RegExp(`^${pattern.replaceAll(/[.]/g, '\\.').replaceAll('*', '[^/]+')}$`),
    }));
    const undeclared = [...paths].filter((path) => !patterns.some(({ regex }) => regex.test(path)));
    const unused = patterns.filter(({ regex }) => ![...paths].some((path) => regex.test(path)));
    expect({ undeclared, unused: unused.map(({ pattern }) => pattern) }).toEqual({ undeclared: [], unused: [] });
  });

  test('it runs only what it declares, and every declared command is run on a recorded machine', async () => {
    const run = new Set<string>();
    const noting = (host: Host): Host => ({
      ...host,
      run: (invocation, values, device) => {
        run.add(shapeOf(invocation));
        return host.run(invocation, values, device);
      },
    });
    for (const flags of asked) await answers(noting, flags);
    await answers((host) => noting(lacking(host, FIRST_ASKED[provider.name])));
    await answers((host) => noting(asRoot(host, FOR_ROOT[provider.name])));
    await answers((host) => noting(withoutFirstTools(asRoot(host, FOR_ROOT[provider.name]))));
    await answers((host) => noting(forbidding(host, REFUSALS[provider.name])));
    expect([...run].sort()).toEqual(provider.runs.map(shapeOf).sort());
  });

  test('its documents are valid against its JSON Schema', async () => {
    const schema = JSON.parse(readFileSync(join(packageRoot, 'schemas', `${provider.name}.json`), 'utf8'));
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } }).compile(
      schema,
    );
    const whole = await Promise.all(asked.map((flags) => answers((host) => host, flags)));
    for (const document of [...whole.flat(), ...(await answers(refusing))]) {
      // Any reader of JSON must do: this one turns large integers into doubles.
      validate(JSON.parse(writeJson(document as unknown as Json)));
      expect(validate.errors).toBeNull();
    }
  });

  if (provider.runs.length > 0)
    test('a value that a tool does not report has a reason', async () => {
      const records = (document: Document) =>
        Object.entries(provider.types).flatMap(([name, type]) =>
          recordsOf(document, name).map((record) => ({ where: nameOfRecord(type, record), type: name, record })),
        );
      for (const machine of machineNames) {
        const told = (await wholeDocument(provider, openMachine(machine))).flatMap(records);
        const unexplained = (await wholeDocument(provider, silent(openMachine(machine)))).flatMap((document) =>
          records(document).flatMap(({ where, type, record }) => {
            const before = told.find((one) => one.where === where && one.type === type)?.record ?? {};
            const lost = Object.keys(record).filter((field) => record[field] === null && before[field] !== null);
            // A reason without a place holds for all records.
            const reasons = document.problems.filter((p) => [where, ''].includes(p.where) && p.type === type);
            const isTold = (field: string) =>
              reasons.some(({ fields }) => fields.length === 0 || fields.includes(field));
            return lost.filter((field) => !isTold(field)).map((field) => `${machine} ${type} ${where} ${field}`);
          }),
        );
        expect(unexplained).toEqual([]);
      }
    });

  if (provider.runs.length === 0)
    test('a null of a refused file has a reason', async () => {
      let machines = 0;
      for (const machine of machineNames) {
        const [whole] = await wholeDocument(provider, openMachine(machine));
        const [document] = await wholeDocument(provider, refusing(openMachine(machine)));
        const types = Object.keys(provider.types).filter((t) => whole !== undefined && recordsOf(whole, t).length > 0);
        if (document === undefined || types.length === 0) continue; // it has nothing that this provider shows
        machines += 1;
        const explained = new Set(document.problems.flatMap((p) => p.fields));
        expect(document.problems.some((p) => p.severity === 'warning')).toBe(true);
        for (const type of types) expect(recordsOf(document, type).length, `${machine} ${type}`).toBeGreaterThan(0);
        const values = types.flatMap((type) =>
          Object.values(provider.types[type]?.fields ?? {}).filter(({ kind }) => kind !== 'label'),
        );
        expect(explained.size).toBeGreaterThan(Math.min(10, values.length - 1)); // a small provider has few
      }
      expect(machines).toBeGreaterThan(0);
    });
});
