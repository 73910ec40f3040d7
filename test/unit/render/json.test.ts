// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { parseJson } from '../../../src/core/json.js';
import { renderJson, renderNdjson } from '../../../src/render/json.js';
import { documentOf, end, finding } from '../wire.js';

const DOCUMENT = documentOf(
  [end({ rx_bytes: 18446744073709551615n, netdev: '\u001b[31m' }), end({ port: 2 })],
  [finding({ field: 'downs', code: 'saturated', detail: 'at register maximum' })],
);

test('the document is one line, or indented, and both read back as the same', () => {
  const line = renderJson(DOCUMENT, false);
  expect(line).toMatch(/^\{"schema":"fabric\.wire\/1","host":"h-01",[^\n]*\}\n$/);
  expect(line).toContain('"rx_bytes":18446744073709551615,');
  const pretty = renderJson(DOCUMENT, true);
  expect(pretty.split('\n').slice(0, 3)).toEqual(['{', '  "schema": "fabric.wire/1",', '  "host": "h-01",']);
  expect(parseJson(pretty)).toEqual(parseJson(line));
});

test('the first line of ndjson carries the run and its problems, every other one record with its type', () => {
  const lines = renderNdjson(DOCUMENT).split('\n');
  expect(lines.pop()).toBe('');
  const [about, ...records] = lines.map((line) => parseJson(line) as { readonly [key: string]: unknown });
  const { records: found, ...rest } = parseJson(renderJson(DOCUMENT, false)) as { records: { ends: object[] } };
  expect(about).toEqual({ record: 'document', ...rest });
  expect(records).toEqual(found.ends.map((one) => ({ record: 'ends', ...one })));
  expect(lines.map((line) => line.slice(0, 11))).toEqual(['{"record":"', '{"record":"', '{"record":"']);
});
