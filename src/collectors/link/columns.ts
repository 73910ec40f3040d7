// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Columns that shorten or combine the fields of a port. */

import { type DocumentRecord, rowsIn, valueIn } from '../../core/document.js';
import type { Column } from '../../core/view.js';
import { describeOpcode, formatRatio } from './health.js';

const numberIn = (record: DocumentRecord, field: string): number | null => {
  const value = valueIn(record, field);
  return typeof value === 'number' ? value : null;
};

const textIn = (record: DocumentRecord, field: string): string | null => {
  const value = valueIn(record, field);
  return typeof value === 'string' ? value : null;
};

const textColumn = (
  header: string,
  fields: readonly string[],
  value: (record: DocumentRecord) => string | null,
): Column => ({
  kind: 'fields',
  header,
  fields,
  format: { value: value, isNumber: false },
});

const SPEED_FIELDS = ['speed_bytes_per_second', 'width_lanes'] as const;

/** `400G 4x`; in a pipe, bytes per second. */
export const SPEED: Column = {
  kind: 'fields',
  header: 'SPEED',
  fields: SPEED_FIELDS,
  format: {
    isNumber: false,
    value: (record, isTerminal) => {
      const [speed, width] = SPEED_FIELDS.map((field) => numberIn(record, field));
      if (speed === null || speed === undefined || !isTerminal) return speed ?? null;
      return `${Number(((speed * 8) / 1e9).toPrecision(4))}G${width === null ? '' : ` ${width}x`}`;
    },
  },
};

/** `RS(544,514)`, without the rest of the mode's name. */
export const FEC: Column = textColumn('FEC', ['fec'], (record) => {
  const fec = textIn(record, 'fec');
  const [, code] = /\((\d+,\d+(?:\+\d+)?)\)/.exec(fec ?? '') ?? [];
  return code === undefined
    ? (fec?.replaceAll(' ', '-') ?? null)
    : `RS(${code})${/\bPLR\b/.test(fec ?? '') ? '+PLR' : ''}`;
});

/** `57 signal not detected`; nothing for opcode 0. */
export const REASON: Column = textColumn('REASON', ['opcode', 'recommendation'], (record) =>
  describeOpcode({ opcode: numberIn(record, 'opcode'), recommendation: textIn(record, 'recommendation') }),
);

/** `2E-6`; in a pipe, the exact number. */
export const ratio = (header: string, field: string): Column => ({
  kind: 'fields',
  header,
  fields: [field],
  format: {
    isNumber: true,
    value: (record, isTerminal) => {
      const value = numberIn(record, field);
      return value === null || !isTerminal ? value : formatRatio(value);
    },
  },
});

/** Number of codewords with `from` to `to` symbol errors; empty when a bin reaches beyond this range. */
export const codewords = (from: number, to: number): Column => ({
  kind: 'fields',
  header: `${from}-${to}`,
  fields: ['fec_bins'],
  format: {
    isNumber: true,
    value: (record) => {
      const bins = rowsIn(record, 'fec_bins').filter((bin) => overlaps(bin, from, to));
      const counts = bins.map(({ errors_from, errors_to, codewords: count }) =>
        Number(errors_from) >= from && Number(errors_to) <= to ? count : null,
      );
      const known = counts.filter((count) => typeof count === 'bigint');
      return known.length === 0 || known.length < counts.length ? null : known.reduce((sum, count) => sum + count, 0n);
    },
  },
});

/** A bin with an unknown range counts as overlapping. */
const overlaps = (bin: DocumentRecord, from: number, to: number): boolean => {
  const [first, last] = [numberIn(bin, 'errors_from'), numberIn(bin, 'errors_to')];
  return first === null || last === null || (first <= to && last >= from);
};

/** `15/15`: most symbol errors in a codeword, and how many the code corrects. */
export const WORST: Column = {
  kind: 'fields',
  header: 'WORST/MAX',
  fields: ['fec_worst_errors', 'fec_correctable_errors'],
  format: {
    isNumber: true,
    value: (record) => {
      const worst = numberIn(record, 'fec_worst_errors');
      return worst === null ? null : `${worst}/${numberIn(record, 'fec_correctable_errors')}`;
    },
  },
};

const GENERATIONS: Readonly<Record<string, number>> = { 2.5: 1, 5: 2, 8: 3, 16: 4, 32: 5, 64: 6 };

/** `gen5 x16`; in a pipe, `32000000000/16`. */
export const pcie = (header: string, speed: string, width: string): Column => ({
  kind: 'fields',
  header,
  fields: [speed, width],
  format: {
    isNumber: false,
    value: (record, isTerminal) => {
      const [transfers, lanes] = [numberIn(record, speed), numberIn(record, width)];
      if (transfers === null || lanes === null) return null;
      const generation = GENERATIONS[transfers / 1e9];
      return isTerminal && generation !== undefined ? `gen${generation} x${lanes}` : `${transfers}/${lanes}`;
    },
  },
});
