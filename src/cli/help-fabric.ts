// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Help of `fabric` itself, and of a word that only groups commands: `fabric policy`. */

import { type AnyProvider, needsOf } from '../core/provider.js';
import { COMMAND_GROUPS, type CommandClass, type CommandList } from './command-list.js';
import { joinParagraphs, type Paragraph, rowsOf, sentenceOf, wrapLines } from './help-text.js';

/** Words that have commands below them and are no commands, with their summaries. */
export const TOPICS: Readonly<Record<string, string>> = {
  policy: 'show, test and validate the command policy',
  replay: 'check recordings for completeness and leftover identities',
};

type LoadedCommand = { readonly id: string; readonly command: CommandClass };

const loadAll = (commands: CommandList): Promise<readonly LoadedCommand[]> =>
  Promise.all(Object.entries(commands).map(async ([id, load]) => ({ id, command: await load() })));

/** A row of `fabric --help`. `needs`: what a user needs to run the command; null for nothing. */
type HelpRow = {
  readonly group: string;
  readonly name: string;
  readonly summary: string;
  readonly needs: string | null;
};

/** `fabric --help`; `pages` are the names of the pages that `fabric help` also knows. */
export const helpOfFabric = async (commands: CommandList, pages: readonly string[]): Promise<string> => {
  const loaded = [...(await loadAll(commands))].sort((a, b) => a.command.place - b.command.place);
  const highlights = loaded.flatMap(({ command }) => (command.highlight === null ? [] : [command.highlight]));
  const more = ['fabric <command> --help', ...pages.map((name) => `fabric help ${name}`)];
  return joinParagraphs([
    wrapLines('', `Show the state of an NVIDIA BlueField DPU or ConnectX host. ${safetyOf(loaded)}`),
    ['Usage: fabric <command> [flags]', '       fabric --version [--json]'],
    ...groupsOf(loaded.flatMap((one) => rowOf(one, commands))),
    ['Examples', ...highlights.map((line) => `  $ ${line}`)],
    wrapLines('', `More help: ${more.join(' | ')}`),
  ]);
};

/** Whether fabric only reads, and which providers reprogram counters. */
const safetyOf = (loaded: readonly LoadedCommand[]): string => {
  const names = loaded.flatMap(({ command }) => {
    const provider = providerOf(command);
    return provider?.programs === undefined ? [] : [provider.name];
  });
  if (names.length === 0) return 'Read-only.';
  const [reprograms, measures, restores] =
    names.length === 1 ? ['reprograms', 'it measures', 'restores'] : ['reprogram', 'they measure', 'restore'];
  return `Read-only, except that ${names.join(' and ')} ${reprograms} counters while ${measures} and then ${restores} them.`;
};

/** The provider of a command; null for a command without one. */
export const providerOf = (command: CommandClass): AnyProvider | null =>
  'provider' in command ? (command.provider as AnyProvider) : null;

const rowOf = ({ id, command }: LoadedCommand, commands: CommandList): readonly HelpRow[] => {
  const { group, summary = '' } = command;
  const [topic = id] = id.split(':');
  if (topic !== id) {
    // The help of `bfperf` names `bfperf events`; `policy` is no command and has one row for all of its commands.
    return Object.hasOwn(commands, topic) ? [] : [{ group, name: topic, summary: TOPICS[topic] ?? '', needs: null }];
  }
  const provider = providerOf(command);
  return [{ group, name: id, summary, needs: provider === null ? null : needsOf(provider) }];
};

const groupsOf = (rows: readonly HelpRow[]): readonly Paragraph[] => {
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const summaryWidth = Math.max(...rows.map(({ needs, summary }) => (needs === null ? 0 : summary.length)));
  return COMMAND_GROUPS.map((group) => {
    const lines = rows
      .filter((row) => row.group === group)
      .map(({ name, summary, needs }) => {
        const meaning = needs === null ? summary : `${summary.padEnd(summaryWidth)}  (${needs})`;
        return `  ${name.padEnd(nameWidth)}  ${meaning}`;
      });
    return [group, ...new Set(lines)];
  }).filter(({ length }) => length > 1);
};

/** `fabric policy`, `fabric policy --help`: the commands of a topic. */
export const helpOfTopic = async (topic: string, commands: CommandList): Promise<string> => {
  const own = (await loadAll(commands)).filter(({ id }) => id.startsWith(`${topic}:`));
  return joinParagraphs([
    [sentenceOf(TOPICS[topic] ?? '')],
    [`Usage: fabric ${topic} <command> [flags]`],
    rowsOf(own.map(({ id, command }) => [id.slice(topic.length + 1), command.summary ?? ''])),
    [`More help: fabric ${topic} <command> --help`],
  ]);
};
