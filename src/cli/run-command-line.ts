// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The entry: tells version and help itself, hands commands to oclif, and never lets an error out untold. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FabricError } from '../core/error.js';
import { statusOfError } from '../core/exit-status.js';
import { errorMessages, renderMessages } from '../render/messages.js';
import type { CommandList } from './command-list.js';
import { oclifOptions, type PackageFacts } from './oclif-plugin.js';
import { detectTerminal } from './terminal.js';
import { writeStderr, writeStdout } from './write.js';

/** Runs one command line and leaves its status in process.exitCode. Never rejects. */
export const runCommandLine = async (
  argv: readonly string[],
  packageRoot: string,
  commands: CommandList,
): Promise<void> => {
  try {
    await dispatch(argv, packageRoot, commands);
  } catch (thrown) {
    const { convertError: toFabricError } = await import('./convert-error.js');
    const error = toFabricError(thrown, argv[0] ?? '', []);
    process.exitCode = statusOfError(error.code);
    writeStderr(await renderMessages(errorMessages(error), detectTerminal(true).stderrColor));
  }
};

const HELP_FLAGS: readonly string[] = ['--help', '-h'];

const dispatch = async (argv: readonly string[], packageRoot: string, commands: CommandList): Promise<void> => {
  const [first, second] = argv;
  if (first === '--version') {
    writeStdout(version(packageFacts(packageRoot)));
    return;
  }
  const flagsEnd = argv.indexOf('--');
  const flags = flagsEnd < 0 ? argv : argv.slice(0, flagsEnd);
  const isTopic = Object.keys(commands).some((id) => id === first || id.startsWith(`${first}:`));
  const asksHelp = first === undefined || first === 'help' || flags.some((word) => HELP_FLAGS.includes(word));
  if (asksHelp || (isTopic && second === undefined && !Object.hasOwn(commands, first))) {
    const { helpFor } = await import('./help.js');
    const words = (first === 'help' ? argv.slice(1) : argv).filter((word) => !word.startsWith('-'));
    writeStdout(await helpFor(words, commands, packageRoot));
    return;
  }
  if (first.startsWith('-')) throw new FabricError('usage', `unknown flag ${first}`, { fix: 'fabric --help' });
  const command = findCommand(argv, commands);
  if (command === null) throw (await import('./help.js')).unknownCommand(argv, commands);
  process.env['FABRIC_DISABLE_THEME'] = '1'; // oclif would read a theme from the caller's home
  const loaded = Object.assign(await command.load(), { id: command.id });
  await loaded.run([...command.rest], oclifOptions(packageFacts(packageRoot), packageRoot));
};

/** `policy test -- …` is the command `policy:test`, and `bfperf events` another one than `bfperf`. */
const findCommand = (
  argv: readonly string[],
  commands: CommandList,
): { readonly id: string; readonly load: CommandList[string]; readonly rest: readonly string[] } | null => {
  const [first = '', second = ''] = argv;
  for (const [id, words] of [[`${first}:${second}`, 2] as const, [first, 1] as const]) {
    const load = Object.hasOwn(commands, id) ? commands[id] : undefined;
    if (load !== undefined) return { id, load, rest: argv.slice(words) };
  }
  return null;
};

const packageFacts = (packageRoot: string): PackageFacts => {
  const { bin, version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    readonly bin: { readonly [command: string]: string };
    readonly version: string;
  };
  return { name: Object.keys(bin)[0] ?? '', version };
};

const version = ({ name, version }: PackageFacts): string =>
  `${name} ${version} (node ${process.versions.node}, ${process.platform}-${process.arch})\n`;
