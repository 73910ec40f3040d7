// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Damaged output gives null or the correct value, never another number and never an exception. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLinkPort } from '../../../../src/collectors/link/parse-link-port.js';
import { parseToolAnswer } from '../../../../src/collectors/link/parse-tool-answer.js';
import { parsePcieSection } from '../../../../src/collectors/link/pcie.js';
import {
  counters,
  eyes,
  histogram,
  link,
  optics,
  pcieLink,
  printJson,
  printText,
  type Rows,
  type Sections,
} from './printed.js';

const LANES = ['0', '1', '2', '3'];
const SECTIONS = {
  ...link(),
  ...optics(),
  ...counters({ 'Symbol Errors': '12', 'Symbol BER': '3E-14' }),
  ...histogram([0, 1, 2, 3, 4, 5, 6, 7].map((bin) => [bin, bin, `${1000 - bin * 100}`] as const)),
  ...eyes({
    'FOM Mode': ['SLRG_FOM_MODE_BER'],
    Lane: LANES,
    'Initial FOM': ['90', '91', '92', '93'],
    'Last FOM': ['80', '81', '82', '83'],
  }),
};

const countersOf = (sections: Sections): readonly Rows[] => [sections['Physical Counters and BER Info'] ?? {}].flat();

type Leaves = ReadonlyMap<string, unknown>;

/** Every value by its path; rows by their own label, so that a lane that moved is detected. */
const leavesOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] => {
  if (value === null) return [];
  if (Array.isArray(value)) {
    if (value.some((item) => typeof item === 'string')) return [[path, value.join()]];
    return value.flatMap((item: Readonly<Record<string, unknown>>) =>
      leavesOf(item, `${path}[${item['lane'] ?? item['bin'] ?? item['pcie_index']}]`),
    );
  }
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, v]) => leavesOf(v, `${path}.${key}`));
  return [[path, value]];
};

/** The values of a port; null when the text is not a report. */
const readLeaves = (stdout: string): Leaves | null => {
  const report = parseToolAnswer(stdout);
  return report === null ? null : new Map(leavesOf(parseLinkPort(report, { fec: true, eye: true }, () => {})));
};

// Lists of names: a lost name is not a wrong number.
const NAMES = ['.alarms', '.enabled_speeds', '.cable_speeds'];

/** Paths whose value differs from the complete output. */
const wrongIn = (found: Leaves | null, correct: Leaves): readonly string[] =>
  [...(found ?? [])]
    .filter(([path, value]) => !NAMES.includes(path) && correct.get(path) !== value)
    .map(([path]) => path);

const FORMS = {
  text: printText(SECTIONS),
  'old text': printText(SECTIONS, { width: 32, color: false }),
  json: printJson(SECTIONS),
};

describe.each(Object.entries(FORMS))('%s', (_form, complete) => {
  const correct = readLeaves(complete) ?? new Map();
  const lines = complete.split('\n');
  const aLine = fc.nat({ max: lines.length - 1 });

  test('parses the complete output', () => {
    expect(correct.get('.link_downs')).toBe(6n);
    expect(correct.get('.lanes[2].rx_power_dbm')).toBe(1.517);
    expect(correct.get('.fec_worst_errors')).toBe(7);
    expect(correct.get('.symbol_ber')).toBe(3e-14);
  });

  test('tolerates truncation at any point', () => {
    fc.assert(
      fc.property(fc.nat({ max: complete.length }), (length) => {
        expect(wrongIn(readLeaves(complete.slice(0, length)), correct)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('tolerates any missing lines', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aLine, { minLength: 1, maxLength: 12 }), (gone) => {
        const left = lines.filter((_, i) => !gone.includes(i)).join('\n');
        expect(wrongIn(readLeaves(left), correct)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('tolerates any repeated lines', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aLine, { minLength: 1, maxLength: 6 }), (twice) => {
        const more = lines.flatMap((line, i) => (twice.includes(i) ? [line, line] : [line])).join('\n');
        expect(wrongIn(readLeaves(more), correct)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('never throws when a part is replaced by any text', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: complete.length }),
        fc.nat({ max: 80 }),
        fc.string({ unit: 'binary' }),
        (at, length, other) => {
          readLeaves(complete.slice(0, at) + other + complete.slice(at + length));
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('tolerates truncated, missing and repeated lines of PCIe links', () => {
  const locations = ['0, 0, 0', '0, 1, 0', '0, 2, 0'];
  const complete = printText({
    'PCIe Operational (Enabled) Info': locations.map((location, i) =>
      pcieLink(location, `${2 ** (i + 2)}G-Gen ${i + 2} (32G-Gen 5)`, `${2 ** (i + 1)}X (16X)`),
    ),
    'Management PCIe Performance Counters Info': { 'RX Errors': '31', 'TX Errors': '4' },
  });
  const read = (stdout: string): Leaves | null => {
    const report = parseToolAnswer(stdout);
    return report === null ? null : new Map(leavesOf(parsePcieSection(report, () => {})));
  };
  const correct = read(complete) ?? new Map();
  expect(correct.get('.pcie_links[2].width_lanes')).toBe(8);
  const lines = complete.split('\n');
  for (let length = 0; length < complete.length; length++)
    expect(wrongIn(read(complete.slice(0, length)), correct)).toEqual([]);
  for (const i of lines.keys()) {
    expect(wrongIn(read(lines.toSpliced(i, 1).join('\n')), correct), `without line ${i}`).toEqual([]);
    expect(wrongIn(read(lines.toSpliced(i, 0, lines[i] ?? '').join('\n')), correct), `line ${i} twice`).toEqual([]);
  }
});

test('a repeated line has no value, and a repeated JSON key makes the output invalid', () => {
  const complete = printText(SECTIONS);
  const line = /Link Down Counter.*\n/.exec(complete)?.[0] ?? '';
  const twice = readLeaves(complete.replace(line, `${line}${line.replace(': 6', ': 7')}`));
  expect([twice?.get('.link_downs'), twice?.get('.link_recoveries')]).toEqual([undefined, 2n]);
  const key = '"Link Down Counter": "6",';
  expect(printJson(SECTIONS)).toContain(key);
  expect(parseToolAnswer(printJson(SECTIONS).replace(key, `${key}"Link Down Counter": "7",`))).toBeNull();
});

test('a repeated section has no values', () => {
  const more = printText({ ...SECTIONS, 'Physical Counters and BER Info': [SECTIONS, SECTIONS].flatMap(countersOf) });
  expect(readLeaves(more)?.get('.link_downs')).toBeUndefined();
  expect(readLeaves(more)?.get('.state')).toBe('active');
  const why = new Map<string, string>();
  const report = parseToolAnswer(more) ?? { sections: [], errors: '' };
  parseLinkPort(report, { fec: false, eye: false }, (field, { code, detail }) => why.set(field, `${code}: ${detail}`));
  expect(why.get('link_downs')).toBe('parse: 2 sections "Physical Counters and BER Info"');
});

test('rejects the largest possible outputs quickly', () => {
  const commas = ','.repeat(200_000);
  for (const text of [
    printText({ ...link({ Width: commas, Speed: ' '.repeat(200_000) }) }),
    printJson({ ...link({ Width: commas }) }),
    '{"a":'.repeat(40_000),
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `{"result":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ': '.repeat(100_000),
  ]) {
    const before = performance.now();
    const leaves = readLeaves(text);
    expect(leaves?.get('.width_lanes')).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(2000);
  }
});
