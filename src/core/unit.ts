// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Units of fields. */

/**
 * Base units, as Prometheus names them. A field that carries a unit ends in it (`net_rx_bytes`, `rate_bytes_per_second`);
 * a plain count of events carries none. Bits never appear here: people's tables convert. `dbm` is no
 * base unit, except the units in which modules and vendor limits are specified.
 */
export const UNITS = [
  'bytes',
  'packets',
  'seconds',
  'ratio',
  'bytes_per_second',
  'packets_per_second',
  'transfers_per_second',
  'per_second',
  'celsius',
  'volts',
  'amperes',
  'watts',
  'hertz',
  'meters',
  'dbm',
] as const;

/** One of the base units; the suffix that a field's name must carry. */
export type Unit = (typeof UNITS)[number];
