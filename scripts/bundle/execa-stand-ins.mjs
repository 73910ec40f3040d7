// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Replace the parts of execa that the command runner never uses: an esbuild plugin. See docs/decisions/007.
 *
 * Two reasons. execa opens this process's standard input when it is loaded, and Node makes a pipe there non-blocking for
 * every process that shares it. And every command would pay for colors, transforms and Windows.
 */

import { sep } from 'node:path';

/** Functions that fail when they are called. */
const leftOut = (...names) =>
  names
    .map((name) => {
      const body = `() => { throw new Error('this bundle leaves out ${name} of execa'); }`;
      return name === 'default' ? `export default ${body};` : `export const ${name} = ${body};`;
    })
    .join('\n');

/** The new text of each file below node_modules. esbuild refuses a text that lacks an export which execa imports. */
const STAND_INS = new Map(
  Object.entries({
    // One of its thirteen exports.
    'execa/index.js': `import { createExeca } from './lib/methods/create.js';
      export const execa = createExeca(() => ({}));`,
    'execa/lib/methods/main-sync.js': leftOut('execaCoreSync'),
    // `verbose: 'none'`, `preferLocal: false`, `cleanup: false`, `all: false`.
    'execa/lib/verbose/default.js': leftOut('defaultVerboseFunction'),
    'pretty-ms/index.js': leftOut('default'),
    'npm-run-path/index.js': leftOut('npmRunPathEnv'),
    'signal-exit/dist/mjs/index.js': leftOut('onExit'),
    '@sindresorhus/merge-streams/index.js': leftOut('default'),
    // Methods that execa adds to every child.
    'execa/lib/pipe/setup.js': leftOut('pipeToSubprocess'),
    'execa/lib/convert/add.js': 'export const addConvertedStreams = () => {};',
    'execa/lib/ipc/methods.js': 'export const addIpcMethods = () => {};',
    // The description of a signal in a result that nobody reads.
    'human-signals/build/src/main.js': 'export const signalsByName = new Proxy({}, { get: () => ({}) });',
    // It rewrites a command line for Windows only.
    'cross-spawn/index.js': 'exports._parse = (command, args, options) => ({ command, args, options });',
    // The original names process.stdin, stdout and stderr, which opens them.
    'execa/lib/utils/standard-stream.js': `export const STANDARD_STREAMS = [];
      export const isStandardStream = () => false;
      export const STANDARD_STREAMS_ALIASES = ['stdin', 'stdout', 'stderr'];
      export const getStreamName = (fdNumber) => STANDARD_STREAMS_ALIASES[fdNumber] ?? \`stdio[\${fdNumber}]\`;`,
  }),
);

const PACKAGES =
  /[\\/]node_modules[\\/](execa|pretty-ms|npm-run-path|signal-exit|@sindresorhus|human-signals|cross-spawn)[\\/]/;

export const execaStandIns = {
  name: 'execa-stand-ins',
  setup: (build) => {
    const unused = new Set(STAND_INS.keys());
    let isLoaded = false;
    build.onLoad({ filter: PACKAGES }, ({ path }) => {
      isLoaded = true;
      const name = path.split(`${sep}node_modules${sep}`).at(-1).split(sep).join('/');
      if (!STAND_INS.has(name)) return undefined;
      unused.delete(name);
      return { contents: STAND_INS.get(name), loader: 'js' };
    });
    // A new release of execa may move a file: its original would come back unnoticed.
    build.onEnd(() => {
      if (isLoaded && unused.size > 0) throw new Error(`execa has no such file any more: ${[...unused].join(', ')}`);
    });
  },
};
