// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { FabricError } from '../core/error.js';
/** Help, as text: of fabric, of a command, of a topic. Everything in it comes from the commands' own declarations. */
import { EXIT_STATUSES } from '../core/exit-status.js';
import type { AnyProvider } from '../core/provider.js';
import type { Column } from '../core/view.js';
import { COMMAND_GROUPS, type CommandClass, type CommandList } from './command-list.js';
import { nearest } from './nearest.js';

const WIDTH = 80;

/** `fabric`, `fabric --help`, `fabric help COMMAND`, `fabric COMMAND --help`, `fabric help exit`. @throws usage */
export const helpFor = async (subject: string | undefined, commands: CommandList): Promise<string> => {
  if (subject === undefined) return helpOfFabric(commands);
  if (subject === 'exit') return helpOfStatuses();
  const load = Object.hasOwn(commands, subject) ? commands[subject] : undefined;
  if (load === undefined) throw unknownCommand(subject, commands);
  return helpOfCommand(subject, await load());
};

/** The error for a word that is no command. */
export const unknownCommand = (typed: string, commands: CommandList): FabricError => {
  const guess = nearest(typed, Object.keys(commands));
  const message = `no command "${typed}"${guess === null ? '' : `; did you mean ${guess}?`}`;
  return new FabricError('usage', message, guess === null ? { fix: 'fabric --help' } : {});
};

const helpOfFabric = async (commands: CommandList): Promise<string> => {
  const loaded = await Promise.all(Object.entries(commands).map(async ([id, load]) => ({ id, command: await load() })));
  const width = Math.max(...loaded.map(({ id }) => id.length));
  const groups = COMMAND_GROUPS.map((group) => ({ group, own: loaded.filter((c) => c.command.group === group) }));
  const sections = groups
    .filter(({ own }) => own.length > 0)
    .map(({ group, own }) => [group, ...own.map(({ id, command }) => `  ${id.padEnd(width)}  ${command.summary}`)]);
  const highlights = loaded.flatMap(({ command }) => (command.highlight === null ? [] : [command.highlight]));
  return page(
    ['Read what a BlueField DPU or a ConnectX host knows about itself. Reads only.'],
    ['Usage: fabric <command> [flags]'],
    ...sections,
    ['Examples', ...highlights.map((line) => `  $ ${line}`)],
    ['fabric <command> --help    flags and examples    fabric help exit    statuses'],
  );
};

const helpOfStatuses = (): string =>
  page(
    ['Exit statuses'],
    EXIT_STATUSES.flatMap(({ status, when }) => hang(`${String(status).padStart(4)}  `, when)),
    ['A null has its reason in `problems`: a note leaves the status at 0, a warning makes it 6.'],
  );

const helpOfCommand = (id: string, command: CommandClass): string => {
  const provider = 'provider' in command ? (command.provider as AnyProvider) : null;
  const flags = Object.entries(command.flags ?? {}).filter(([, flag]) => flag.hidden !== true);
  const groups = [...new Set(flags.map(([, flag]) => flag.helpGroup ?? 'Flags'))];
  const sections = groups.flatMap((group) => [
    group,
    ...flags.filter(([, flag]) => (flag.helpGroup ?? 'Flags') === group).map(([name, flag]) => flagLine(name, flag)),
  ]);
  return page(
    [provider?.summary ?? command.summary ?? ''],
    [`Usage: fabric ${id} [flags]`],
    ['Examples', ...(command.examples ?? []).map((line) => `  $ ${line}`)],
    sections,
    [
      ...(provider === null ? [] : hang('Columns  ', columnsOf(provider))),
      ...hang('Status   ', '0 answered, 3 denied, 4 nothing to show, 6 partial; fabric help exit'),
    ],
  );
};

const flagLine = (name: string, flag: NonNullable<CommandClass['flags']>[string]): string => {
  const value = flag.type === 'option' && flag.helpValue !== undefined ? ` ${flag.helpValue}` : '';
  const words = `  ${flag.char === undefined ? '   ' : `-${flag.char},`} --${name}${value}`;
  return `${words.padEnd(24)} ${flag.summary ?? ''}`;
};

/** Which field each short header stands for. */
const columnsOf = (provider: AnyProvider): string => {
  const [view] = Object.values(provider.views);
  const say = (column: Column): string[] => {
    if ('countNonZero' in column) return [`${column.header} ${column.help}`];
    if ('counter' in column || column.fields.length > 1) return [];
    const [field = ''] = column.fields;
    return column.header.toLowerCase().replaceAll('-', '_') === field ? [] : [`${column.header} ${field}`];
  };
  return (view?.columns ?? []).flatMap(say).join(', ');
};

/** The text after the lead, broken at words and hung under itself. */
const hang = (lead: string, text: string): string[] => {
  const lines: string[] = [];
  let line = lead;
  let isFresh = true;
  for (const word of text.split(' ')) {
    if (!isFresh && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(lead.length) + word;
    } else {
      line += isFresh ? word : ` ${word}`;
    }
    isFresh = false;
  }
  return [...lines, line];
};

const page = (...paragraphs: readonly (readonly string[])[]): string =>
  `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
