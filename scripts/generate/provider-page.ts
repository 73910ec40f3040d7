// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The documentation of a provider, from its declaration. */

import type { Field, Fields } from '../../src/core/field.js';
import { shapeOf } from '../../src/core/invocation.js';
import { metricName, metricStem, rowsStem } from '../../src/core/metric-name.js';
import { type AnyProvider, describeProvider, needsOf } from '../../src/core/provider.js';
import type { RecordType } from '../../src/core/record-type.js';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/providers/<name>.md */
export const providerPage = (provider: AnyProvider): string =>
  `${[
    `<!-- Written by npm run generate from src/collectors/${provider.name}.ts. -->`,
    `# fabric ${provider.name}`,
    describeProvider(provider),
    `Needs: ${needsOf(provider) ?? 'nothing'}. JSON Schema: [schemas/${provider.name}.json](../../schemas/${provider.name}.json).`,
    ...Object.entries(provider.types).map(([name, type]) => typeSection(provider, name, type)),
    ...sectionSection(provider),
    ...optionSection(provider),
    '## What it reads',
    provider.reads.map((path) => `- \`${path}\``).join('\n'),
    ...programSection(provider),
    ...runSection(provider),
  ].join('\n\n')}\n`;

const sectionSection = ({ sections = {} }: AnyProvider): readonly string[] => {
  const rows = Object.entries(sections).map(([name, { types }]) => `| \`${name}\` | ${types.join(', ')} |`);
  return rows.length === 0 ? [] : ['## Sections', ['| `--section` | record types |', '|---|---|', ...rows].join('\n')];
};

const optionSection = ({ options = {} }: AnyProvider): readonly string[] => {
  const rows = Object.entries(options).map(
    ([name, option]) =>
      `| \`--${name}${option.kind === 'flag' ? '' : ` ${option.valueName}`}\` | ${cell(option.help)} |`,
  );
  return rows.length === 0 ? [] : ['## Options', ['| option | meaning |', '|---|---|', ...rows].join('\n')];
};

const programSection = ({ programs = [] }: AnyProvider): readonly string[] => {
  const why = 'Shared counters, restored afterwards. Requires the provider in `[server] program=` of the policy.';
  return programs.length === 0
    ? []
    : ['## Counters it programs', why, programs.map((path) => `- \`${path}\``).join('\n')];
};

const runSection = ({ runs }: AnyProvider): readonly string[] => {
  const lines = runs.map((one) =>
    one.insteadOf === undefined
      ? `- \`${shapeOf(one)}\`: ${one.help}`
      : `- \`${one.path}\`: used when \`${one.insteadOf}\` is not installed`,
  );
  return lines.length === 0 ? [] : ['## What it runs', lines.join('\n')];
};

const typeSection = (provider: AnyProvider, name: string, type: RecordType): string => {
  const stem = type.metrics === false ? null : metricStem(provider, name);
  const extra =
    type.extra === undefined ? [] : ['', `Unknown counters are kept under their own names. ${type.extra.help}`];
  return [
    `## ${name}`,
    ...(type.option === undefined ? [] : ['', `Only with \`--${type.option}\`.`]),
    '',
    '| field | kind | meaning | from | metric |',
    '|---|---|---|---|---|',
    ...fieldRows(stem, '', type.fields),
    ...extra,
  ].join('\n');
};

/** Of a field of rows also a line for each of theirs: `lanes.lane`. */
const fieldRows = (stem: string | null, before: string, fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const metric = stem === null ? '-' : metricOf(stem, name, field);
    const line = `| \`${before}${name}\` | ${kindOf(field)} | ${cell(field.help)} | ${cell(field.from)} | ${metric} |`;
    if (field.kind !== 'rows') return [line];
    return [line, ...fieldRows(stem === null ? null : rowsStem(stem, name), `${name}.`, field.fields)];
  });

const kindOf = (field: Field): string => {
  if (field.kind !== 'counter') return field.kind === 'state' ? field.values.join(', ') : field.kind;
  return `counter, ${field.bits} bits, ${field.atMax}${field.group === undefined ? '' : `, ${field.group}`}`;
};

const metricOf = (stem: string, name: string, field: Field): string => {
  switch (field.kind) {
    case 'label':
      return 'label';
    case 'text':
    case 'texts':
    case 'state':
      return `\`${stem}_info\``;
    case 'counter':
      return `\`${metricName(stem, name)}_total\``;
    case 'gauge':
    case 'boolean':
      return `\`${metricName(stem, name)}\``;
    case 'rows':
      return '-';
  }
};

/** The README's table of providers, each with the summary of its command. */
export const providerRows = (providers: readonly (readonly [AnyProvider, string])[]): string =>
  [
    '| command | shows | needs |',
    '|---|---|---|',
    ...providers.map(
      ([p, shows]) =>
        `| [\`fabric ${p.name}\`](docs/providers/${p.name}.md) | ${cell(shows)} | ${cell(needsOf(p) ?? 'nothing')} |`,
    ),
    '',
  ].join('\n');
