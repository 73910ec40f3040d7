// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** An older schema: the installed one without some of its columns and tables. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePlace } from '../runner/tools.js';

const INSTALLED = '/usr/share/openvswitch/vswitch.ovsschema';

type Schema = { readonly tables: Record<string, { readonly columns: Record<string, unknown> }> };

/** Writes a schema that lacks these, `Interface.mtu` or `Mirror`, and gives its path. */
export const schemaWithout = (...names: readonly string[]): string => {
  const schema = JSON.parse(readFileSync(INSTALLED, 'utf8')) as Schema;
  for (const name of names) {
    const [table = '', column] = name.split('.');
    if (column === undefined) delete schema.tables[table];
    else delete schema.tables[table]?.columns[column];
  }
  const path = join(makePlace(), 'older.ovsschema');
  writeFileSync(path, JSON.stringify(schema));
  return path;
};
