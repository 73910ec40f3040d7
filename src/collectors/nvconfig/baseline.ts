// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What `--baseline` names: a document that fabric nvconfig printed, or a file that mlxconfig -j wrote. */

import { FabricError } from '../../core/error.js';
import { isObject, type JsonObject } from '../../core/foreign-json.js';
import type { Json } from '../../core/json-value.js';
import type { OptionDocument } from '../../core/option.js';
import { arrayBounds, type PrintedValue, parsePrintedValue } from '../../hardware/nvconfig/printed-value.js';
import type { ComparedSide } from './compare.js';
import { isConfigurationFile, readConfigurationFile } from './parse-json.js';

/** The devices that were saved, each under every name it has; `origin` is when and where, null when nobody wrote it down. */
export type Baseline = {
  readonly file: string;
  readonly origin: string | null;
  readonly devices: readonly { readonly names: readonly string[]; readonly side: ComparedSide }[];
};

const SCHEMA = 'fabric.nvconfig/1';

const objectsIn = (json: Json | undefined): readonly JsonObject[] =>
  Array.isArray(json) ? (json as readonly Json[]).filter(isObject) : [];
const textOf = (json: Json | undefined): string | null => (typeof json === 'string' ? json : null);

/** @throws usage when the file is neither, or has no parameters */
export const readBaseline = ({ file, content }: OptionDocument): Baseline => {
  const found = isConfigurationFile(content) ? ofTool(file, content) : ofDocument(file, content);
  if (found === null) {
    throw new FabricError('usage', `--baseline ${file}: not JSON of fabric nvconfig or mlxconfig -j`);
  }
  if (found.devices.every(({ side }) => side.values.size === 0)) {
    throw new FabricError('usage', `--baseline ${file}: no parameters`);
  }
  return found;
};

const ofTool = (file: string, content: JsonObject): Baseline => ({
  file,
  origin: null,
  devices: readConfigurationFile(content).map(({ device, parameters }) => ({
    names: device === null ? [] : [device],
    side: {
      name: file,
      values: new Map(parameters.map(({ name, values }) => [name, elementary(values.current ?? values.next)])),
      // Who asked the tool for some parameters has no others in the file, and nothing in it says so.
      isWhole: false,
    },
  })),
});

/** What the file says of an array is nothing of its elements. */
const elementary = (value: PrintedValue | null): PrintedValue | null =>
  value === null || arrayBounds(value) !== null ? null : value;

const ofDocument = (file: string, content: Json): Baseline | null => {
  if (!isObject(content) || content['schema'] !== SCHEMA || !isObject(content['records'])) return null;
  const { devices, parameters } = content['records'];
  const rows = objectsIn(parameters);
  const saved = objectsIn(devices).map((record) => {
    const device = textOf(record['device']);
    const address = textOf(record['pci_address']);
    const own = rows.filter((row) => row['device'] === device);
    return {
      names: [device, address].filter((name) => name !== null),
      // A document that was asked for --changed alone does not have the others: its own count tells.
      side: { name: file, values: valuesOf(own), isWhole: record['parameters'] === own.length },
    };
  });
  const when = textOf(content['collected_at'])?.slice(0, 10);
  const origin = [when, textOf(content['host'])].filter((part) => typeof part === 'string').join(', ');
  return { file, origin: origin === '' ? null : origin, devices: saved };
};

/** The value in force; what waits for a boot where that is not known. */
const valuesOf = (rows: readonly JsonObject[]): ReadonlyMap<string, PrintedValue | null> => {
  const values = new Map<string, PrintedValue | null>();
  for (const row of rows) {
    const name = textOf(row['parameter']);
    const word = textOf(row['current']) ?? textOf(row['next']);
    if (name !== null) values.set(name, word === null ? null : parsePrintedValue(word));
  }
  return values;
};
