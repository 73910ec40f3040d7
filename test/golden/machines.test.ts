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

/** What is on the screen, or in the pipe; of a machine on which there is nothing to show the error. */
const shownBy = async (provider: AnyProvider, machine: string, options: Options, terminal: Terminal) => {
  try {
    const found = await collectAnswer(provider, openMachine(machine), options.choice);
    const { answer, messages } = await renderAnswer(found.document, provider, options, terminal, found);
    return terminal === SCREEN ? answer + messages : answer;
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
    const flagsOfViews = Object.values(provider.views)
      .flatMap(optionsOf)
      .filter((option) => provider.options?.[option]?.kind === 'flag');
    const byOption = flagsOfViews.map(
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
  }
});
