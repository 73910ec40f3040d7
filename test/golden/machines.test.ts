// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** This machine, this format: these bytes. `npx vitest run test/golden -u` writes them anew; then read the diff. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '../../src/cli/choose-view.js';
import type { Options } from '../../src/cli/options.js';
import { renderAnswer } from '../../src/cli/render-answer.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { FabricError } from '../../src/core/error.js';
import type { AnyProvider } from '../../src/core/provider.js';
import { optionsOf } from '../../src/core/view.js';
import { errorMessages, renderMessages } from '../../src/render/messages.js';
import { collectAnswer } from '../../src/run/collect.js';
import { defaultOptions, hostsDirectory, loadProviders, machineNames, openMachine } from '../machines.js';
import { PIPE, SCREEN } from '../terminals.js';

/** The files of `expected/`: what is typed, and where it goes. A person sees the messages below the table. */
const SHOWN = {
  txt: { flags: {}, terminal: SCREEN },
  'wide.txt': { flags: { all: true, wide: true }, terminal: PIPE },
  json: { flags: { pretty: true, all: true }, terminal: PIPE },
  ndjson: { flags: { format: 'ndjson' }, terminal: PIPE },
  csv: { flags: { format: 'csv', all: true }, terminal: PIPE },
  prom: { flags: { format: 'prometheus', all: true }, terminal: PIPE },
  'stable.json': { flags: { pretty: true, stable: true }, terminal: PIPE },
} as const;

/** What is left out of the machine formats of a provider whose whole answer is a book: these say what the rest would. */
const NARROWED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  nvconfig: { param: ['NUM_OF_*', 'HOST_CHAINING_DESCRIPTORS', 'INTERNAL_CPU_*', 'UEFI_LOG_*'] },
};
const narrowed = (provider: string, file: string): Readonly<Record<string, unknown>> =>
  /json$/.test(file) ? (NARROWED[provider] ?? {}) : {};

/** Tables that an option with a value chooses. */
const FURTHER: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> = {
  nvconfig: {
    'diff.txt': { diff: ['mlx5_0', 'mlx5_2'] },
    'param.txt': { param: ['HOST_CHAINING_*', 'INTERNAL_CPU_*'] },
  },
};

/** Flags of every table of a provider: the default one, each group, option and section, and `--all`. */
const tablesOf = (provider: AnyProvider): readonly Readonly<Record<string, unknown>>[] => [
  ...(Object.keys(provider.views).length === 0 ? [] : [{}]),
  ...groupsOf(provider)
    .slice(1)
    .map((group) => ({ group })),
  ...flagsOfViews(provider).map((option) => ({ [option]: true })),
  ...Object.entries(provider.sections ?? {}).flatMap(([section, { table }]) =>
    table === undefined ? [] : [{ section: [section] }],
  ),
  ...(provider.omitFlags?.includes('all') ? [] : [{ all: true }]),
  ...Object.values(FURTHER[provider.name] ?? {}),
];

const flagsOfViews = (provider: AnyProvider): readonly string[] =>
  Object.values(provider.views)
    .flatMap(optionsOf)
    .filter((option) => provider.options?.[option]?.kind === 'flag');

/** The command line of a table, to find it in the golden. */
const typed = (provider: AnyProvider, flags: Readonly<Record<string, unknown>>): string =>
  ['fabric', provider.name, ...Object.entries(flags).map(([flag, v]) => `--${flag}${v === true ? '' : ` ${v}`}`)].join(
    ' ',
  );

/** What is on the screen, or in the pipe; of a machine on which there is nothing to show the error. */
const shownBy = async (provider: AnyProvider, machine: string, options: Options, terminal: Terminal) => {
  try {
    const found = await collectAnswer(provider, openMachine(machine), options.choice);
    const { answer, messages } = await renderAnswer(found.document, provider, options, terminal, found);
    return terminal.isTerminal ? answer + messages : answer;
  } catch (error) {
    if (error instanceof FabricError && error.code !== 'bug') return renderMessages(errorMessages(error), false);
    throw error;
  }
};

describe.each(machineNames)('%s', async (machine) => {
  for (const provider of await loadProviders()) {
    const byGroup = groupsOf(provider)
      .slice(1)
      .map((group) => [`${group}.txt`, { flags: { group }, terminal: SCREEN }] as const);
    const byOption = flagsOfViews(provider).map(
      (option) => [`${option}.txt`, { flags: { [option]: true }, terminal: SCREEN }] as const,
    );
    const further = Object.entries(FURTHER[provider.name] ?? {}).map(
      ([file, flags]) => [file, { flags, terminal: SCREEN }] as const,
    );
    test.each([...Object.entries(SHOWN), ...byGroup, ...byOption, ...further])(
      `${provider.name}.%s`,
      async (file, { flags, terminal }) => {
        const options = defaultOptions(provider, { ...flags, ...narrowed(provider.name, file) });
        const shown = await shownBy(provider, machine, options, terminal);
        await expect(shown).toMatchFileSnapshot(join(hostsDirectory, machine, 'expected', `${provider.name}.${file}`));
      },
    );

    test(`${provider.name}: every table in a pipe, with --raw, and on a terminal of 60 columns`, async () => {
      const shown: string[] = [];
      for (const flags of tablesOf(provider)) {
        const line = typed(provider, flags);
        const show = (more: object, terminal: Terminal) =>
          shownBy(provider, machine, defaultOptions(provider, { ...flags, ...more }), terminal);
        shown.push(`$ ${line}\n${await show({}, PIPE)}`, `$ ${line} --raw\n${await show({ raw: true }, PIPE)}`);
        shown.push(`$ ${line}    # 60 columns\n${await show({}, { ...SCREEN, width: 60 })}`);
      }
      const golden = join(hostsDirectory, machine, 'expected', `${provider.name}.tables.txt`);
      await expect(shown.join('\n')).toMatchFileSnapshot(golden);
    });
  }
});
