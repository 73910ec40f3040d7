// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every file that follows from the declarations of the providers and commands. Pure: paths and texts. */

import type { CommandClass } from '../../src/cli/command-list.js';
import { COMMANDS } from '../../src/commands.generated.js';
import { EXIT_STATUSES } from '../../src/core/exit-status.js';
import type { AnyProvider } from '../../src/core/provider.js';
import { jsonSchema } from './json-schema.js';
import { providerPage, providerRows } from './provider-page.js';
import { surface } from './surface.js';

/**
 * Loads every command and returns path and text of each derived file. `readPage` returns the text of a page that is written
 * by hand except for one derived table. @throws Error if such a page lacks the lines that enclose its
 * table, or a provider is not named as its command
 */
export const derivedFiles = async (
  readPage: (path: string) => string,
): Promise<readonly (readonly [string, string])[]> => {
  const commands = await Promise.all(
    Object.entries(COMMANDS).map(async ([id, load]): Promise<[string, CommandClass]> => [id, await load()]),
  );
  const rows = commands.flatMap(([id, command]): (readonly [AnyProvider, string])[] =>
    'provider' in command ? [[checkName(id, command.provider as AnyProvider), command.summary ?? '']] : [],
  );
  const providers = rows.map(([provider]) => provider);
  const withTable = (path: string, name: string, table: string) =>
    [path, replaceTable(readPage(path), path, name, table)] as const;
  return [
    ...providers.map((p) => [`schemas/${p.name}.json`, `${JSON.stringify(jsonSchema(p), null, 2)}\n`] as const),
    ...providers.map((p) => [`docs/providers/${p.name}.md`, providerPage(p)] as const),
    withTable('README.md', 'providers', providerRows(rows)),
    withTable('docs/output.md', 'statuses', statusRows()),
    ['test/surface/surface.json', `${JSON.stringify(surface(commands, providers), null, 2)}\n`],
  ];
};

/** The provider, named as its command. @throws Error for a copied name, which would replace the files of another provider */
const checkName = (id: string, provider: AnyProvider): AnyProvider => {
  if (provider.name === id) return provider;
  throw new Error(`src/collectors/${id}.ts: the provider of fabric ${id} is named ${provider.name}; name it ${id}`);
};

const replaceTable = (page: string, path: string, name: string, table: string): string => {
  const [start, end] = [`<!-- ${name}: written by npm run generate -->`, `<!-- end of ${name} -->`];
  const [before = '', rest = ''] = page.split(start);
  const after = rest.split(end)[1];
  if (after === undefined) throw new Error(`${path} needs the lines ${start} and ${end}`);
  return `${before}${start}\n\n${table}\n${end}${after}`;
};

const statusRows = (): string =>
  ['| status | when |', '|---|---|', ...EXIT_STATUSES.map(({ status, when }) => `| ${status} | ${when} |`), ''].join(
    '\n',
  );
