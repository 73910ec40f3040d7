// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Helpers for a section's summary line. A field dropped by `--stable` is absent from the record and is left out. */

import { type CellValue, type DocumentRecord, valueIn } from '../../core/document.js';

type Given = NonNullable<CellValue>;

/** Formats a field: `serial -` if it has no value, null if the record has no such field. */
export const formatField = (
  record: DocumentRecord,
  field: string,
  words: (value: Given) => string = String,
  lead = '',
): string | null => {
  if (!(field in record)) return null;
  const value = valueIn(record, field);
  return lead + (value === null ? '-' : words(value));
};

/** Formats a field that has a value, else returns null: a field that many machines lack is left out. */
export const formatIfPresent = (
  record: DocumentRecord,
  field: string,
  words: (value: Given) => string = String,
  lead = '',
): string | null => (valueIn(record, field) === null ? null : formatField(record, field, words, lead));

/** Joins the phrases with commas; null without any. */
export const joinPhrases = (...parts: readonly (string | null)[]): string | null => {
  const spoken = parts.filter((part) => part !== null);
  return spoken.length === 0 ? null : spoken.join(', ');
};

const BINARY = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

const DECIMAL = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** The value in the largest unit that it has one of. */
const inUnit = (bytes: Given, base: number, units: readonly string[], digits: (value: number) => number): string => {
  let [value, step] = [Number(bytes), 0];
  for (; value >= base && step < units.length - 1; step++) value /= base;
  return `${Number(value.toFixed(digits(value)))} ${units[step]}`;
};

/** `31.1 GiB`, `2 MiB`: memory as people count it. */
export const formatMemorySize = (bytes: Given): string => inUnit(bytes, 1024, BINARY, () => 1);

/** `41 GB`, `3.8 TB`: disks as those who sell them count. */
export const formatStorageSize = (bytes: Given): string =>
  inUnit(bytes, 1000, DECIMAL, (value) => (value < 10 ? 1 : 0));
