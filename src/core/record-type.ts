// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record types of a provider, and what its parse returns for them. */

import type { Extra, Fields, RecordOf } from './field.js';
import type { Finding } from './problem.js';

/** One kind of record: a list of them, or the only one (`many: false`, which may be null). */
export type RecordType = {
  readonly many: boolean;
  readonly fields: Fields;
  readonly extra?: Extra;
  /** Left out of Prometheus: too many series per host. */
  readonly metrics?: false;
  /** The option that collects this type; without it there are no records. */
  readonly option?: string;
};

/** A provider's record types; the name is the plural that people read (`ports`) and the key below `records`. */
export type RecordTypes = { readonly [type: string]: RecordType };

type Extras<T extends RecordType> = T extends { extra: Extra }
  ? { readonly extra: Readonly<Record<string, bigint | null>> }
  : unknown;
type One<T extends RecordType> = RecordOf<T['fields']> & Extras<T>;

/** The records that `parse` returns for the declared types. */
export type Records<T extends RecordTypes> = {
  readonly [K in keyof T]: T[K]['many'] extends true ? readonly One<T[K]>[] : One<T[K]> | null;
};

/** A finding about a declared record type. */
export type TypedFinding<T extends RecordTypes> = Finding & { readonly type: keyof T & string };

/** The parsed records, and a finding for each missing value. */
export type Parsed<T extends RecordTypes> = {
  readonly records: Records<T>;
  readonly findings: readonly TypedFinding<T>[];
  /** Notes printed with a table (`note: 4 parameters differ from default; use --changed`), not part of the document. */
  readonly remarks?: readonly string[];
  /** Headers to replace: for two devices side by side, `LEFT` becomes the name of one. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether a comparison found differences: with the option `exit-code` that has its own status. */
  readonly differs?: boolean;
};

/** A type with many records. */
export const list = <const F extends Fields>(fields: F) => ({ many: true, fields }) as const;

/** A type with one record, or none. */
export const single = <const F extends Fields>(fields: F) => ({ many: false, fields }) as const;

/** A type whose devices have counters that are not declared. */
export const withExtra = <const T extends RecordType>(type: T, help: string) =>
  ({ ...type, extra: { help } }) as T & { readonly extra: Extra };
