// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What users and scripts hold on to: commands, flags, JSON keys, metrics and statuses. Its diff is an API change. */
import type { CommandClass } from '../../src/cli/command-list.js';
import { FORMATS } from '../../src/cli/formats.js';
import { EXIT_STATUSES } from '../../src/core/exit-status.js';
import { metricStem } from '../../src/core/metric-name.js';
import type { AnyProvider } from '../../src/core/provider.js';

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
      `fabric.${p.name}/1`,
      Object.fromEntries(Object.entries(p.types).map(([name, type]) => [name, Object.keys(type.fields)])),
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

const metricsOf = (provider: AnyProvider): readonly string[] => {
  const types = Object.entries(provider.types);
  return types.flatMap(([name, type]) => {
    const stem = metricStem(provider, name);
    const numbers = Object.entries(type.fields).flatMap(([field, { kind }]) =>
      kind === 'counter' ? [`${stem}_${field}_total`] : kind === 'gauge' ? [`${stem}_${field}`] : [],
    );
    return [...numbers, `${stem}_info`];
  });
};
