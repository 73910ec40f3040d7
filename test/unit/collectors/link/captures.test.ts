// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseLinkPort } from '../../../../src/collectors/link/parse-link-port.js';
import { parseToolAnswer } from '../../../../src/collectors/link/parse-tool-answer.js';
import { parsePcieSection } from '../../../../src/collectors/link/pcie.js';
import type { Capture } from './captures/capture.js';
import { CAPTURES } from './captures.js';
import { printJson, printText } from './printed.js';

type ParsedCapture = {
  readonly port: Readonly<Record<string, unknown>>;
  readonly why: Readonly<Record<string, string>>;
};

/** Matches findings about sections that the command line did not request. */
const notRequested = ({ argv }: Capture): RegExp => {
  const titles = [
    ...(/-m\b/.test(argv) ? [] : ['Module Info']),
    ...(/-c\b/.test(argv) ? [] : ['Physical Counters and BER Info', 'Management PCIe Performance Counters Info']),
    ...(/rx_fec_histogram/.test(argv) ? [] : ['Histogram of FEC Errors']),
    ...(/show_links/.test(argv) ? ['PCIe Operational (Enabled) Info'] : []),
  ];
  return new RegExp(`no section "(${titles.map((t) => t.replaceAll(/[()]/g, '\\$&')).join('|')})"`);
};

const read = (stdout: string, capture: Capture): ParsedCapture | null => {
  const report = parseToolAnswer(stdout);
  if (report === null) return null;
  const why: Record<string, string> = {};
  const note = (field: string, { code, detail }: { code: string; detail: string }): void => {
    if (!notRequested(capture).test(detail)) why[field] = `${code}: ${detail}`;
  };
  const requested = { fec: /fec/.test(capture.argv), eye: /-e\b/.test(capture.argv) };
  return {
    port: capture.argv.includes('PCIE') ? parsePcieSection(report, note) : parseLinkPort(report, requested, note),
    why,
  };
};

/** Our own port in each output format that the capture has. */
const printed = ({ files, sections, errors = [] }: Capture): readonly string[] => {
  if (typeof sections === 'string') return [sections];
  const forms = files.map((file) =>
    /json/.test(file) ? printJson(sections, { errors }) : printText(sections, { errors }),
  );
  // Format of old versions: another column width, no color, other indentation.
  const old = /json/.test(files[0] ?? '')
    ? printJson(sections, { errors, indent: 3 })
    : printText(sections, { errors, width: 32, color: false });
  return [...forms, old];
};

describe.each(CAPTURES.map((capture) => [capture.files.join(' '), capture] as const))('%s', (_files, capture) => {
  test('parses our own port of this shape as expected, equally from text and JSON', () => {
    const all = printed(capture).map((stdout) => read(stdout, capture));
    for (const one of all) expect(one).toEqual(all[0]);
    if (capture.expected === null) expect(all[0]).toBeNull();
    else expect(all[0]).toMatchObject({ port: capture.expected, why: {} });
    expect(all[0]?.why ?? {}).toEqual(capture.why ?? {});
  });
});

const directory = process.env['FABRIC_CAPTURES'] ?? '';

/** The fields with a value, and the reason codes of the others: equal for a capture and our own port of its shape. */
const shapeOf = (found: ParsedCapture | null) =>
  found === null
    ? null
    : {
        values: Object.entries(found.port).flatMap(([name, value]) => (value === null ? [] : [name])),
        why: Object.fromEntries(Object.entries(found.why).map(([field, why]) => [field, why.split(':')[0]])),
      };

const testRealCaptures = (): void => {
  test('lists each of them in the table', () => {
    const found = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        /^(?:mlxlink_|debian-[^/]+\/mstlink|upstream-[^/]+\/(?:nonroot_)?mstlink|simulated-[^/]+\/(?!mget)).*(?<!source|stderr)$/.test(
          file,
        ) &&
        /\.(?:txt|json|stdout)$/.test(file) &&
        !/POLICY/.test(file),
    );
    const known = CAPTURES.flatMap((c) => c.files);
    expect(found.filter((file) => !known.includes(file))).toEqual([]);
    expect(known.filter((file) => !existsSync(join(directory, file)))).toEqual([]);
  });

  test.each(CAPTURES.flatMap((capture) => capture.files.map((file) => [file, capture] as const)))(
    '%s has the same shape as ours',
    (file, capture) => {
      const text = readFileSync(join(directory, file), 'utf8');
      // Captures from web pages lack the last line break.
      const found = read(text.endsWith('\n') ? text : `${text}\n`, capture);
      const own = read(printed(capture)[capture.files.indexOf(file)] ?? printed(capture)[0] ?? '', capture);
      expect(shapeOf(found)).toEqual(shapeOf(own));
    },
  );
};

if (directory !== '') describe('real captures (FABRIC_CAPTURES)', testRealCaptures);
