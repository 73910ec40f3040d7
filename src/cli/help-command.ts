// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Help of one command, derived from its declaration: usage, arguments, flags, columns and statuses. */

import { type AnyProvider, describeProvider } from '../core/provider.js';
import { type Column, partsOf } from '../core/view.js';
import type { CommandClass, Statuses } from './command-list.js';
import { providerOf } from './help-fabric.js';
import { joinParagraphs, type Paragraph, sentenceOf, typedName, wrapLines } from './help-text.js';

/** `subcommands` are the commands below this one, such as `bfperf events`. */
export const helpOfCommand = (id: string, command: CommandClass, subcommands: readonly string[]): string => {
  const provider = providerOf(command);
  const seeAlso = subcommands.map((name) => `fabric ${typedName(name)} --help`).join(' | ');
  return joinParagraphs(
    [
      wrapLines('', provider === null ? sentenceOf(command.summary ?? '') : describeProvider(provider)),
      [`Usage: fabric ${usageOf(id, command)}`],
      ['Examples', ...(command.examples ?? []).map((line) => `  $ ${line}`)],
      argumentLines(command),
      flagSections(command),
      [
        ...(provider?.sections === undefined ? [] : wrapLines('Sections ', Object.keys(provider.sections).join(', '))),
        ...(provider === null || columnsOf(provider) === '' ? [] : wrapLines('Columns  ', columnsOf(provider))),
        ...wrapLines('Status   ', statusText(provider === null ? command.statuses : statusesOf(provider), provider)),
        ...(seeAlso === '' ? [] : wrapLines('See also ', seeAlso)),
      ],
    ].filter(({ length }) => length > 0),
  );
};

const usageOf = (id: string, command: CommandClass): string => {
  if (typeof command.usage === 'string') return command.usage;
  const args = Object.entries(command.args ?? {}).map(([name, { required }]) =>
    required ? ` ${name.toUpperCase()}` : ` [${name.toUpperCase()}]`,
  );
  return `${typedName(id)}${args.join('')} [flags]`;
};

/** The width of a flag or an argument, before its meaning. */
const NAME_WIDTH = 24;

const argumentLines = ({ args = {} }: CommandClass): Paragraph => {
  const lines = Object.entries(args).flatMap(([name, { description = '' }]) =>
    wrapLines(`  ${name.toUpperCase()}`.padEnd(NAME_WIDTH + 1), description),
  );
  return lines.length === 0 ? [] : ['Arguments', ...lines];
};

const flagSections = (command: CommandClass): Paragraph => {
  const flags = Object.entries(command.flags ?? {}).filter(([, { hidden }]) => hidden !== true);
  const groups = [...new Set(flags.map(([, flag]) => groupOf(flag)))];
  return groups.flatMap((group) => [
    group,
    ...flags.filter(([, flag]) => groupOf(flag) === group).flatMap(([name, flag]) => flagLines(name, flag)),
  ]);
};

type Flag = NonNullable<CommandClass['flags']>[string];

const groupOf = ({ helpGroup = 'Flags' }: Flag): string => helpGroup;

const flagLines = (name: string, flag: Flag): Paragraph => {
  const value = flag.type === 'option' && flag.helpValue !== undefined ? ` ${flag.helpValue}` : '';
  const usage = `  ${flag.char === undefined ? '   ' : `-${flag.char},`} --${name}${value}`;
  return wrapLines(`${usage.padEnd(NAME_WIDTH)} `, flag.summary ?? '');
};

/** The statuses of a provider's command that depend on what it shows. */
const statusesOf = ({ runs, options = {} }: AnyProvider): Statuses => ({
  0: 'ok',
  ...(runs.length === 0 ? {} : { 3: 'denied by policy' }),
  4: 'no data',
  6: 'partial',
  ...(options['exit-code'] === undefined ? {} : { 10: 'differences found' }),
});

const statusText = (statuses: Statuses, provider: AnyProvider | null): string => {
  const list = Object.entries(statuses).map(([status, meaning]) => `${status} ${meaning}`);
  return `${list.join(', ')}${provider === null ? '' : '; see fabric help exit'}`;
};

/** The field behind each short header; several fields when rows of several types share the column. */
const columnsOf = (provider: AnyProvider): string => {
  const [view] = Object.values(provider.views);
  const meanings = new Map<string, string[]>();
  for (const column of view === undefined ? [] : partsOf(view).flatMap(({ columns }) => columns)) {
    const meaning = meaningOf(column);
    if (meaning !== null) meanings.set(column.header, [...(meanings.get(column.header) ?? []), meaning]);
  }
  return [...meanings].map(([header, fields]) => `${header} ${fields.join(' or ')}`).join(', ');
};

/** The field that a column shows; null when the header already names it. */
const meaningOf = (column: Column): string | null => {
  if (column.kind === 'non-zero') return column.help;
  if (column.kind === 'range') return column.range;
  if (column.kind !== 'fields') return null;
  const [field = '', ...others] = column.fields;
  if (others.length > 0) return column.format === undefined ? null : column.fields.join(' and ');
  return column.header.toLowerCase().replaceAll('-', '_') === field ? null : field;
};
