// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Renders a document: the answer in the requested format, and the messages beside it. */

import {
  type CellValue,
  countRecords,
  type Document,
  type DocumentRecord,
  nameOfRecord,
  recordsOf,
  valueIn,
} from '../core/document.js';
import { singular } from '../core/metric-name.js';
import { compareNatural } from '../core/natural-order.js';
import type { Problem } from '../core/problem.js';
import type { AnyProvider } from '../core/provider.js';
import type { RecordType } from '../core/record-type.js';
import { stableDocument } from '../core/stable.js';
import { partsOf, tablesOf, type View } from '../core/view.js';
import { type Message, messagesOf, renderMessages } from '../render/messages.js';
import { type Selection, selectFields } from '../render/selection.js';
import { renderTables } from '../render/view-tables.js';
import type { TerminalOptions } from '../run/collect.js';
import { type Options, unknownField } from './options.js';
import type { Terminal } from './terminal.js';

/** The text for stdout (or the file) and the messages for stderr. */
export type Presented = { readonly answer: string; readonly messages: string };

/** Renders the document. @throws usage when no record has a requested field */
export const renderAnswer = async (
  collected: Document,
  provider: AnyProvider,
  options: Options,
  terminal: Terminal,
  { remarks, headers }: TerminalOptions = { remarks: [], headers: {} },
): Promise<Presented> => {
  const { types } = provider;
  const view = options.stable && options.view.rows?.each === 'counter' ? firstView(provider) : options.view;
  checkFields(collected, options.type, types[options.type] ?? { many: true, fields: {} }, [
    ...(options.fields ?? []),
    ...(options.sort === null ? [] : [options.sort]),
  ]);
  const sorted = options.sort === null ? collected : sortRecords(collected, options.type, options.sort);
  const document = options.stable ? stableDocument(sorted, types) : sorted;
  const selection: Selection = { type: options.type, fields: options.fields, group: options.view.group };
  const dropped: string[] = [];
  const answer =
    options.format === 'table'
      ? await renderForPeople(document, provider, view, options, terminal, headers, (some) => dropped.push(...some))
      : await renderForPrograms(document, provider, selection, options);
  const lines = messagesFor(document, provider, view, options, [...noteOfDropped(dropped), ...remarks]);
  return { answer, messages: await renderMessages(lines, terminal.stderrColor) };
};

/** A table; of a provider with sections its page, and below it the tables of the selected sections. */
const renderForPeople = async (
  document: Document,
  { types, sections, dropOrder }: AnyProvider,
  view: View,
  options: Options,
  terminal: Terminal,
  headers: Readonly<Record<string, string>>,
  onDropped: (headers: readonly string[]) => void,
): Promise<string> => {
  const { page } = options;
  const tables = await Promise.all(
    (page === null ? [view] : page.tables).map((one) =>
      renderTables(document, types, one, options, terminal, headers, { dropOrder, onDropped }),
    ),
  );
  if (page === null || sections === undefined) return tables.join('');
  const { renderPage } = await import('../render/page.js');
  const lines = renderPage(document, sections, page.lines, terminal.width);
  return [lines, ...tables].filter((part) => part !== '').join('\n');
};

/** The columns that a terminal is too narrow for. */
const noteOfDropped = (headers: readonly string[]): readonly string[] =>
  headers.length === 0 ? [] : [`no room for ${headers.join(', ')}: use a wider terminal, a pipe or -o FILE`];

const firstView = (provider: AnyProvider): View => {
  const [view] = Object.values(provider.views);
  if (view === undefined) throw new Error(`${provider.name} declares no view`);
  return view;
};

const checkFields = (document: Document, name: string, type: RecordType, fields: readonly string[]): void => {
  const records = recordsOf(document, name);
  for (const field of fields) {
    if (Object.hasOwn(type.fields, field) || records.some((record) => Object.hasOwn(record, field))) continue;
    // Without records it is not known whether a device would have the field.
    if (records.length > 0) throw unknownField(field, type);
  }
};

/** Largest first; words in natural order; what is missing last. */
const sortRecords = (document: Document, type: string, field: string): Document => {
  const compare = (a: CellValue, b: CellValue): number => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === 'string' || typeof b === 'string') return compareNatural(String(a), String(b));
    return a < b ? 1 : a > b ? -1 : 0;
  };
  const sorted = [...recordsOf(document, type)].sort((a, b) => compare(valueIn(a, field), valueIn(b, field)));
  return { ...document, records: { ...document.records, [type]: sorted } };
};

const renderForPrograms = async (
  document: Document,
  provider: AnyProvider,
  selection: Selection,
  options: Options,
): Promise<string> => {
  const type = provider.types[selection.type] ?? { many: true, fields: {} };
  switch (options.format) {
    case 'json':
      return (await import('../render/json.js')).renderJson(
        selectFields(document, provider.types, selection),
        options.pretty,
      );
    case 'ndjson':
      return (await import('../render/json.js')).renderNdjson(selectFields(document, provider.types, selection));
    case 'csv':
      return (await import('../render/csv.js')).renderCsv(document, type, selection);
    case 'prometheus':
      return (await import('../render/prometheus.js')).renderPrometheus(document, provider, selection);
    case 'table':
      throw new Error('table output requested for a program');
  }
};

/** All messages for a table. Programs find notes in the document: they get only warnings, and the message that there is no record. */
const messagesFor = (
  document: Document,
  provider: AnyProvider,
  view: View,
  options: Options,
  remarks: readonly string[],
): readonly Message[] => {
  if (options.format !== 'table') {
    return messagesOf(countRecords(document) === 0 ? document : withoutNotes(document), provider.types);
  }
  const notes =
    options.fields === null ? [...notesOfExcept(document, provider, view, options.wide), ...remarks] : [...remarks];
  if (options.page !== null)
    return messagesOf({ ...document, problems: ofPage(document.problems) }, provider.types, notes);
  if (isEmpty(document, view)) notes.push(`no ${view.type.replaceAll('_', ' ')}`);
  if (view.rows?.each !== 'counter' || options.fields !== null) return messagesOf(document, provider.types, notes);
  // A long view shows a stuck counter in its row.
  const problems = document.problems.filter((p) => p.code !== 'saturated');
  return messagesOf({ ...document, problems }, provider.types, [...notesOfView(document, provider, view), ...notes]);
};

/** A page shows only what is present: `--json` has the reasons of absent fields. */
const ofPage = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(
    ({ severity, code, fields }) => severity === 'warning' || code === 'permission' || fields.length === 0,
  );

const withoutNotes = (document: Document): Document => ({
  ...document,
  problems: document.problems.filter((p) => p.severity === 'warning'),
});

/** Whether a group has no records and no reason for that, in an answer that has other records. */
const isEmpty = (document: Document, view: View): boolean =>
  view.option === undefined &&
  countRecords(document) > 0 &&
  !document.problems.some(({ type }) => type === view.type) &&
  tablesOf(view, false)
    .flatMap(partsOf)
    .every(({ type }) => recordsOf(document, type).length === 0);

/** The number of records hidden because they are ok: `6 ports ok`. */
const notesOfExcept = (document: Document, { types }: AnyProvider, view: View, isWide: boolean): readonly string[] =>
  tablesOf(view, isWide).flatMap(({ type: name, hideWhere: except }) => {
    const type = types[name];
    if (except === undefined || type === undefined) return [];
    const count = recordsOf(document, name).filter((record) => record[except.field] === except.value).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? singular(name, type) : name} ${except.value}`];
  });

/** Which records a long view left out because every counter of the group is 0. */
const notesOfView = (document: Document, provider: AnyProvider, view: View): readonly string[] => {
  const type = provider.types[view.type];
  const { group } = view;
  if (type === undefined || group === undefined || view.rows?.each !== 'counter' || !view.rows.nonZero) return [];
  const isOfGroup = (name: string): boolean => {
    const field = type.fields[name];
    return field?.kind === 'counter' && field.group === group;
  };
  const missing = new Set(
    document.problems.filter((p) => p.code !== 'saturated' && p.fields.some(isOfGroup)).map((p) => p.where),
  );
  const isClean = (record: DocumentRecord): boolean => {
    const values = Object.keys(record)
      .filter(isOfGroup)
      .map((name) => valueIn(record, name));
    return values.some((v) => v === 0n) && values.every((v) => v === null || v === 0n);
  };
  const clean = recordsOf(document, view.type)
    .filter(isClean)
    .map((record) => nameOfRecord(type, record))
    .filter((name) => !missing.has(name));
  if (clean.length === 0) return [];
  const noun = clean.length === 1 ? singular(view.type, type) : view.type;
  return [`${clean.length} ${noun} without ${group}: ${clean.join(', ')}`];
};
