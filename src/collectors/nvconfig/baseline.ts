// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the file given with `--baseline`: a document of fabric nvconfig, or a file of mlxconfig -j. */

import { FabricError } from '../../core/error.js';
import { isObject, type JsonObject } from '../../core/foreign-json.js';
import type { Json } from '../../core/json-value.js';
import type { OptionDocument } from '../../core/option.js';
import { arrayBounds, type PrintedValue, parsePrintedValue } from '../../hardware/nvconfig/printed-value.js';
import type { ComparedSide } from './compare.js';
import { isConfigurationFile, parseConfigurationFile } from './parse-json.js';

/** The saved devices, each with all its names. `origin` is the date and host of the document; null when unknown. */
export type Baseline = {
  readonly file: string;
  readonly origin: string | null;
  readonly devices: readonly { readonly names: readonly string[]; readonly side: ComparedSide }[];
};

const SCHEMA = 'fabric.nvconfig/1';

const objectsIn = (json: Json | undefined): readonly JsonObject[] =>
  Array.isArray(json) ? (json as readonly Json[]).filter(isObject) : [];
const textOf = (json: Json | undefined): string | null => (typeof json === 'string' ? json : null);

/** Reads a baseline. @throws usage when the file has neither format, or no parameters */
export const readBaseline = ({ file, content }: OptionDocument): Baseline => {
  const found = isConfigurationFile(content) ? fromTool(file, content) : fromDocument(file, content);
  if (found === null) {
    throw new FabricError('usage', `--baseline ${file}: not JSON of fabric nvconfig or mlxconfig -j`);
  }
  if (found.devices.every(({ side }) => side.values.size === 0)) {
    throw new FabricError('usage', `--baseline ${file}: no parameters`);
  }
  return found;
};

const fromTool = (file: string, content: JsonObject): Baseline => ({
  file,
  origin: null,
  devices: parseConfigurationFile(content).map(({ device, parameters }) => ({
    names: device === null ? [] : [device],
    side: {
      name: file,
      values: new Map(parameters.map(({ name, values }) => [name, scalarValue(values.current ?? values.next)])),
      // The file may contain only selected parameters, and does not show that.
      isComplete: false,
    },
  })),
});

/** Null for an array: the file does not contain its elements. */
const scalarValue = (value: PrintedValue | null): PrintedValue | null =>
  value === null || arrayBounds(value) !== null ? null : value;

const fromDocument = (file: string, content: Json): Baseline | null => {
  if (!isObject(content) || content['schema'] !== SCHEMA || !isObject(content['records'])) return null;
  const { devices, parameters } = content['records'];
  const rows = objectsIn(parameters);
  const saved = objectsIn(devices).map((record) => {
    const device = textOf(record['device']);
    const address = textOf(record['pci_address']);
    const own = rows.filter((row) => row['device'] === device);
    return {
      names: [device, address].filter((name) => name !== null),
      // A document with --changed lacks the other parameters; its own count shows that.
      side: { name: file, values: valuesOf(own), isComplete: record['parameters'] === own.length },
    };
  });
  const when = textOf(content['collected_at'])?.slice(0, 10);
  const origin = [when, textOf(content['host'])].filter((part) => typeof part === 'string').join(', ');
  return { file, origin: origin === '' ? null : origin, devices: saved };
};

/** Current values; the value at the next boot when the current one is unknown. */
const valuesOf = (rows: readonly JsonObject[]): ReadonlyMap<string, PrintedValue | null> => {
  const values = new Map<string, PrintedValue | null>();
  for (const row of rows) {
    const name = textOf(row['parameter']);
    const text = textOf(row['current']) ?? textOf(row['next']);
    if (name !== null) values.set(name, text === null ? null : parsePrintedValue(text));
  }
  return values;
};
