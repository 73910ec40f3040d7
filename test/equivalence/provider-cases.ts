// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Cases of the provider commands: machines and formats, flags with values, pairs of flags, fields, damage. */

import type { Case } from './cases.js';
import { valuesOf } from './flag-values.js';
import { DAMAGES } from './inputs.js';
import type { DeclaredCommand, Flag, Surface } from './surface.js';

/** Every output format. `--pretty` is the only one without a list of values. */
const formatsOf = (command: DeclaredCommand): readonly (readonly string[])[] => {
  const format = command.flags.find(({ name }) => name === 'format');
  const named = (format?.values ?? []).slice(1).map((value) => ['--format', value]);
  return [[], ['--wide'], ['--pretty'], ...named];
};

const replay = (machine: string): readonly string[] => ['--replay', `../inputs/hosts/${machine}`];

/** True for flags that all providers share; their pairs are tested on one provider only. */
const isCommon = (flag: Flag, commands: readonly DeclaredCommand[]): boolean =>
  commands.every(({ flags }) => flags.some(({ name }) => name === flag.name));

/** The provider on which common flags are tested: the one with the most flags among those with --device and --all. */
const mostFlags = (commands: readonly DeclaredCommand[]): DeclaredCommand | undefined =>
  commands
    .filter(({ flags }) => ['device', 'all'].every((name) => flags.some((flag) => flag.name === name)))
    .sort((a, b) => b.flags.length - a.flags.length)[0];

/** A flag with one of its values, or alone if it takes none. */
const withValue = (flag: Flag, value: readonly string[]): readonly string[] => [`--${flag.name}`, ...value];

const validUses = (flag: Flag): readonly (readonly string[])[] => {
  if (!flag.takesValue) return [[`--${flag.name}`]];
  const values = flag.values?.map((value) => [value]) ?? valuesOf(flag.name).valid;
  const uses = values.map((value) => withValue(flag, value));
  if (flag.name === 'type') return uses.map((use) => ['--format', 'csv', ...use]);
  if (flag.name === 'interval') return uses.map((use) => [...use, '--count', '2']);
  if (flag.name === 'count') return uses.map((use) => ['--interval', '1', ...use]);
  return uses;
};

const invalidUses = (flag: Flag): readonly (readonly string[])[] => {
  if (!flag.takesValue) return [[`--${flag.name}=yes`], [`--${flag.name}x`]];
  const values = flag.values === null ? valuesOf(flag.name).invalid : [['nothing'], [''], [`${flag.values[0]}x`]];
  return [...values.map((value) => withValue(flag, value)), [`--${flag.name}`]];
};

const isMachine = (flag: Flag): boolean => flag.name === 'root' || flag.name === 'replay';

const casesOf = (command: DeclaredCommand, surface: Surface, commands: readonly DeclaredCommand[]): Case[] => {
  const { machines } = surface;
  const [name = ''] = command.words;
  const cases: Case[] = [];
  const add = (...argv: readonly (readonly string[])[]): void => {
    cases.push({ argv: [...command.words, ...argv.flat()], columns: null });
  };
  const machineAt = (i: number): string => machines[i % machines.length] ?? '';
  const formats = formatsOf(command);
  const isFirst = command === mostFlags(commands);

  for (const machine of machines) {
    for (const format of formats) add(replay(machine), format);
    add(['--replay', machine]);
    add(['--root', `../inputs/roots/${machine}`]);
    add(['--root', `../inputs/roots/${machine}`, '--json']);
    add(['--root', `../inputs/roots/${machine}`, '--stable']);
    for (const damage of DAMAGES) {
      add(['--replay', `../inputs/${damage}/${machine}`]);
      add(['--replay', `../inputs/${damage}/${machine}`, '--json']);
    }
  }
  add(['--root', `../inputs/roots/${machineAt(0)}`, '--record', '{out}/recording']);
  add(['--root', `../inputs/roots/${machineAt(1)}`, '--record', '{out}/recording', '--keep-identities']);

  // Each use of a flag is combined with every machine and, over the uses, with every format. A flag that all providers share
  // has the same code: it is tested on every machine and with every invalid value for one provider, and once for the others.
  let turn = 0;
  for (const flag of command.flags) {
    const isShort = isCommon(flag, commands) && !isFirst;
    const machinesOf = isMachine(flag) || isShort ? 1 : machines.length;
    for (const use of validUses(flag)) {
      for (let i = 0; i < machinesOf; i += 1) {
        const format = use.includes('--format') ? [] : (formats[(turn + i) % formats.length] ?? []);
        add(isMachine(flag) ? [] : replay(machineAt(turn + i)), format, use);
      }
      if (!isMachine(flag) && !isShort && !use.includes('--format')) {
        add(replay(machineAt(turn)), use);
        add(replay(machineAt(turn + 1)), ['--json'], use);
      }
      turn += 1;
    }
    for (const [i, use] of invalidUses(flag)
      .slice(0, isShort ? 1 : undefined)
      .entries())
      add(isMachine(flag) ? [] : replay(machineAt(i)), i % 2 === 0 ? [] : ['--json'], use);
    const [twice] = validUses(flag);
    if (twice !== undefined && !isMachine(flag) && !isShort) add(replay(machineAt(turn)), twice, twice);
  }

  // Pairs of flags, including pairs that cannot be combined.
  const own = command.flags.filter((flag) => !isCommon(flag, commands));
  const first = isFirst ? command.flags : own;
  for (const [i, flag] of first.entries()) {
    for (const other of command.flags) {
      if (other === flag || first.slice(0, i).includes(other)) continue;
      const a = validUses(flag).at(-1);
      const b = validUses(other)[0];
      if (a === undefined || b === undefined) continue;
      add(isMachine(flag) || isMachine(other) ? [] : replay(machineAt(i)), a, b);
    }
  }

  // Every field is requested: in CSV for its type, and in the table of the first type.
  for (const [i, type] of (surface.types[name] ?? []).entries()) {
    const typed = (surface.types[name] ?? []).length > 1 ? ['--type', type.name] : [];
    const reversed = [...type.fields].reverse();
    add(replay(machineAt(i)), ['--format', 'csv'], typed, ['--fields', reversed.join(',')]);
    add(replay(machineAt(i + 1)), ['--format', 'csv'], typed, ['--sort', reversed[0] ?? '', '--stable']);
    add(replay(machineAt(i)), ['--json'], ['--fields', reversed.slice(0, 5).join(',')]);
    for (const rows of type.rows) {
      add(replay(machineAt(i)), ['--fields', rows]);
      add(replay(machineAt(i)), ['--format', 'ndjson', '--fields', rows]);
    }
    for (let at = 0; at < reversed.length; at += 8)
      add(replay(machineAt(at)), ['--fields', reversed.slice(at, at + 8).join(','), '--sort', reversed[at] ?? '']);
  }
  return cases;
};

/** Returns the cases of all providers. */
export const providerCases = (surface: Surface): readonly Case[] => {
  const commands = surface.commands.filter(({ words }) => surface.types[words.join(' ')] !== undefined);
  return commands.flatMap((command) => casesOf(command, surface, commands));
};
