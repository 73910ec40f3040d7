// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What users and scripts hold on to: commands, flags, JSON keys, metrics and statuses. Its diff is an API change. */

import type { CommandClass } from '../../src/cli/command-list.js';
import { FORMATS } from '../../src/cli/formats.js';
import { EXIT_STATUSES } from '../../src/core/exit-status.js';
import type { Fields } from '../../src/core/field.js';
import { metricName, metricStem, rowsStem } from '../../src/core/metric-name.js';
import { type AnyProvider, schemaOf } from '../../src/core/provider.js';

type Surface = { readonly [key: string]: unknown };

/** The whole surface as plain data. */
export const surface = (
  commands: readonly (readonly [string, CommandClass])[],
  providers: readonly AnyProvider[],
): Surface => ({
  commands: Object.fromEntries(commands.map(([id, command]) => [id, flagsOf(command)])),
  formats: FORMATS,
  statuses: EXIT_STATUSES.map(({ status }) => status),
  documents: Object.fromEntries(
    providers.map((p) => [
      schemaOf(p),
      Object.fromEntries(Object.entries(p.types).map(([name, type]) => [name, namesOf(type.fields)])),
    ]),
  ),
  metrics: providers.flatMap(metricsOf),
});

const flagsOf = (command: CommandClass): readonly string[] =>
  Object.entries(command.flags ?? {}).map(([name, flag]) => {
    const char = flag.char === undefined ? '' : `-${flag.char} `;
    const options = flag.type === 'option' && flag.options !== undefined ? `=${flag.options.join('|')}` : '';
    return `${char}--${name}${flag.type === 'option' && options === '' ? '=' : options}`;
  });

const namesOf = (fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'rows' ? [name, ...Object.keys(field.fields).map((own) => `${name}.${own}`)] : [name],
  );

const metricsOf = (provider: AnyProvider): readonly string[] =>
  Object.entries(provider.types)
    .filter(([, type]) => type.metrics !== false)
    .flatMap(([name, type]) => metricsBelow(metricStem(provider, name), type.fields));

const metricsBelow = (stem: string, fields: Fields): readonly string[] => {
  const numbers = Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind === 'rows') return metricsBelow(rowsStem(stem, name), field.fields);
    if (field.kind === 'counter') return [`${metricName(stem, name)}_total`];
    return field.kind === 'gauge' || field.kind === 'boolean' ? [metricName(stem, name)] : [];
  });
  const hasWords = Object.values(fields).some(({ kind }) => kind === 'text' || kind === 'state');
  return hasWords ? [...numbers, `${stem}_info`] : numbers;
};
