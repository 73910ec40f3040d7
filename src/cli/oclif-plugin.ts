// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Describes fabric to oclif as an object, so that oclif searches and reads no files when a command starts. */

import type { Options, Plugin } from '@oclif/core/interfaces';

/** The command of fabric's package.json, `fabric`, and its version. The package has another name: it needs a scope. */
export type PackageFacts = { readonly name: string; readonly version: string };

/**
 * Options for the `run` of a command's class: one plugin, held in memory. It names no commands, because oclif is only used
 * to run one that is loaded. User, development and just-in-time plugins are off: oclif would load code from the caller's
 * home, as root too.
 */
export const oclifOptions = (facts: PackageFacts, packageRoot: string): Options => {
  const pjson = {
    ...facts,
    oclif: { bin: facts.name, commands: { strategy: 'explicit', target: 'static' } },
  } as unknown as Plugin['pjson'];
  const plugin: Plugin = {
    _base: '',
    alias: facts.name,
    commandIDs: [],
    commands: [],
    commandsDir: undefined,
    findCommand: (async () => undefined) as unknown as Plugin['findCommand'],
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
