// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Checks a provider's declaration for mistakes that types cannot express. */

import { type Field, type Fields, fieldAt, type RowsField } from './field.js';
import { rowsStem } from './metric-name.js';
import type { ProviderOptions } from './option.js';
import type { RecordTypes } from './record-type.js';
import type { Sections } from './section.js';
import { UNITS } from './unit.js';
import { type Column, optionsOf, type View } from './view.js';

/** The part of a provider that is checked. */
type Declaration = {
  readonly name: string;
  readonly reads: readonly string[];
  readonly types: RecordTypes;
  readonly views: Readonly<Record<string, View>>;
  readonly sections?: Sections;
  readonly options?: ProviderOptions;
};

/** The first mistake, with the source file: `src/collectors/box.ts: box.ports.rx must end in _bytes`; null without one. */
export const declarationError = (declaration: Declaration): string | null => {
  const { name } = declaration;
  if (!PROVIDER_NAME.test(name))
    return `src/collectors: provider name "${name}" must be lower-case letters and digits, beginning with a letter`;
  const mistake = mistakeInPaths(declaration.reads) ?? mistakeIn(declaration);
  return mistake === null ? null : `src/collectors/${name}.ts: ${name}${mistake}`;
};

const PROVIDER_NAME = /^[a-z][a-z0-9]*$/;

const mistakeInPaths = (reads: readonly string[]): string | null => {
  const wrong = reads.find((path) => !path.startsWith('/') || /\/\.{0,2}(?:\/|$)/.test(path));
  return wrong === undefined ? null : ` reads ${wrong}: use an absolute path without . or ..`;
};

const mistakeIn = ({ types, views, sections, options = {} }: Declaration): string | null => {
  for (const [type, { fields, option }] of Object.entries(types)) {
    if (option !== undefined && options[option] === undefined) return `.${type}: unknown option ${option}`;
    const mistake = mistakeInFields(fields);
    if (mistake !== null) return `.${type}.${mistake}`;
  }
  for (const name of Object.keys(options)) {
    const mistake = mistakeInOption(name);
    if (mistake !== null) return ` option ${name} ${mistake}`;
  }
  const [first] = Object.keys(views);
  if (first === undefined && sections === undefined) return ' needs a view or sections: it has no table';
  if (first !== undefined && views[first]?.option !== undefined)
    return ` view ${first}: the default view must not need an option`;
  for (const [name, view] of Object.entries(views)) {
    const mistake = mistakeInView(view, types, options);
    if (mistake !== null) return ` view ${name}: ${mistake}`;
  }
  return sections === undefined ? null : mistakeInSections(sections, types, options);
};

/** Every type belongs to exactly one section: otherwise it would be collected and never shown. */
const mistakeInSections = (sections: Sections, types: RecordTypes, options: ProviderOptions): string | null => {
  const named = Object.values(sections).flatMap((section) => section.types);
  const unknown = named.find((type) => types[type] === undefined);
  if (unknown !== undefined) return ` sections: unknown type ${unknown}`;
  const odd = Object.keys(types).find((type) => named.filter((one) => one === type).length !== 1);
  if (odd !== undefined) return `.${odd} must belong to exactly one section`;
  for (const [name, { table, summary }] of Object.entries(sections)) {
    if (table === undefined && summary === undefined) return ` section ${name}: has neither a summary line nor a table`;
    const mistake = table === undefined ? null : mistakeInView(table, types, options);
    if (mistake !== null) return ` section ${name}: ${mistake}`;
  }
  return null;
};

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

const mistakeInFields = (fields: Fields): string | null => {
  for (const [name, field] of Object.entries(fields)) {
    const mistake = mistakeInField(name, field);
    if (mistake !== null) return `${name} ${mistake}`;
    const mistakeInside = field.kind === 'rows' ? mistakeInRows(name, field, fields) : null;
    if (mistakeInside !== null) return `${name}${mistakeInside}`;
  }
  return null;
};

const mistakeInRows = (name: string, rows: RowsField, beside: Fields): string | null => {
  const own = Object.entries(rows.fields);
  const labels = own.filter(([, { kind }]) => kind === 'label').map(([label]) => label);
  if (labels.length === 0) return ' needs a label that distinguishes its rows';
  const shared = labels.find((label) => beside[label]?.kind === 'label');
  if (shared !== undefined) return `.${shared} is already a label of the record`;
  const [stem, taken] = [
    rowsStem('', name).slice(1),
    own.find(([field]) => `${rowsStem('', name).slice(1)}_${field}` in beside),
  ];
  if (taken !== undefined) return `.${taken[0]} is the same metric as ${stem}_${taken[0]}`;
  const mistake = mistakeInFields(rows.fields);
  return mistake === null ? null : `.${mistake}`;
};

const mistakeInField = (name: string, field: Field): string | null => {
  if (!NAME.test(name)) return 'is not a valid metric name';
  if (!/^[A-Z][^\n]*\.$/.test(field.help)) return 'needs help text: a sentence with a capital letter and a period';
  if (field.from === '') return 'needs a source (`from`)';
  const unit = 'unit' in field ? field.unit : undefined;
  if (unit !== undefined && !name.endsWith(`_${unit}`)) return `must end in _${unit}`;
  if (unit === undefined && (field.kind === 'counter' || field.kind === 'gauge')) {
    const spoken = UNITS.find((u) => name.endsWith(`_${u}`));
    if (spoken !== undefined) return `ends in _${spoken} but does not declare that unit`;
  }
  return null;
};

const mistakeInOption = (name: string): string | null =>
  /^[a-z][a-z0-9-]*$/.test(name) ? null : 'is not a valid flag name';

const mistakeInView = (view: View, types: RecordTypes, options: ProviderOptions): string | null => {
  const fields = types[view.type]?.fields ?? {};
  const wide = view.wide ?? [];
  if ('columns' in wide) {
    const mistake = mistakeInView(wide, types, options);
    if (mistake !== null) return mistake;
  }
  const unknown = view.columns
    .concat('columns' in wide ? [] : wide, view.all ?? [])
    .flatMap(fieldsOfColumn)
    .concat(view.showWhere ?? [])
    .concat(view.hideWhere?.field ?? [])
    .find((f) => fieldAt(fields, f) === undefined);
  if (unknown !== undefined) return `no field ${unknown} in ${view.type}`;
  if (view.tree !== undefined && (view.rows !== undefined || view.tree.replaces > view.columns.length))
    return 'a tree has one row per record and replaces existing columns';
  const mistakeInParents = view.tree?.parents === undefined ? null : mistakeInView(view.tree.parents, types, options);
  if (mistakeInParents !== null) return mistakeInParents;
  if (view.rows?.each === 'rows' && fields[view.rows.of]?.kind !== 'rows') return `${view.rows.of} has no rows`;
  const undeclared = optionsOf(view).find((option) => !(option in options));
  if (undeclared !== undefined) return `unknown option ${undeclared}`;
  for (const rows of view.more ?? []) {
    if (rows.columns.length !== view.columns.length) return `${rows.type} has other columns than ${view.type}`;
    const mistake = mistakeInView(rows, types, options);
    if (mistake !== null) return mistake;
  }
  return view.below === undefined ? null : mistakeInView(view.below, types, options);
};

const fieldsOfColumn = (column: Column): readonly string[] => {
  if (column.kind === 'range') return [column.range];
  if (column.kind !== 'fields') return [];
  const { fields, expectEqual, headroomOf, lowerBoundIf } = column;
  return [...fields, ...[expectEqual, headroomOf, lowerBoundIf].filter((field) => field !== undefined)];
};
