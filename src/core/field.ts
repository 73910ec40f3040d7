// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Field kinds: from one declaration come the TypeScript value, the JSON Schema, the table and CSV column, the
 * Prometheus metric and the documentation. No I/O.
 */

import type { Unit } from './unit.js';

type Described = {
  /** The meaning, in sentences. The first one is short: tables print it alone. */
  readonly help: string;
  /** Source: the kernel's file below the adapter, or the rule that derives the value. */
  readonly from: string;
  /** Changes on its own (temperature, load): `--stable` drops it, as it drops every counter. */
  readonly volatile?: true;
  /** Identifies this machine (a GUID, a serial number): `--stable` drops it, so that equal machines print the same. */
  readonly unique?: true;
};

/**
 * Identifies a record. The labels of a record, and only they, label its metrics. Null only where it is `optional`: then
 * the others identify it.
 */
export type LabelField = Described & {
  readonly kind: 'label';
  readonly type: 'text' | 'integer';
  readonly optional?: true;
};

/** A word or name that the source gives; null when it gives none. */
export type TextField = Described & { readonly kind: 'text' };

/** One word of a closed set; null when the source gives none of them. */
export type StateField<V extends string = string> = Described & {
  readonly kind: 'state';
  readonly values: readonly V[];
};

/** Kind of a counter, for `--group`. */
export type CounterGroup = 'traffic' | 'errors' | 'congestion';

/** A register that only grows. Its value is a bigint: bytes at 400 Gb/s pass 2^53 in about 50 hours. */
export type CounterField = Described & {
  readonly kind: 'counter';
  readonly unit?: Unit;
  /** Width of the register. */
  readonly bits: 4 | 8 | 16 | 32 | 64;
  /** Behavior of the register at its maximum: a PMA register stays there, a q-counter starts again at 0. */
  readonly atMax: 'sticks' | 'wraps';
  /** Worth of one count of the register in `unit`: 4n when the device counts 4-byte words. */
  readonly scale: bigint;
  readonly group?: CounterGroup;
};

/** A number that goes up and down. `unit` is absent for pure numbers (a LID, a state's number). */
export type GaugeField = Described & {
  readonly kind: 'gauge';
  readonly unit?: Unit;
  /** Set on the rate of a counter: what the counter counts. */
  readonly group?: CounterGroup;
};

/** Yes or no; null when the source has neither. */
export type BooleanField = Described & { readonly kind: 'boolean' };

/** A field of one value. */
export type PlainField = LabelField | TextField | StateField | BooleanField | CounterField | GaugeField;

/** Fields of rows: labels of their own, and plain values. */
export type RowFields = { readonly [name: string]: PlainField };

/** Rows inside a record: the lanes of a module, the bins of a histogram. Null when the source gives none. */
export type RowsField<F extends RowFields = RowFields> = Described & { readonly kind: 'rows'; readonly fields: F };

/** Several words or names, in natural order; empty when there are none, null when that is not known. */
export type TextsField = Described & { readonly kind: 'texts' };

/** Any declared field. */
export type Field = PlainField | TextsField | RowsField;

/** The fields of a record type by name; the name is the JSON key, the CSV header and the stem of the metric. */
export type Fields = { readonly [name: string]: Field };

/** A field by its name, one of rows as findings and columns name it: `lanes.rx_power_dbm`. */
export const fieldAt = (fields: Fields, name: string): Field | undefined => {
  if (Object.hasOwn(fields, name)) return fields[name];
  const dot = name.indexOf('.');
  const rows = dot < 0 ? undefined : fieldAt(fields, name.slice(0, dot));
  return rows?.kind === 'rows' ? fieldAt(rows.fields, name.slice(dot + 1)) : undefined;
};

/** Counters that only the device knows by name: kept under that name, all of one kind. */
export type Extra = { readonly help: string };

/** The TypeScript value that a declared field holds in a record. */
export type FieldValue<F> = F extends { kind: 'label'; type: infer T }
  ? (T extends 'integer' ? number : string) | (F extends { optional: true } ? null : never)
  : F extends { kind: 'text' }
    ? string | null
    : F extends StateField<infer V>
      ? V | null
      : F extends { kind: 'counter' }
        ? bigint | null
        : F extends { kind: 'gauge' }
          ? number | null
          : F extends { kind: 'boolean' }
            ? boolean | null
            : F extends { kind: 'texts' }
              ? readonly string[] | null
              : F extends RowsField<infer R>
                ? readonly RecordOf<R>[] | null
                : never;

/** The TypeScript record of declared fields. */
export type RecordOf<F extends Fields> = { readonly [K in keyof F]: FieldValue<F[K]> };

/** A label of text. */
export const label = (help: string, from: string): LabelField & { readonly type: 'text' } => ({
  kind: 'label',
  type: 'text',
  help,
  from,
});

/** A label of text that not every record has. */
export const optionalLabel = (
  help: string,
  from: string,
): LabelField & { readonly type: 'text'; readonly optional: true } => ({ ...label(help, from), optional: true });

/** A label that is a whole number: a port, a lane. */
export const index = (help: string, from: string): LabelField & { readonly type: 'integer' } => ({
  kind: 'label',
  type: 'integer',
  help,
  from,
});

/** A text field. */
export const text = (help: string, from: string): TextField => ({ kind: 'text', help, from });

/** A field of several texts. */
export const texts = (help: string, from: string): TextsField => ({ kind: 'texts', help, from });

/** A state field; `values` is the whole set of words. */
export const state = <const V extends string>(values: readonly V[], help: string, from: string): StateField<V> => ({
  kind: 'state',
  values,
  help,
  from,
});

/** A gauge in a base unit. */
export const gauge = (unit: Unit, help: string, from: string): GaugeField => ({ kind: 'gauge', unit, help, from });

/** A gauge without a unit. */
export const number = (help: string, from: string): GaugeField => ({ kind: 'gauge', help, from });

/** A field of yes or no. */
export const boolean = (help: string, from: string): BooleanField => ({ kind: 'boolean', help, from });

/** Rows inside a record, distinguished by labels of their own: `lanes: rows('…', '…', { lane: index(…), … })`. */
export const rows = <const F extends RowFields>(help: string, from: string, fields: F): RowsField<F> => ({
  kind: 'rows',
  help,
  from,
  fields,
});

/** The field, of which no two machines have the same value. */
export const unique = <const F extends Field>(field: F): F => ({ ...field, unique: true });

/** The field, whose value changes on its own. */
export const volatile = <const F extends Field>(field: F): F => ({ ...field, volatile: true });
