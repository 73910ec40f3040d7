// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** CSV of one record type (RFC 4180, LF): field names in the header, plain numbers, an empty cell for null. What has rows is left out. */

import { type CellValue, type Document, type DocumentRecord, recordsOf, valueIn } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import { compareNatural } from '../core/natural-order.js';
import type { RecordType } from '../core/record-type.js';
import { type Selection, visibleNames } from './selection.js';

/** Prints the header even without records; counters that only some devices have are empty for the others. */
export const renderCsv = (document: Document, type: RecordType, selection: Selection): string => {
  const records = recordsOf(document, selection.type);
  const declared = visibleNames(
    type,
    Object.fromEntries(Object.keys(type.fields).map((name) => [name, null])),
    selection,
  );
  const own = new Set(
    records.flatMap((record) => visibleNames(type, record, selection)).filter((n) => !declared.includes(n)),
  );
  const kept = new Set(records.flatMap((record) => Object.keys(record)));
  const plain = declared.filter((n) => type.fields[n]?.kind !== 'rows');
  const names = [...plain.filter((n) => records.length === 0 || kept.has(n)), ...[...own].sort(compareNatural)];
  const lines = [names.map(quote), ...records.map((record) => names.map((name) => cell(ownValue(record, name))))];
  return lines.map((line) => `${line.join(',')}\n`).join('');
};

/** Only the device knows some names: `constructor` is every object's. */
const ownValue = (record: DocumentRecord, name: string): CellValue =>
  Object.hasOwn(record, name) ? valueIn(record, name) : null;

const cell = (value: CellValue): string => (value === null ? '' : quote(String(value)));

const quote = (text: string): string => {
  const safe = escapeForeign(text);
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
