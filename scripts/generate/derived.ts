// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every file that follows from the declarations of the providers and commands. Pure: paths and texts. */
import type { CommandClass } from '../../src/cli/command-list.js';
import { COMMANDS } from '../../src/commands.generated.js';
import type { AnyProvider } from '../../src/core/provider.js';
import { jsonSchema } from './json-schema.js';
import { providerPage, providerRows } from './provider-page.js';
import { surface } from './surface.js';

const START = '<!-- providers: written by npm run generate -->';
const END = '<!-- end of providers -->';

/** Loads every command and derives. `readme` is the README as it stands; only its table of providers is replaced. */
export const derivedFiles = async (readme: string): Promise<readonly (readonly [string, string])[]> => {
  const commands = await Promise.all(
    Object.entries(COMMANDS).map(async ([id, load]): Promise<[string, CommandClass]> => [id, await load()]),
  );
  const providers = commands.flatMap(([, command]) => ('provider' in command ? [command.provider as AnyProvider] : []));
  const [before = '', rest = ''] = readme.split(START);
  const after = rest.split(END)[1];
  if (after === undefined) throw new Error(`README.md needs the lines ${START} and ${END}`);
  return [
    ...providers.map((p) => [`schemas/${p.name}.json`, `${JSON.stringify(jsonSchema(p), null, 2)}\n`] as const),
    ...providers.map((p) => [`docs/providers/${p.name}.md`, providerPage(p)] as const),
    ['README.md', `${before}${START}\n\n${providerRows(providers)}\n${END}${after}`],
    ['test/surface/surface.json', `${JSON.stringify(surface(commands, providers), null, 2)}\n`],
  ];
};
