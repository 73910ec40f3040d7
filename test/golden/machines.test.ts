// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** This machine, this format: these bytes. `npx vitest run test/golden -u` writes them anew; then read the diff. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectDocument } from '../../src/cli/collect-document.js';
import { present } from '../../src/cli/present.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { defaultOptions, hostsDirectory, loadProviders, machineNames, openMachine } from '../machines.js';

const PIPE: Terminal = { isForPeople: false, width: null, colour: false, isTalkForPeople: false, talkColour: false };
const SCREEN: Terminal = { ...PIPE, isForPeople: true, width: 80, isTalkForPeople: true };

/** The files of `expected/`: what is typed, and where it goes. A person sees the talk below the table. */
const SHOWN = {
  txt: { flags: {}, terminal: SCREEN },
  'wide.txt': { flags: { all: true, wide: true }, terminal: PIPE },
  json: { flags: { pretty: true, all: true }, terminal: PIPE },
  ndjson: { flags: { format: 'ndjson' }, terminal: PIPE },
  csv: { flags: { format: 'csv', all: true }, terminal: PIPE },
  prom: { flags: { format: 'prometheus', all: true }, terminal: PIPE },
  'stable.json': { flags: { pretty: true, stable: true }, terminal: PIPE },
} as const;

describe.each(machineNames)('%s', async (machine) => {
  for (const provider of await loadProviders()) {
    const views = Object.keys(provider.views).slice(1);
    const byGroup = views.map((group) => [`${group}.txt`, { flags: { group }, terminal: SCREEN }] as const);
    test.each([...Object.entries(SHOWN), ...byGroup])(`${provider.name}.%s`, async (file, { flags, terminal }) => {
      const options = defaultOptions(provider, flags);
      const document = await collectDocument(provider, openMachine(machine), options.choice);
      const { answer, talk } = await present(document, provider, options, terminal);
      const shown = terminal === SCREEN ? answer + talk : answer;
      await expect(shown).toMatchFileSnapshot(join(hostsDirectory, machine, 'expected', `${provider.name}.${file}`));
    });
  }
});
