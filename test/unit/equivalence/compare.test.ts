// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Tests the net itself: what it calls a difference, and what the map explains. */

import { describe, expect, test } from 'vitest';
import { compareOutcomes } from '../../equivalence/compare.js';
import { parseCsv } from '../../equivalence/compare-csv.js';
import { readMap } from '../../equivalence/read-map.js';
import { makeRenameMap } from '../../equivalence/rename-map.js';
import { groupDifferences, reportText } from '../../equivalence/report.js';
import type { Outcome } from '../../equivalence/run-cases.js';

const outcome = (changes: Partial<Outcome>): Outcome => ({
  stdout: '',
  stderr: '',
  status: '0',
  files: {},
  ...changes,
});

/** The differences as `kind: base -> work`. */
const differences = (
  base: Partial<Outcome>,
  work: Partial<Outcome>,
  map = '',
  argv: readonly string[] = ['ovs'],
): readonly string[] =>
  compareOutcomes({ argv, columns: null }, outcome(base), outcome(work), makeRenameMap(readMap(map))).map(
    ({ kind, base: before, work: after }) => `${kind}: ${before} -> ${after}`,
  );

const TABLE = 'PORT      STATE   REMOTE\nmlx5_0/1  active  -\nmlx5_1/1  down    10.0.0.1\n';

describe('without a map', () => {
  test('reports nothing for equal outcomes', () => {
    expect(differences({ stdout: TABLE }, { stdout: TABLE })).toEqual([]);
  });

  test('reports an exit status', () => {
    expect(differences({ status: '0' }, { status: '6' })).toEqual(['exit status: 0 -> 6']);
  });

  test('reports one cell of a table regardless of column widths', () => {
    const work = 'PORT      STATE    REMOTE\nmlx5_0/1  active   -\nmlx5_1/1  offline  10.0.0.1\n';
    expect(differences({ stdout: TABLE }, { stdout: work })).toEqual(['stdout cell: down -> offline']);
  });

  test('reports a row that is gone and a row that is new', () => {
    const [header, first, second] = TABLE.split('\n');
    expect(differences({ stdout: TABLE }, { stdout: `${header}\n${second}\n` })).toEqual([
      'stdout line is gone: mlx5_0/1 active - -> null',
    ]);
    expect(differences({ stdout: TABLE }, { stdout: `${header}\n${first}\n${second}\nmlx5_2/1  down  -\n` })).toEqual([
      'stdout line is new: null -> mlx5_2/1 down -',
    ]);
  });

  test('reports two rows that became one line', () => {
    expect(differences({ stdout: TABLE }, { stdout: TABLE.replace('-\n', '-  ') })).not.toEqual([]);
  });

  test('reports a number, a type, a key and the order of keys in JSON', () => {
    expect(differences({ stdout: '{"a":9007199254740993}\n' }, { stdout: '{"a":9007199254740992}\n' })).toEqual([
      'stdout, json a: 9007199254740993 -> 9007199254740992',
    ]);
    expect(differences({ stdout: '{"a":1}\n' }, { stdout: '{"a":"1"}\n' })).toEqual([
      'stdout, json a, number became string: 1 -> 1',
    ]);
    expect(differences({ stdout: '{"a":{"b":1}}\n' }, { stdout: '{"a":{"c":1}}\n' })).toEqual([
      'stdout, json key below a: b -> c',
    ]);
    expect(differences({ stdout: '{"a":1,"b":2}\n' }, { stdout: '{"b":2,"a":1}\n' })).toEqual([
      'stdout, json order of keys below : a b -> b a',
    ]);
  });

  test('reports a missing file and different content of another', () => {
    expect(differences({ files: { answer: 'a,b\n1,2\n' } }, { files: {} })).toEqual(['files written: answer -> ']);
    expect(differences({ files: { answer: 'one\n' } }, { files: { answer: 'two\n' } })).toEqual([
      'file answer cell: one -> two',
    ]);
  });

  test('reports a sample, a label and a help text of Prometheus', () => {
    const base = '# HELP fabric_x_y Help.\n# TYPE fabric_x_y gauge\nfabric_x_y{device="a"} 1\n';
    expect(differences({ stdout: base }, { stdout: base.replace(' 1\n', ' 2\n') })).toHaveLength(1);
    expect(differences({ stdout: base }, { stdout: base.replace('device', 'name') })).toHaveLength(1);
    expect(differences({ stdout: base }, { stdout: base.replace('Help', 'Text') })).toHaveLength(1);
  });
});

describe('with a map', () => {
  test('explains a header only for the named command', () => {
    const work = TABLE.replace('REMOTE', 'PEER  ');
    const map = '[text ovs]\n- REMOTE\n+ PEER\n';
    expect(differences({ stdout: TABLE }, { stdout: work }, map)).toEqual([]);
    expect(differences({ stdout: TABLE }, { stdout: work }, map, ['link'])).toEqual(['stdout cell: REMOTE -> PEER']);
  });

  test('carries the text of a placeholder to the other side', () => {
    const base = 'note: 7 ports not read (5 representor, 2 sf); --all reads them\n';
    const map = '[text]\n- {n} ports not read ({what}); --all reads them\n+ skipped {what} of {n}; use --all\n';
    const mapInPlace = map.replace('- {n}', '- note: {n}').replace('+ skipped', '+ note: skipped');
    expect(
      differences({ stderr: base }, { stderr: 'note: skipped 5 representor, 2 sf of 7; use --all\n' }, mapInPlace),
    ).toEqual([]);
    expect(
      differences({ stderr: base }, { stderr: 'note: skipped 5 representor, 2 sf of 8; use --all\n' }, mapInPlace),
    ).toHaveLength(1);
  });

  test('does not replace a part of a word', () => {
    expect(
      differences({ stderr: 'reheated\n' }, { stderr: 'rethermaled\n' }, '[text]\n- heat\n+ thermal\n'),
    ).toHaveLength(1);
  });

  test('compares help that is rewrapped because a word became longer', () => {
    const base = 'Usage\n\n  --stable   no times, no counters\n             at all\n\nEnd\n';
    const work = 'Usage\n\n  --stable   only what is equal, no\n             counters at\n             all\n\nEnd\n';
    const map = '[text]\n- no times\n+ only what is equal\n';
    expect(differences({ stdout: base }, { stdout: work }, map, ['help', 'ovs'])).toEqual([]);
    expect(differences({ stdout: base }, { stdout: work }, '', ['help', 'ovs'])).not.toEqual([]);
    expect(differences({ stdout: base }, { stdout: work }, map)).not.toEqual([]);
  });

  test('explains a key only below the named key', () => {
    const base = '{"records":{"role":{"told_by":"x"},"other":{"told_by":"x"}}}\n';
    const map = '[key]\n- role.told_by\n+ evidence\n';
    const work = base.replace('"role":{"told_by"', '"role":{"evidence"');
    expect(differences({ stdout: base }, { stdout: work }, map)).toEqual([]);
    expect(differences({ stdout: base }, { stdout: work.replaceAll('told_by', 'evidence') }, map)).toEqual([
      'stdout, json key below records.other: told_by -> evidence',
    ]);
  });

  test('explains the name of a field in a message by its key', () => {
    const map = '[key]\n- role.told_by\n+ role.evidence\n';
    expect(differences({ stderr: 'error: no told_by\n' }, { stderr: 'error: no evidence\n' }, map)).toEqual([]);
    expect(differences({ stderr: 'error: heat\n' }, { stderr: 'error: hot\n' }, '[key]\n- heat\n+ hot\n')).toHaveLength(
      1,
    );
  });

  test('explains a schema, and a text that is gone or new', () => {
    const map = '[text]\n- fabric.{name}/1\n+ fabric.{name}/2\n\n- note: old {x}\n+\n\n-\n+ note: new {x}\n';
    expect(
      differences({ stdout: '{"schema":"fabric.ovs/1"}\n' }, { stdout: '{"schema":"fabric.ovs/2"}\n' }, map),
    ).toEqual([]);
    expect(differences({ stderr: 'note: old a\nb\n' }, { stderr: 'b\nnote: new c\n' }, map)).toEqual([]);
  });

  test('names entries that were never applied', () => {
    const renames = makeRenameMap(readMap('[text]\n- one\n+ two\n\n- three\n+ four\n'));
    compareOutcomes(
      { argv: ['ovs'], columns: null },
      outcome({ stderr: 'one\n' }),
      outcome({ stderr: 'two\n' }),
      renames,
    );
    expect(renames.unused().map(({ from }) => from)).toEqual(['three']);
    expect(reportText(1, [], renames.unused(), false)).toBe('map.txt:5: never applied: - three\n1 runs, 0 differ\n');
  });

  test.each([
    ['- one\n', 'map.txt:1: expected [text], [key] or [argument] first'],
    ['[word]\n', 'map.txt:1: expected - or +, or a heading [text], [key], [argument]'],
    ['[text]\n- one\n- two\n', 'map.txt:2: a line with + must follow this line'],
    ['[text]\n+ two\n', 'map.txt:2: a line with - must stand above this line'],
    ['[text]\n- one {a}\n+ two {b}\n', 'map.txt:3: {b} is not in the line with -'],
    ['[text]\n- one\n+ one\n', 'map.txt:2: both lines are equal'],
  ])('rejects the map %j', (content, message) => {
    expect(() => readMap(content)).toThrow(message);
  });
});

test('groups equal differences of many runs with one example', () => {
  const found = Array.from({ length: 3000 }, (_, i) => ({
    difference: {
      kind: i % 2 === 0 ? 'stderr cell' : 'stdout cell',
      base: `note: ${i} ports not read`,
      work: `note: ${i} ports skipped`,
    },
    name: `fabric hcaperf ${i}`,
  }));
  expect(groupDifferences(found)).toMatchObject([{ base: 'not read', work: 'skipped', count: 3000 }]);
});

test('parses quoted cells of CSV', () => {
  expect(parseCsv('a,b\n"x,""y""",2\n,\n')).toEqual([
    ['a', 'b'],
    ['x,"y"', '2'],
    ['', ''],
  ]);
});
