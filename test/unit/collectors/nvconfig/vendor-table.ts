// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Prints a table like mlxconfig, with the printf widths of its versions.
 *
 * @see mlxconfig/mlxcfg_ui.cpp of mstflint
 */

import type { Column, Parameter } from '../../../../src/hardware/nvconfig/configuration.js';

/** The widths of one version; `spaceFrom` is the length from which a value is followed by an extra space. */
export type Layout = {
  readonly margin: number;
  readonly name: number;
  readonly value: number;
  readonly spaceFrom: number;
  readonly knowsReadOnly: boolean;
};

/** From 2017 to 4.21, to 4.35, and the next one. */
export const LAYOUTS = {
  narrow: { margin: 9, name: 36, value: 16, spaceFrom: 17, knowsReadOnly: false },
  wide: { margin: 8, name: 44, value: 20, spaceFrom: 20, knowsReadOnly: true },
  widest: { margin: 8, name: 48, value: 24, spaceFrom: 24, knowsReadOnly: true },
} as const satisfies Record<string, Layout>;

/** One device and its table. */
export type VendorTable = {
  readonly device: string;
  readonly deviceType: string;
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
  readonly parameters: readonly Parameter[];
};

const HEADS = { default: 'Default', current: 'Current', next: 'Next Boot' } as const;

const writeRow = (parameter: Parameter, columns: readonly Column[], layout: Layout): string => {
  const texts = columns.map((column) => parameter.values[column]?.text ?? 'N/A');
  const mark = texts.some((text) => text !== texts.at(-1)) ? '*' : ' ';
  const margin = `${mark}${parameter.readOnly && layout.knowsReadOnly ? 'RO' : '  '}`.padEnd(layout.margin);
  const values = texts.map((text, i) => {
    const space = i < texts.length - 1 && text.length >= layout.spaceFrom ? ' ' : '';
    return `${text.padEnd(layout.value)}${space}`;
  });
  return `${margin}${parameter.name.padEnd(layout.name)}${values.join('')}`;
};

/** The text of these devices. */
export const writeVendorTables = (tables: readonly VendorTable[], layout: Layout): string => {
  const lines: string[] = [];
  for (const [i, { device, deviceType, name, description, columns, parameters }] of tables.entries()) {
    const isMarked = parameters.some(({ values }) => columns.some((c) => values[c]?.text !== values.next?.text));
    lines.push('', `Device #${i + 1}:`, '----------', '');
    lines.push(`${'Device type:'.padEnd(20)}${deviceType.padEnd(20)}`, `${'Name:'.padEnd(20)}${name.padEnd(20)}`);
    lines.push(`${'Description:'.padEnd(20)}${description}`, `${'Device:'.padEnd(20)}${device.padEnd(20)}`, '');
    lines.push(
      `Configurations:${' '.repeat(layout.name)}${columns.map((c) => HEADS[c].padEnd(layout.value + 1)).join('')}`,
    );
    lines.push(...parameters.map((parameter) => writeRow(parameter, columns, layout)));
    if (isMarked) lines.push("The '*' shows parameters with next value different from default/current value.");
    if (layout.knowsReadOnly && parameters.some(({ readOnly }) => readOnly))
      lines.push('', "The 'RO' shows parameters which are for read only and cannot be changed");
  }
  return `${lines.join('\n')}\n`;
};

/** A parameter with these texts in its three columns. */
export const parameter = (name: string, ...texts: readonly (string | null)[]): Parameter => {
  const [first = null, second = first, third = second] = texts;
  const printed = (text: string | null): Parameter['values'][Column] => {
    if (text === null) return null;
    const digits = /\((\d+)\)$/.exec(text)?.[1] ?? text;
    return { text, number: /^\d+$/.test(digits) ? Number(digits) : null };
  };
  return { name, values: { default: printed(first), current: printed(second), next: printed(third) }, readOnly: false };
};
