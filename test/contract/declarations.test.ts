// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What every provider owes: its declaration against the recorded machines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { type Document, recordsOf } from '../../src/core/document.js';
import type { Host } from '../../src/core/host.js';
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

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  const answers = async (change: (host: Host) => Host = (host) => host): Promise<readonly Document[]> =>
    Promise.all(machineNames.map((machine) => wholeDocument(provider, change(openMachine(machine)))));

  test('every field has a value on one recorded machine and is null on another', async () => {
    const whole = await answers();
    const refused = await answers(refusing);
    const gaps: string[] = [];
    for (const [type, { fields }] of Object.entries(provider.types)) {
      const held = whole.flatMap((document) => recordsOf(document, type));
      const bare = refused.flatMap((document) => recordsOf(document, type));
      for (const [name, field] of Object.entries(fields)) {
        if (!held.some((record) => record[name] !== null)) gaps.push(`${type}.${name} has no value on any machine`);
        const isNullSomewhere = [...held, ...bare].some((record) => record[name] === null);
        if (field.kind !== 'label' && !isNullSomewhere) gaps.push(`${type}.${name} is never null`);
      }
    }
    expect(gaps).toEqual([]);
  });

  test('it asks only for paths that it declares, and every declared path is asked for', async () => {
    const asked = new Set<string>();
    await answers((host) => watching(host, asked));
    const patterns = provider.reads.map((pattern) => ({
      pattern,
      regex: new RegExp(`^${pattern.replaceAll(/[.]/g, '\\.').replaceAll('*', '[^/]+')}$`),
    }));
    const undeclared = [...asked].filter((path) => !patterns.some(({ regex }) => regex.test(path)));
    const unused = patterns.filter(({ regex }) => ![...asked].some((path) => regex.test(path)));
    expect({ undeclared, unused: unused.map(({ pattern }) => pattern) }).toEqual({ undeclared: [], unused: [] });
  });

  test('its documents are what its JSON Schema says', async () => {
    const schema = JSON.parse(readFileSync(join(packageRoot, 'schemas', `${provider.name}.json`), 'utf8'));
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } }).compile(
      schema,
    );
    for (const document of [...(await answers()), ...(await answers(refusing))]) {
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
