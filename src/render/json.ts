// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** JSON: the document on one line, or indented; NDJSON: the document's own facts first, then one record a line. */

import { type Document, recordsOf } from '../core/document.js';
import { writeJson } from '../core/json.js';
import type { Json } from '../core/json-value.js';

/** The whole document and a line break. */
export const renderJson = (document: Document, pretty: boolean): string =>
  `${writeJson(document as unknown as Json, pretty ? '  ' : '')}\n`;

/** Each line is an object; its `record` is `document`, or the record's type. */
export const renderNdjson = (document: Document): string => {
  const { records, ...about } = document;
  const lines: Json[] = [{ record: 'document', ...(about as unknown as { readonly [key: string]: Json }) }];
  for (const type of Object.keys(records)) {
    for (const record of recordsOf(document, type)) lines.push({ record: type, ...record });
  }
  return lines.map((line) => `${writeJson(line)}\n`).join('');
};
