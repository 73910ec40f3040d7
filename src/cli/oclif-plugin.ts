// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The oclif plugin that fabric is, as an object: nothing is searched for or read when a command starts. */
import type { Command } from '@oclif/core/command';
import type { Options, Plugin } from '@oclif/core/interfaces';
import type { CommandList } from './command-list.js';

/** What fabric's package.json says of itself. */
export type PackageFacts = { readonly name: string; readonly version: string };

/**
 * Options for oclif's `run`: one plugin, held in memory, whose commands load alone. User, development and just-in-time
 * plugins are off: oclif would load code from the caller's home, as root too.
 */
export const oclifOptions = (facts: PackageFacts, packageRoot: string, commands: CommandList): Options => {
  const pjson = {
    ...facts,
    oclif: { bin: facts.name, commands: { strategy: 'explicit', target: 'static' } },
  } as unknown as Plugin['pjson'];
  const loadables = Object.entries(commands).map(([id, load]): Command.Loadable => {
    const loaded = async (): Promise<Command.Class> => Object.assign(await load(), { id });
    return {
      id,
      aliases: [],
      hidden: false,
      hiddenAliases: [],
      args: {},
      flags: {},
      strict: true,
      pluginName: facts.name,
      load: loaded,
    };
  });
  const plugin: Plugin = {
    _base: '',
    alias: facts.name,
    commandIDs: Object.keys(commands),
    commands: loadables,
    commandsDir: undefined,
    // Our own ids only; oclif asks for one that is there.
    findCommand: ((id: string) => loadables.find((c) => c.id === id)?.load()) as Plugin['findCommand'],
    hasManifest: true,
    hooks: {},
    isRoot: true,
    load: async () => {},
    moduleType: 'commonjs',
    name: facts.name,
    options: { root: packageRoot },
    pjson,
    root: packageRoot,
    topics: [],
    type: 'core',
    valid: true,
    version: facts.version,
  };
  return {
    root: packageRoot,
    pjson,
    plugins: new Map([[facts.name, plugin]]),
    userPlugins: false,
    devPlugins: false,
    jitPlugins: false,
  };
};
