// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Headers of a raw table: `RX-Gb/s` becomes `RX-bytes/s`, the unit of the numbers below it. */

/** The unit that a declared header may end in, or its percent sign. */
const DECLARED_UNIT = /(?:^|-)(?:[KMG]?b\/s|dBm|MHz|GHz|pps|Mpps)$|-PKTS$|\/s$|%$/;

/** The header with the units of its fields: one, or one for each kind of record in a table of several (`VALUE-watts,celsius`). */
export const rawHeader = (header: string, units: readonly string[]): string =>
  units.length === 0
    ? header
    : [header.replace(DECLARED_UNIT, ''), units.map(spell).join(',')].filter((part) => part !== '').join('-');

/** `bytes_per_second` → `bytes/s`, `per_second` → `1/s`. */
const spell = (unit: string): string =>
  unit === 'dbm' ? 'dBm' : unit.replace(/_?per_second$/, '/s').replace(/^\//, '1/');
