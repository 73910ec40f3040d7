// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Parses the file that `mlxconfig -j FILE q` writes (since mstflint 4.31): `{"Device #1": {…, "tlv_configuration": {…}}}`.
 *
 * @see mlxconfig/mlxcfg_ui.cpp of mstflint: WriteSingleParam
 */

import { isObject, type JsonObject } from '../../core/foreign-json.js';
import type { Json } from '../../core/json-value.js';
import type { Column, Configuration, Parameter } from '../../hardware/nvconfig/configuration.js';
import { NOT_KNOWN, parsePrintedValue } from '../../hardware/nvconfig/printed-value.js';

const DEVICE = /^Device #\d+$/;

const MEMBER = { default: 'default_value', current: 'current_value', next: 'next_value' } as const;
const COLUMNS = Object.keys(MEMBER) as readonly Column[];

/** True for such a file: an object of devices. False for `{}`, which the tool writes when it fails. */
export const isConfigurationFile = (json: Json): json is JsonObject =>
  isObject(json) && Object.keys(json).length > 0 && Object.keys(json).every((key) => DEVICE.test(key));

/** Parses every device of the file. A member of another shape is an error, not a value. */
export const parseConfigurationFile = (file: JsonObject): readonly Configuration[] =>
  Object.entries(file).map(([key, device]) => parseDevice(key, isObject(device) ? device : {}));

const textOf = (json: Json | undefined): string | null =>
  typeof json === 'string' && json !== '' && json !== NOT_KNOWN ? json : null;

const parseDevice = (key: string, device: JsonObject): Configuration => {
  const table = device['tlv_configuration'];
  const entries = isObject(table) ? Object.entries(table) : [];
  const read = entries.map(([name, members]) => ({ name, parameter: parseParameter(name, members) }));
  const errors = read.filter((r) => r.parameter === null).map(({ name }) => `${name} is not a parameter`);
  return {
    device: textOf(device['device']),
    deviceType: textOf(device['device_type']),
    name: textOf(device['name']),
    description: textOf(device['description']),
    columns: COLUMNS.filter((column) => entries.some(([, m]) => isObject(m) && Object.hasOwn(m, MEMBER[column]))),
    parameters: read.map((r) => r.parameter).filter((parameter) => parameter !== null),
    errors: isObject(table) ? errors : [`${key} has no tlv_configuration`],
  };
};

const parseParameter = (name: string, members: Json): Parameter | null => {
  if (!isObject(members) || typeof members['read_only'] !== 'boolean') return null;
  const values: Record<Column, Parameter['values'][Column]> = { default: null, current: null, next: null };
  for (const column of COLUMNS) {
    const member = members[MEMBER[column]];
    if (member === undefined || member === NOT_KNOWN) continue;
    // Whole numbers are JSON numbers; all other values are strings as in the table.
    const isValue = typeof member === 'number' ? Number.isInteger(member) : typeof member === 'string';
    const printed = isValue ? parsePrintedValue(String(member)) : null;
    if (printed === null) return null;
    values[column] = printed;
  }
  return { name, values, readOnly: members['read_only'] };
};
