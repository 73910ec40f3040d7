// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** src as one CommonJS file. oclif's sources go in as they are. */
import { build } from 'esbuild';

/** What only a decision of the policy needs: a file beside the bundle, which no other start has to compile. */
export const APART = ['re2js'];

const keepApart = {
  name: 'keep-apart',
  setup: (build) => {
    const filter = new RegExp(`^(${APART.join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path: `./${path}.cjs`, external: true }));
  },
};

/**
 * What oclif requires to find plugins on the disk and to fill templates in. Its one plugin is an object of ours and has no
 * template, so none of it is ever used: a sixth of the bundle, compiled at each start. See docs/decisions/010.
 */
const LEFT_OUT = ['ejs', 'lilconfig', 'minimatch', 'tinyglobby'];

const leaveOut = {
  name: 'leave-out',
  setup: (build) => {
    const filter = new RegExp(`^(${LEFT_OUT.join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: leftOutModule(path) }));
  },
};

/** Asked for anything but whether it is an ES module, it says that it is not there. */
const leftOutModule = (name) => `module.exports = new Proxy({}, {
  get: (_, key) => {
    if (key !== '__esModule') throw new Error('${name} is left out of this bundle: ' + String(key));
  },
});`;

/** Bundles src/main.ts as one text, without what is kept apart. */
export const bundleMain = (packageRoot) =>
  bundle(packageRoot, { entryPoints: ['src/main.ts'], plugins: [keepApart, leaveOut] });

/** Bundles src/main.ts with everything in it that is ever used. */
export const bundleAll = (packageRoot) => bundle(packageRoot, { entryPoints: ['src/main.ts'], plugins: [leaveOut] });

/** Bundles a package that is kept apart. */
export const bundlePackage = (packageRoot, name) =>
  bundle(packageRoot, { stdin: { contents: `export * from '${name}';`, resolveDir: packageRoot } });

/** Identifiers stay: a bug report shows a place that can be found. */
const bundle = async (packageRoot, what) => {
  const result = await build({
    absWorkingDir: packageRoot,
    ...what,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // import() has no meaning in a script that comes from a code cache on Node 20: require is used instead.
    supported: { 'dynamic-import': false },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    // oclif asks for it only to run TypeScript commands, which a bundle has none of.
    external: ['typescript'],
    logLevel: 'warning',
  });
  return result.outputFiles[0].text;
};
