// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What every provider owes: its declaration against the recorded machines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type Document, type DocumentRecord, recordsOf, rowsIn } from '../../src/core/document.js';
import type { Fields } from '../../src/core/field.js';
import type { Host } from '../../src/core/host.js';
import { shapeOf } from '../../src/core/invocation.js';
import type { Json } from '../../src/core/json.js';
import { writeJson } from '../../src/core/json.js';
import { loadProviders, machineNames, openMachine, packageRoot, wholeDocument } from '../machines.js';

const providers = await loadProviders();

/** A machine on which every file and link is refused: only labels are left then. */
const refusing = (host: Host): Host => ({
  ...host,
  link: () => ({ kind: 'error', errno: 'EACCES' }),
  read: async (groups) =>
    new Map(groups.flatMap((g) => g.paths.map((path) => [path, { kind: 'error', errno: 'EIO' } as const]))),
});

/** Tells every path that is asked for. */
const watching = (host: Host, asked: Set<string>): Host => ({
  ...host,
  list: (path) => host.list(asked.add(path) && path),
  link: (path) => host.link(asked.add(path) && path),
  read: (groups) => {
    for (const path of groups.flatMap((g) => g.paths)) asked.add(path);
    return host.read(groups);
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
    const isNullSomewhere = field.kind === 'label' || [...held, ...bare].some((record) => record[name] === null);
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
    const found = machineNames.map((machine) => wholeDocument(provider, change(openMachine(machine)), flags));
    return (await Promise.all(found)).flat();
  };
  /** No option, and each that is a flag alone. */
  const asked = [
    {},
    ...Object.entries(provider.options ?? {}).flatMap(([name, option]) =>
      option.kind === 'flag' ? [{ [name]: true }] : [],
    ),
  ];

  test('every field has a value on one recorded machine and is null on another', async () => {
    const whole = await answers();
    const refused = await answers(refusing);
    const gaps: string[] = [];
    for (const [type, { fields }] of Object.entries(provider.types)) {
      const held = whole.flatMap((document) => recordsOf(document, type));
      const bare = refused.flatMap((document) => recordsOf(document, type));
      gaps.push(...gapsOf(type, fields, held, bare));
      for (const [name, field] of Object.entries(fields)) {
        if (field.kind !== 'rows') continue;
        const rows = (records: readonly DocumentRecord[]) => records.flatMap((record) => rowsIn(record, name));
        gaps.push(...gapsOf(`${type}.${name}`, field.fields, rows(held), rows(bare)));
      }
    }
    expect(gaps).toEqual([]);
  });

  test('it asks only for paths that it declares, and every declared path is asked for', async () => {
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
    expect([...run].sort()).toEqual(provider.runs.map(shapeOf).sort());
  });

  test('its documents are what its JSON Schema says', async () => {
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

  test('a null of a refused file has a reason', async () => {
    for (const document of await answers(refusing)) {
      const explained = new Set(document.problems.flatMap((p) => p.fields));
      expect(document.problems.some((p) => p.severity === 'warning')).toBe(true);
      for (const type of Object.keys(provider.types)) expect(recordsOf(document, type).length).toBeGreaterThan(0);
      expect(explained.size).toBeGreaterThan(10);
    }
  });
});
