// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What stands in the bundle for what oclif requires and fabric never uses: an esbuild plugin. It acts on the requires of
 * oclif alone; a package that something else needs too is there for that. See docs/decisions/010 and 016.
 */

const OCLIF = /[\\/]@oclif[\\/]core[\\/]lib[\\/]/;

/** Asked for anything but whether it is an ES module, it says that it is not there. */
const leftOut = (name) => `module.exports = new Proxy({}, {
  get: (_, key) => {
    if (key !== '__esModule') throw new Error('${name} is left out of this bundle: ' + String(key));
  },
});`;

/** A module of Node's that is loaded when something of it is used for the first time. */
const late = (name) => `module.exports = new Proxy({}, {
  get: (_, key) => (key === '__esModule' ? undefined : require('${name}')[key]),
});`;

/** Finding plugins and their commands on the disk, templates, colors, oclif's own help and its way to print an error. */
const LEFT_OUT = [
  'ansis',
  'ejs',
  'get-package-type',
  'indent-string',
  'lilconfig',
  'minimatch',
  'tinyglobby',
  'wrap-ansi',
  'config/plugin',
  'config/ts-path',
  'errors/handle',
  'help/index',
  'lib/module-loader',
];

/** Asking the user, measuring oclif itself, reading files that fabric does not have. */
const LATE = ['node:fs/promises', 'node:perf_hooks', 'node:readline'];

/** What oclif does use at each start, and fabric nothing of what comes of it. */
const INSTEAD = {
  // DEBUG=oclif* prints what oclif does; loading the printer costs a fifth of a bare start.
  debug: 'module.exports = () => () => {};',
  // The shell's name and whether this is Linux below Windows: both only for oclif's user agent and for Windows.
  'util/os': `const { homedir, platform } = require('node:os');
    exports.getHomeDir = homedir;
    exports.getPlatform = async () => platform();
    exports.getShell = async () => 'unknown';`,
  // It shortens the paths in the stack of an error, which fabric does not show.
  'clean-stack': 'module.exports = (stack) => stack;',
  // Its messages are written anew, in fabric's own colors.
  'ux/supports-color': 'exports.supportsColor = () => false;',
  // fabric tells its progress itself; the other kind of progress line needs nothing more.
  'action/spinner': "module.exports = require('./action/simple');",
};

const STAND_INS = new Map([
  ...LEFT_OUT.map((name) => [name, leftOut(name)]),
  ...LATE.map((name) => [name, late(name)]),
  ...Object.entries(INSTEAD),
]);

/** The stand-in for a specifier in a file of oclif's: a package by its name, a file by its directory and its name. */
const standInFor = (specifier, importer) => {
  if (!specifier.startsWith('.')) return STAND_INS.has(specifier) ? specifier : undefined;
  const file = new URL(specifier, `file://${importer}`).pathname;
  const last = file.split('/').slice(-2).join('/').replace(/\.js$/, '');
  const name = last === 'lib/help' ? 'help/index' : last;
  return STAND_INS.has(name) ? name : undefined;
};

export const oclifStandIns = {
  name: 'oclif-stand-ins',
  setup: (build) => {
    build.onResolve({ filter: /.*/ }, ({ path, importer, namespace, resolveDir }) => {
      if (namespace !== 'file' || !OCLIF.test(importer)) return undefined;
      const name = standInFor(path, importer);
      return name === undefined ? undefined : { path: name, namespace: 'stand-in', pluginData: { resolveDir } };
    });
    build.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path, pluginData }) => ({
      contents: STAND_INS.get(path),
      resolveDir: pluginData.resolveDir,
    }));
  },
};
