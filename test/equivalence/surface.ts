// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the surface of the base commit: commands with flags, fields, and recordings. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A flag of a command. `values` is null for a flag without a closed list of values. */
export type Flag = { readonly name: string; readonly takesValue: boolean; readonly values: readonly string[] | null };

/** A command by its words, such as `policy check`. */
export type DeclaredCommand = { readonly words: readonly string[]; readonly flags: readonly Flag[] };

/** A provider's record type. A field with rows is in `rows`, not in `fields`. */
export type RecordTypeFields = {
  readonly name: string;
  readonly fields: readonly string[];
  readonly rows: readonly string[];
};

/** Everything the cases are made from. */
export type Surface = {
  readonly commands: readonly DeclaredCommand[];
  readonly types: Readonly<Record<string, readonly RecordTypeFields[]>>;
  readonly machines: readonly string[];
};

type SurfaceFile = {
  readonly commands: Readonly<Record<string, readonly string[]>>;
  readonly documents: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};

/** Reads surface.json of a checkout, which `npm run generate` writes from the declarations, hidden flags included. */
export const readSurface = (checkout: string): Surface => {
  const file = readFileSync(join(checkout, 'test', 'surface', 'surface.json'), 'utf8');
  const { commands, documents } = JSON.parse(file) as SurfaceFile;
  return {
    commands: Object.entries(commands).map(([id, flags]) => ({ words: id.split(':'), flags: flags.map(readFlag) })),
    types: Object.fromEntries(
      Object.entries(documents).map(([schema, types]) => [
        schema.replace(/^fabric\.|\/\d+$/g, ''),
        Object.entries(types).map(([name, names]) => readType(name, names)),
      ]),
    ),
    machines: readdirSync(join(checkout, 'fixtures', 'hosts')).sort(),
  };
};

/** Parses `-j --json`, `--interval=` or `--group=memory|counters`. */
const readFlag = (text: string): Flag => {
  const [, name = '', equals = '', values = ''] = /^(?:-\w )?--([a-z-]+)(=?)(.*)$/.exec(text) ?? [];
  if (name === '') throw new Error(`surface.json: cannot read the flag "${text}"`);
  return { name, takesValue: equals !== '', values: values === '' ? null : values.split('|') };
};

const readType = (name: string, names: readonly string[]): RecordTypeFields => {
  const rows = [...new Set(names.flatMap((field) => (field.includes('.') ? [field.split('.')[0] ?? ''] : [])))];
  return { name, rows, fields: names.filter((field) => !field.includes('.') && !rows.includes(field)) };
};
