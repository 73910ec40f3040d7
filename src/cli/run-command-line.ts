// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Entry point: prints version and help, dispatches commands to oclif, and reports every error. */

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

const VERSION_WORDS: readonly string[] = ['--version', '-V', 'version'];

const JSON_FLAGS: readonly string[] = ['--json', '-j'];

const dispatch = async (argv: readonly string[], packageRoot: string, commands: CommandList): Promise<void> => {
  const [first, second] = argv;
  if (VERSION_WORDS.includes(first ?? '')) {
    writeStdout(versionOf(packageFacts(packageRoot), argv.slice(1)));
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

/** One line for people, or with `--json` the same facts as one line of JSON. Other words are ignored. */
const versionOf = ({ name, version }: PackageFacts, words: readonly string[]): string => {
  const { platform, arch, versions } = process;
  if (!words.some((word) => JSON_FLAGS.includes(word))) {
    return `${name} ${version} (node ${versions.node}, ${platform}-${arch})\n`;
  }
  return `${JSON.stringify({ name, version, node: versions.node, platform, arch })}\n`;
};
