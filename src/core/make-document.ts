// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Makes the document of a run from what a provider parsed, and checks it against the declaration. */

import type { Choice } from './choice.js';
import type { CellValue, Document, DocumentRecord, Row } from './document.js';
import { FabricError } from './error.js';
import type { Field, PlainField, RowsField } from './field.js';
import { compareNatural } from './natural-order.js';
import { isGiven, type OptionValues } from './option.js';
import { foldFindings } from './problem.js';
import { type AnyProvider, schemaOf } from './provider.js';
import type { Parsed, RecordType, RecordTypes } from './record-type.js';
import { includesType } from './section.js';

/** The run that a document describes. */
export type Run = { readonly host: string | null; readonly at: Date; readonly seconds: number };

/**
 * Builds the document and holds every record against the declaration. A type that was not selected is left out: an empty
 * list would claim that there is none. @throws bug
 */
export const makeDocument = (
  provider: AnyProvider,
  parsed: Parsed<RecordTypes>,
  run: Run,
  choice: Partial<Pick<Choice, 'sections' | 'options'>> = {},
): Document => {
  const records: Record<string, readonly DocumentRecord[] | DocumentRecord | null> = {};
  const isRequested = (type: string): boolean =>
    includesType(provider.sections ?? {}, choice, type) && choosesOption(provider.types[type], choice.options);
  for (const [type, declared] of Object.entries(provider.types).filter(([name]) => isRequested(name))) {
    const where = `${provider.name}.${type}`;
    const found = parsed.records[type];
    if (Array.isArray(found)) records[type] = found.map((one) => flatten(where, declared, one));
    else records[type] = found === null || found === undefined ? null : flatten(where, declared, found);
  }
  return {
    schema: schemaOf(provider),
    host: run.host,
    collected_at: run.at.toISOString(),
    duration_seconds: Math.round(run.seconds * 1000) / 1000,
    source: 'direct',
    records,
    problems: foldFindings(
      parsed.findings.filter(({ type }) => isRequested(type)),
      provider.privilege === 'root',
    ).map((problem) => ({
      ...problem,
      fields: inDeclaredOrder(problem.fields, provider.types[problem.type]),
    })),
  };
};

const choosesOption = (type: RecordType | undefined, options: OptionValues = {}): boolean =>
  type?.option === undefined || isGiven(options[type.option]);

/** Fields in the order of the records, independent of the order of reading. */
const inDeclaredOrder = (fields: readonly string[], type: RecordType | undefined): readonly string[] => {
  const rest = new Set(fields);
  const declared = Object.entries(type?.fields ?? {})
    .flatMap(([name, field]) => [name, ...(field.kind === 'rows' ? rowNames(name, field) : [])])
    .filter((name) => rest.delete(name));
  return [...declared, ...[...rest].sort(compareNatural)];
};

const rowNames = (name: string, { fields }: RowsField): readonly string[] =>
  Object.keys(fields).map((f) => `${name}.${f}`);

/** Thousands of records have dozens of fields each: what is wrong with one is only looked for where something is. */
const flatten = (where: string, type: RecordType, parsed: Readonly<Record<string, unknown>>): DocumentRecord => {
  const record: Record<string, DocumentRecord[string]> = {};
  const names = Object.keys(type.fields);
  for (const name of names) {
    const field = type.fields[name] as Field;
    const value = parsed[name];
    record[name] = isPlain(field) && isValid(field, value) ? value : checkValue(`${where}.${name}`, field, value);
  }
  const { extra } = parsed;
  const count = Object.keys(parsed).length - Number('extra' in parsed);
  if (count !== names.length) throw undeclaredIn(where, type, parsed);
  if (extra !== undefined) addExtra(where, type, record, extra as Readonly<Record<string, bigint | null>>);
  return record;
};

const undeclaredIn = (where: string, type: RecordType, parsed: Readonly<Record<string, unknown>>): FabricError => {
  const name = Object.keys(parsed).find((one) => one !== 'extra' && !Object.hasOwn(type.fields, one));
  return new FabricError('bug', `${where}.${name} is not declared`);
};

/** Devices of one kind have the same names, in the same order: they are sorted once. */
let lastSorted: { readonly names: readonly string[]; readonly sorted: readonly string[] } | null = null;

const sortedNames = (names: readonly string[]): readonly string[] => {
  const known = lastSorted;
  if (known?.names.length === names.length && known.names.every((name, i) => name === names[i])) return known.sorted;
  lastSorted = { names, sorted: names.toSorted(compareNatural) };
  return lastSorted.sorted;
};

/** The device's own counters, by name. */
const addExtra = (
  where: string,
  type: RecordType,
  record: Record<string, DocumentRecord[string]>,
  extra: Readonly<Record<string, bigint | null>>,
): void => {
  for (const name of sortedNames(Object.keys(extra))) {
    if (Object.hasOwn(type.fields, name))
      throw new FabricError('bug', `${where}.${name} is declared but was passed as extra`);
    record[name] = extra[name] ?? null;
  }
};

const isPlain = (field: Field): field is PlainField => field.kind !== 'rows' && field.kind !== 'texts';

const checkValue = (where: string, field: Field, value: unknown): DocumentRecord[string] => {
  if (field.kind === 'texts') return checkTexts(where, value);
  if (field.kind !== 'rows') return checkPlain(where, field, value);
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((row) => checkRow(where, field, row));
  throw new FabricError('bug', `${where} is ${typeof value}, expected rows`);
};

const checkTexts = (where: string, value: unknown): readonly string[] | null => {
  if (value === null || (Array.isArray(value) && value.every((one) => typeof one === 'string'))) return value;
  throw new FabricError('bug', `${where} is ${typeof value} ${String(value)}, expected texts`);
};

const checkRow = (where: string, { fields }: RowsField, row: Readonly<Record<string, unknown>>): Row => {
  const undeclared = Object.keys(row).find((name) => !Object.hasOwn(fields, name));
  if (undeclared !== undefined) throw new FabricError('bug', `${where}.${undeclared} is not declared`);
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, checkPlain(`${where}.${name}`, field, row[name])]),
  );
};

const checkPlain = (where: string, field: PlainField, value: unknown): CellValue => {
  if (isValid(field, value)) return value;
  throw new FabricError('bug', `${where} is ${typeof value} ${String(value)}, expected ${field.kind}`);
};

const isValid = (field: PlainField, value: unknown): value is CellValue => {
  if (value === null) return field.kind !== 'label' || field.optional === true;
  switch (field.kind) {
    case 'label':
      return field.type === 'integer' ? Number.isSafeInteger(value) : typeof value === 'string';
    case 'text':
      return typeof value === 'string';
    case 'state':
      return typeof value === 'string' && field.values.includes(value);
    case 'counter':
      return typeof value === 'bigint' && value >= 0n;
    case 'gauge':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
  }
};
