// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Help, as text: of fabric, of a command, of a topic. Everything in it comes from the commands' own declarations. */

import { FabricError } from '../core/error.js';
import { EXIT_STATUSES } from '../core/exit-status.js';
import { type AnyProvider, needsOf } from '../core/provider.js';
import { type Column, partsOf } from '../core/view.js';
import { wrapWithHangingIndent as hangWithin } from '../render/wrap.js';
import { COMMAND_GROUPS, type CommandClass, type CommandList } from './command-list.js';
import { didYouMean } from './did-you-mean.js';
import { helpOfOvsAccess } from './help-ovs-access.js';

const WIDTH = 80;

/** What a word stands for that has commands below it. */
const TOPICS: Readonly<Record<string, string>> = {
  policy: 'which commands fabric may run, and why',
  replay: 'recorded machines: are they whole, and free of identities',
};

const spoken = (id: string): string => id.replaceAll(':', ' ');

/** Pages of help that no command has. */
const PAGES: Readonly<Record<string, (packageRoot: string) => readonly (readonly string[])[]>> = {
  exit: () => helpOfStatuses(),
  'ovs-access': helpOfOvsAccess,
};

/** Help for the words of `fabric help …` or before `--help`: none, a command, a topic, or a page. @throws usage */
export const helpFor = async (
  words: readonly string[],
  commands: CommandList,
  packageRoot: string,
): Promise<string> => {
  const [first, second] = words;
  if (first === undefined) return helpOfFabric(commands);
  const pageOf = Object.hasOwn(PAGES, first) ? PAGES[first] : undefined;
  if (pageOf !== undefined) return page(...pageOf(packageRoot));
  for (const id of [`${first}:${second}`, first]) {
    const load = Object.hasOwn(commands, id) ? commands[id] : undefined;
    if (load !== undefined) return helpOfCommand(id, await load());
  }
  if (second === undefined && Object.keys(commands).some((id) => id.startsWith(`${first}:`))) {
    return helpOfTopic(first, commands);
  }
  throw unknownCommand(words, commands, Object.keys(PAGES));
};

/** The error for words that are no command; `pages` are what help would know besides. */
export const unknownCommand = (
  words: readonly string[],
  commands: CommandList,
  pages: readonly string[] = [],
): FabricError => {
  const names = Object.keys(commands).map(spoken);
  const isInTopic = names.some((name) => name.startsWith(`${words[0]} `));
  const typed = words.slice(0, isInTopic ? 2 : 1).join(' ');
  const guess = didYouMean(typed, isInTopic ? names : [...names, ...Object.keys(TOPICS), ...pages]);
  const message = `no command "${typed}"${guess === null ? '' : `; did you mean ${guess}?`}`;
  return new FabricError('usage', message, guess === null ? { fix: 'fabric --help' } : {});
};

const loadAll = (commands: CommandList): Promise<readonly { readonly id: string; readonly command: CommandClass }[]> =>
  Promise.all(Object.entries(commands).map(async ([id, load]) => ({ id, command: await load() })));

const rowsOf = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`);
};

/** A command of `fabric --help`: its name and summary, and what a user needs to run it. */
type HelpRow = { readonly group: string; readonly row: readonly [string, string]; readonly needs: string | null };

const helpOfFabric = async (commands: CommandList): Promise<string> => {
  const loaded = [...(await loadAll(commands))].sort((a, b) => a.command.place - b.command.place);
  const rows = loaded.flatMap(({ id, command }): HelpRow[] => {
    const [topic = id] = id.split(':');
    // A word that is a command itself needs no line for those below it: its own help names them.
    if (topic !== id && Object.hasOwn(commands, topic)) return [];
    if (topic !== id) return [{ group: command.group, row: [topic, TOPICS[topic] ?? ''], needs: null }];
    const needs = 'provider' in command ? needsOf(command.provider as AnyProvider) : null;
    return [{ group: command.group, row: [id, command.summary ?? ''], needs }];
  });
  const nameWidth = Math.max(...rows.map(({ row }) => row[0].length));
  const summaryWidth = Math.max(...rows.filter(({ needs }) => needs !== null).map(({ row }) => row[1].length));
  const sections = COMMAND_GROUPS.flatMap((group) => {
    const own = new Map(
      rows
        .filter((r) => r.group === group)
        .map(({ row: [name, summary], needs }) => [
          name.padEnd(nameWidth),
          needs === null ? summary : `${summary.padEnd(summaryWidth)}  (${needs})`,
        ]),
    );
    return own.size === 0 ? [] : [[group, ...rowsOf([...own])]];
  });
  const highlights = loaded.flatMap(({ command }) => (command.highlight === null ? [] : [command.highlight]));
  return page(
    ['Read what a BlueField DPU or a ConnectX host knows about itself. Reads only.'],
    ['Usage: fabric <command> [flags]'],
    ...sections,
    ['Examples', ...highlights.map((line) => `  $ ${line}`)],
    ['fabric <command> --help    flags and examples    fabric help exit    statuses'],
  );
};

const helpOfTopic = async (topic: string, commands: CommandList): Promise<string> => {
  const own = (await loadAll(commands)).filter(({ id }) => id.startsWith(`${topic}:`));
  return page(
    [`fabric ${topic}: ${TOPICS[topic] ?? ''}`],
    [`Usage: fabric ${topic} <command> [flags]`],
    rowsOf(own.map(({ id, command }) => [id.slice(topic.length + 1), command.summary ?? ''])),
    [`fabric ${topic} <command> --help    flags and examples`],
  );
};

const helpOfStatuses = (): readonly (readonly string[])[] => [
  ['Exit statuses'],
  EXIT_STATUSES.flatMap(({ status, when }) => hang(`${String(status).padStart(4)}  `, when)),
  hang('', 'A null has its reason in `problems`: a note leaves the status at 0, a warning makes it 6.'),
];

const helpOfCommand = (id: string, command: CommandClass): string => {
  const provider = 'provider' in command ? (command.provider as AnyProvider) : null;
  const flags = Object.entries(command.flags ?? {}).filter(([, flag]) => flag.hidden !== true);
  const groups = [...new Set(flags.map(([, flag]) => flag.helpGroup ?? 'Flags'))];
  const sections = groups.flatMap((group) => [
    group,
    ...flags
      .filter(([, flag]) => (flag.helpGroup ?? 'Flags') === group)
      .flatMap(([name, flag]) => flagLines(name, flag)),
  ]);
  return page(
    hang('', provider?.summary ?? command.summary ?? ''),
    [`Usage: fabric ${usageOf(id, command)}`],
    ['Examples', ...(command.examples ?? []).map((line) => `  $ ${line}`)],
    sections,
    [
      ...(provider?.sections === undefined ? [] : hang('Sections ', Object.keys(provider.sections).join(', '))),
      ...(provider === null || columnsOf(provider) === '' ? [] : hang('Columns  ', columnsOf(provider))),
      ...hang('Status   ', '0 answered, 3 denied, 4 nothing to show, 6 partial; fabric help exit'),
    ],
  );
};

const usageOf = (id: string, command: CommandClass): string => {
  if (typeof command.usage === 'string') return command.usage;
  const args = Object.entries(command.args ?? {}).map(([name, arg]) =>
    arg.required ? ` ${name.toUpperCase()}` : ` [${name.toUpperCase()}]`,
  );
  return `${spoken(id)}${args.join('')} [flags]`;
};

const flagLines = (name: string, flag: NonNullable<CommandClass['flags']>[string]): readonly string[] => {
  const value = flag.type === 'option' && flag.helpValue !== undefined ? ` ${flag.helpValue}` : '';
  const words = `  ${flag.char === undefined ? '   ' : `-${flag.char},`} --${name}${value}`;
  return hang(`${words.padEnd(24)} `, flag.summary ?? '');
};

/** Which field each short header stands for; of rows of several types which ones. */
const columnsOf = (provider: AnyProvider): string => {
  const [view] = Object.values(provider.views);
  const meanings = new Map<string, string[]>();
  for (const column of view === undefined ? [] : partsOf(view).flatMap(({ columns }) => columns)) {
    const meaning = meaningOf(column);
    if (meaning !== null) meanings.set(column.header, [...(meanings.get(column.header) ?? []), meaning]);
  }
  return [...meanings].map(([header, said]) => `${header} ${said.join(' or ')}`).join(', ');
};

/** Null for a column that says itself what it shows. */
const meaningOf = (column: Column): string | null => {
  if ('countNonZero' in column) return column.help;
  if ('range' in column) return column.range;
  if (!('fields' in column)) return null;
  const [field = '', ...others] = column.fields;
  if (others.length > 0) return column.say === undefined ? null : column.fields.join(' and ');
  return column.header.toLowerCase().replaceAll('-', '_') === field ? null : field;
};

const hang = (lead: string, text: string): readonly string[] => hangWithin(lead, text, WIDTH);

const page = (...paragraphs: readonly (readonly string[])[]): string =>
  `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
