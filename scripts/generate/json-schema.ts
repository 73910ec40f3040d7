// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The JSON Schema of a provider's document, from its fields. Integers may be larger than a double holds. */

import type { Field, Fields } from '../../src/core/field.js';
import { type AnyProvider, describeProvider, schemaOf } from '../../src/core/provider.js';
import type { RecordType } from '../../src/core/record-type.js';

type Schema = { readonly [key: string]: unknown };

const CODES = ['absent', 'not_supported', 'permission', 'unreadable', 'timeout', 'denied', 'parse', 'saturated'];

/** JSON Schema 2020-12 of `fabric <provider> --json` without `--fields`, `--group`, `--stable` and `--interval`. */
export const jsonSchema = (provider: AnyProvider): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schemaOf(provider),
  title: `fabric ${provider.name} --json`,
  description: describeProvider(provider),
  ...renamedKeys(provider),
  type: 'object',
  additionalProperties: false,
  required: ['schema', 'host', 'collected_at', 'duration_seconds', 'source', 'records', 'problems'],
  properties: {
    schema: { const: schemaOf(provider) },
    host: { type: ['string', 'null'], description: 'Name of the machine; null when it is not known.' },
    collected_at: { type: 'string', format: 'date-time' },
    duration_seconds: { type: 'number', minimum: 0 },
    source: { enum: ['direct'] },
    records: {
      type: 'object',
      additionalProperties: false,
      // With --section only some of them are there, and what an option asks for is there with it.
      required: Object.keys(provider.types).filter(
        (name) => provider.sections === undefined && provider.types[name]?.option === undefined,
      ),
      properties: Object.fromEntries(Object.entries(provider.types).map(([name, type]) => [name, typeSchema(type)])),
    },
    problems: { type: 'array', items: problemSchema(Object.keys(provider.types)) },
  },
});

const typeSchema = (type: RecordType): Schema => {
  const record: Schema = {
    ...objectOf(type.fields),
    additionalProperties:
      type.extra === undefined ? false : { type: ['integer', 'null'], minimum: 0, description: type.extra.help },
  };
  return type.many ? { type: 'array', items: record } : { oneOf: [record, { type: 'null' }] };
};

const objectOf = (fields: Fields): Schema => ({
  type: 'object',
  required: Object.keys(fields),
  properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
});

const fieldSchema = (field: Field): Schema => {
  const description = field.help;
  switch (field.kind) {
    case 'label': {
      const type = field.type === 'integer' ? 'integer' : 'string';
      return { type: field.optional ? [type, 'null'] : type, description };
    }
    case 'text':
      return { type: ['string', 'null'], description };
    case 'texts':
      return { type: ['array', 'null'], items: { type: 'string' }, description };
    case 'state':
      return { enum: [...field.values, null], description };
    case 'counter':
      return { type: ['integer', 'null'], minimum: 0, description };
    case 'gauge':
      return { type: ['number', 'null'], description };
    case 'boolean':
      return { type: ['boolean', 'null'], description };
    case 'rows':
      return {
        type: ['array', 'null'],
        description,
        items: { ...objectOf(field.fields), additionalProperties: false },
      };
  }
};

const problemSchema = (types: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: ['type', 'where', 'fields', 'severity', 'code', 'detail'],
  properties: {
    type: { enum: types },
    where: {
      type: 'string',
      description: 'A record (its labels joined by /), a device or a path; empty for the answer.',
    },
    fields: { type: 'array', items: { type: 'string' } },
    severity: { enum: ['note', 'warning'] },
    code: { enum: CODES },
    detail: { type: 'string' },
    fix: { type: 'string', description: 'The next thing to do.' },
  },
});

/** A comment for people: validators ignore it. */
const renamedKeys = ({ renamedKeys: renamed }: AnyProvider): Schema =>
  renamed === undefined
    ? {}
    : {
        $comment: `Renamed since version 1: ${Object.entries(renamed)
          .map(([before, now]) => `${before} → ${now}`)
          .join(', ')}.`,
      };
