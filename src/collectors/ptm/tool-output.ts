// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the output of mlxreg and mget_temp. Pure. */

import { stripAnsi } from '../../core/ansi.js';

const linesOf = (text: string): readonly string[] =>
  stripAnsi(text)
    .split('\n')
    .map((line) => line.trimEnd());

/**
 * Watts of register MVCR, which counts tenths; null for what is not whole, not of this sensor, or has a field twice.
 * A cut number is not taken: all of them have eight digits, and a line of `=` ends the table.
 */
export const wattsOfMvcr = (output: string, sensor: number): number | null => {
  const lines = linesOf(output);
  const header = lines.findIndex((line) => /^Field Name\s+\| Data$/.test(line));
  const end = lines.findLastIndex((line) => /^={3,}$/.test(line));
  if (header < 0 || end <= header + 1) return null;
  const fields = lines.slice(header + 2, end).map((line) => /^(\w+)\s+\| 0x([0-9a-f]{8})$/i.exec(line));
  if (fields.includes(null)) return null;
  const valuesOf = (name: string) => fields.flatMap((f) => (f?.[1] === name ? [Number.parseInt(f[2] ?? '', 16)] : []));
  const [index, ...otherIndexes] = valuesOf('sensor_index');
  const [tenths, ...others] = valuesOf('power_sensor_value');
  if (index !== sensor || otherIndexes.length > 0 || tenths === undefined || others.length > 0) return null;
  return tenths / 10;
};

/** The degrees that are all of what mget_temp prints, with blanks behind them and a line break; else null. */
export const celsiusOfMgetTemp = (output: string): number | null => {
  const [, degrees] = /^(-?\d{1,3}) *\n$/.exec(stripAnsi(output)) ?? [];
  return degrees === undefined ? null : Number(degrees);
};
