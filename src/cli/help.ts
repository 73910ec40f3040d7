// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Help: finds the screen for `fabric help …` and `--help`, and reports unknown commands. */

import { FabricError } from '../core/error.js';
import { EXIT_STATUSES } from '../core/exit-status.js';
import type { CommandList } from './command-list.js';
import { didYouMean } from './did-you-mean.js';
import { helpOfCommand } from './help-command.js';
import { helpOfFabric, helpOfTopic, TOPICS } from './help-fabric.js';
import { helpOfOvsAccess } from './help-ovs-access.js';
import { joinParagraphs, type Paragraph, typedName, wrapLines } from './help-text.js';

/** Pages of `fabric help` that belong to no command. */
const PAGES: Readonly<Record<string, (packageRoot: string) => readonly Paragraph[]>> = {
  exit: () => helpOfStatuses(),
  'ovs-access': helpOfOvsAccess,
};

/**
 * The help screen for these words: none, a command, a topic or a page. Words after a command are ignored.
 * @throws usage for an unknown word
 */
export const helpFor = async (
  words: readonly string[],
  commands: CommandList,
  packageRoot: string,
): Promise<string> => {
  const [first, second] = words;
  if (first === undefined) return helpOfFabric(commands, Object.keys(PAGES));
  const page = Object.hasOwn(PAGES, first) ? PAGES[first] : undefined;
  if (page !== undefined) return joinParagraphs(page(packageRoot));
  const subcommands = Object.keys(commands).filter((id) => id.startsWith(`${first}:`));
  for (const id of [`${first}:${second}`, first]) {
    const load = Object.hasOwn(commands, id) ? commands[id] : undefined;
    if (load !== undefined) return helpOfCommand(id, await load(), id === first ? subcommands : []);
  }
  if (second === undefined && subcommands.length > 0) return helpOfTopic(first, commands);
  throw unknownCommand(words, commands, Object.keys(PAGES));
};

/** The error for words that name no command. `pages` are further names that `fabric help` accepts. */
export const unknownCommand = (
  words: readonly string[],
  commands: CommandList,
  pages: readonly string[] = [],
): FabricError => {
  const names = Object.keys(commands).map(typedName);
  const isInTopic = names.some((name) => name.startsWith(`${words[0]} `));
  const typed = words.slice(0, isInTopic ? 2 : 1).join(' ');
  const guess = didYouMean(typed, isInTopic ? names : [...names, ...Object.keys(TOPICS), ...pages]);
  const message = `no command "${typed}"${guess === null ? '' : `; did you mean ${guess}?`}`;
  return new FabricError('usage', message, guess === null ? { fix: 'fabric --help' } : {});
};

const helpOfStatuses = (): readonly Paragraph[] => [
  ['Exit statuses'],
  EXIT_STATUSES.flatMap(({ status, when }) => wrapLines(`${String(status).padStart(4)}  `, when)),
  wrapLines(
    '',
    'Missing values are null; `problems` in the JSON gives the reason. Notes keep the status at 0, warnings make it 6.',
  ),
];
