// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Columns as values of one kind. A column that is not set is null without a reason: the switch has no value. */

import type { ValueOrReason } from '../../core/attribute.js';
import type { Json } from '../../core/json-value.js';
import { compareNatural } from '../../core/natural-order.js';
import { type Atom, isEmptySet, parseMap, parseSet, type Uuid } from './ovsdb.js';
import type { Row } from './snapshot.js';

const malformed = (column: string): ValueOrReason<never> => ({
  value: null,
  reason: { code: 'parse', detail: `column ${column}` },
});

/** `parse` returns undefined for what it cannot parse. */
const read = <V>(row: Row, column: string, parse: (cell: Json) => V | undefined): ValueOrReason<V> => {
  const cell = row.cell(column);
  if ('reason' in cell) return cell;
  const value = parse(cell.value);
  return value === undefined ? malformed(column) : { value };
};

const UNSET: ValueOrReason<null> = { value: null };

/** At most one value, of the kind that `parse` accepts. */
const readOne = <V>(row: Row, column: string, parse: (atom: Atom) => V | undefined): ValueOrReason<V | null> => {
  const cell = row.cell(column);
  if ('reason' in cell) return cell;
  const value = oneOf(cell.value, parse);
  return value === undefined ? malformed(column) : value === null ? UNSET : { value };
};

/** Thousands of cells are plain values or without any: no set is made of each. */
const oneOf = <V>(cell: Json, parse: (atom: Atom) => V | undefined): V | null | undefined => {
  if (typeof cell !== 'object') return parse(cell);
  if (isEmptySet(cell)) return null;
  const atoms = parseSet(cell);
  const atom = atoms?.[0];
  if (atom === undefined) return atoms === null ? undefined : null;
  return atoms?.length === 1 ? parse(atom) : undefined;
};

const isUuid = (atom: Atom): atom is Uuid => typeof atom === 'object';
const isText = (atom: Atom): atom is string => typeof atom === 'string';

/** A text; an empty one is null. */
export const textIn = (row: Row, column: string): ValueOrReason<string | null> =>
  readOne(row, column, (atom) => (isText(atom) ? atom || null : undefined));

/** A whole number that a double holds. */
export const integerIn = (row: Row, column: string): ValueOrReason<number | null> =>
  readOne(row, column, (atom) => (Number.isSafeInteger(atom) ? Number(atom) : undefined));

/** Yes or no. */
export const booleanIn = (row: Row, column: string): ValueOrReason<boolean | null> =>
  readOne(row, column, (atom) => (typeof atom === 'boolean' ? atom : undefined));

/** One of these words. */
export const wordIn = <const V extends string>(
  row: Row,
  column: string,
  words: readonly V[],
): ValueOrReason<V | null> => readOne(row, column, (atom) => words.find((word) => word === atom));

/** A row of another table. */
export const referenceIn = (row: Row, column: string): ValueOrReason<string | null> =>
  readOne(row, column, (atom) => (isUuid(atom) ? atom.uuid : undefined));

/** Rows of another table. */
export const referencesIn = (row: Row, column: string): ValueOrReason<readonly string[]> =>
  read(row, column, (cell) => {
    const atoms = parseSet(cell);
    return atoms?.every(isUuid) ? atoms.map(({ uuid }) => uuid) : undefined;
  });

/** Words or numbers, in natural order. */
export const textsIn = (row: Row, column: string): ValueOrReason<readonly string[]> =>
  read(row, column, (cell) => {
    const atoms = parseSet(cell);
    if (atoms === null || atoms.some(isUuid)) return undefined;
    return atoms.map(String).sort(compareNatural);
  });

/** Values by their keys. */
export const mapIn = (row: Row, column: string): ValueOrReason<ReadonlyMap<string, Atom>> =>
  read(row, column, (cell) => parseMap(cell) ?? undefined);

/** The text of one key of a map; null where the key is not there. */
export const entryIn = (row: Row, column: string, key: string): ValueOrReason<string | null> => {
  const map = mapIn(row, column);
  if ('reason' in map) return map;
  const value = map.value.get(key);
  if (value === undefined) return { value: null };
  return isUuid(value) ? malformed(column) : { value: String(value) || null };
};

/** The whole number of one key of a map, which is written as text there. */
export const numberEntryIn = (row: Row, column: string, key: string): ValueOrReason<number | null> => {
  const entry = entryIn(row, column, key);
  if ('reason' in entry) return entry;
  if (entry.value === null) return { value: null };
  const isNumber = /^\d{1,15}$/.test(entry.value);
  if (isNumber) return { value: Number(entry.value) };
  return { value: null, reason: { code: 'parse', detail: `${column}:${key} is not a number` } };
};
