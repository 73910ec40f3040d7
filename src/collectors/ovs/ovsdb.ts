// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One table as `ovs-vsctl --format=json list` prints it (RFC 7047 section 5.1). Pure and total. */

import { parseForeignJson } from '../../core/foreign-json.js';
import type { Json } from '../../core/json-value.js';

/** Headings and rows: each row has a cell for every heading. */
export type Table = {
  /** The position of a column. Other columns are unknown to this ovs-vsctl. */
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly (readonly Json[])[];
};

/** A reference to a row of another table. */
export type Uuid = { readonly uuid: string };

/** A value that is not made of others. Integers have 64 bits and a sign: past 2^53 they are bigints. */
export type Atom = string | number | bigint | boolean | Uuid;

type List = readonly Json[];
const isList = (value: Json | undefined): value is List => Array.isArray(value);
const isText = (value: Json | undefined): value is string => typeof value === 'string';

/** The table of one line; null for another text, or for a row with more or fewer cells than headings. */
export const parseTable = (line: string): Table | null => {
  const read = parsed(line);
  if (typeof read !== 'object' || read === null || isList(read)) return null;
  const { headings, data } = read as { readonly [key: string]: Json };
  if (!isList(headings) || !isList(data) || !headings.every(isText)) return null;
  const columns = new Map(headings.map((heading, place) => [heading, place]));
  const rows = data.filter((row) => isList(row) && row.length === headings.length) as List[];
  return columns.size === headings.length && rows.length === data.length ? { columns, rows } : null;
};

// No value of a table is an object: these two are the only members, and in a string the quotes are escaped.
const MEMBER = /"(?:data|headings)"\s*:/g;

// Members are counted above, so duplicates need no check.
const parsed = (line: string): Json => (line.match(MEMBER)?.length === 2 ? parseForeignJson(line, 'last') : null);

const LEAST = -(1n << 63n);
const MOST = (1n << 63n) - 1n;

/** The value; null for an invalid one. */
export const parseAtom = (cell: Json): Atom | null => {
  if (typeof cell === 'bigint') return cell >= LEAST && cell <= MOST ? cell : null;
  if (typeof cell === 'string' || typeof cell === 'boolean' || typeof cell === 'number') return cell;
  if (!isList(cell) || cell.length !== 2 || cell[0] !== 'uuid' || !isText(cell[1])) return null;
  return { uuid: cell[1] };
};

/** The elements of a set. A single element is written alone, and an empty set as a column without a value. */
export const parseSet = (cell: Json): readonly Atom[] | null => {
  if (!isList(cell) || cell[0] !== 'set') {
    const atom = parseAtom(cell);
    return atom === null ? null : [atom];
  }
  const [, elements] = cell;
  return cell.length === 2 && isList(elements) ? allOf(elements.map(parseAtom)) : null;
};

/** The value of an optional column that is not set. */
export const isEmptySet = (cell: Json): boolean => isEmpty(cell, 'set');

/** A map without pairs. */
export const isEmptyMap = (cell: Json): boolean => isEmpty(cell, 'map');

const isEmpty = (cell: Json, tag: string): boolean =>
  isList(cell) && cell.length === 2 && cell[0] === tag && isList(cell[1]) && cell[1].length === 0;

const NO_PAIRS: ReadonlyMap<string, Atom> = new Map();

/** Cache of parsed maps: several keys of one are read. */
const READ = new WeakMap<List, ReadonlyMap<string, Atom> | null>();

/** The pairs of a map, with keys as text (those of queues are numbers). Null for a duplicate key. */
export const parseMap = (cell: Json): ReadonlyMap<string, Atom> | null => {
  if (!isList(cell) || cell.length !== 2 || cell[0] !== 'map' || !isList(cell[1])) return null;
  if (cell[1].length === 0) return NO_PAIRS;
  const known = READ.get(cell);
  if (known !== undefined) return known;
  const pairs = readPairs(cell[1]);
  READ.set(cell, pairs);
  return pairs;
};

const readPairs = (list: List): ReadonlyMap<string, Atom> | null => {
  const pairs = new Map<string, Atom>();
  for (const pair of list) {
    if (!isList(pair) || pair.length !== 2) return null;
    const atom = parseAtom(pair[0] ?? null);
    const value = parseAtom(pair[1] ?? null);
    if (atom === null || value === null || typeof atom === 'object') return null;
    pairs.set(String(atom), value);
  }
  return pairs.size === list.length ? pairs : null; // else a key is duplicated
};

const allOf = (atoms: readonly (Atom | null)[]): readonly Atom[] | null => {
  const whole = atoms.filter((atom) => atom !== null);
  return whole.length === atoms.length ? whole : null;
};
