// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** src as CommonJS: in files of which a command loads what it needs, or whole. oclif's sources go in as they are. */

import { build } from 'esbuild';
import { execaStandIns } from './bundle/execa-stand-ins.mjs';
import { cutIntoFragments } from './bundle/fragments.mjs';
import { oclifStandIns } from './bundle/oclif-stand-ins.mjs';
import { packsOf } from './bundle/packs.mjs';
import { AS_COMMONJS } from './bundle/settings.mjs';

/**
 * The files of dist by name, without `.cjs`: `code` and the source files in it. main.cjs is the one to begin with, and
 * each loads the others that it needs as `./name.cjs`.
 */
export const bundlePacks = async (packageRoot) => {
  const fragments = await cutIntoFragments(packageRoot);
  const packs = packsOf(fragments);
  const packOf = new Map([...packs].flatMap(([pack, names]) => names.map((name) => [name, pack])));
  const files = await Promise.all(
    [...packs].map(async ([pack, names]) => {
      const code = await joinFragments(packageRoot, fragments, packs, packOf, pack);
      return [pack, { code, sources: names.flatMap((name) => Object.keys(fragments.get(name).inputs)) }];
    }),
  );
  return new Map(files);
};

/** Bundles src/main.ts as one text. */
export const bundleAll = async (packageRoot) => {
  const options = {
    ...AS_COMMONJS,
    absWorkingDir: packageRoot,
    entryPoints: ['src/main.ts'],
    plugins: [oclifStandIns, execaStandIns],
  };
  return (await build(options)).outputFiles[0].text;
};

/** One pack as one module. What a fragment exports has its place in front, because two may export the same name. */
const joinFragments = async (packageRoot, fragments, packs, packOf, pack) => {
  const own = packs.get(pack);
  const handOn = (name, from, exported) => {
    const place = packs.get(packOf.get(name)).indexOf(name);
    const names = fragments.get(name).exports.map((e) => exported(`f${place}_${e}`, e));
    return `export {${names.join()}} from ${JSON.stringify(from)};`;
  };
  const lines = own.map((name) => handOn(name, `./${name}`, (placed, e) => `${e} as ${placed}`));
  if (own.includes('main.js')) lines.push('export {main} from "./main.js";');
  const fragmentsOfPacks = {
    name: 'fragments-of-packs',
    setup: (on) => {
      on.onResolve({ filter: /\.cjs$/ }, ({ path }) => ({ path, external: true }));
      on.onResolve({ filter: /^\.\// }, ({ path }) => ({ path: path.slice(2), namespace: 'fragment' }));
      on.onLoad({ filter: /.*/, namespace: 'fragment' }, ({ path: name }) => ({
        contents:
          packOf.get(name) === pack
            ? fragments.get(name).text
            : handOn(name, `./${packOf.get(name)}.cjs`, (placed, e) => `${placed} as ${e}`),
        loader: 'js',
      }));
    },
  };
  const stdin = { contents: lines.join('\n'), resolveDir: packageRoot, sourcefile: `${pack}.js` };
  const { outputFiles } = await build({
    ...AS_COMMONJS,
    absWorkingDir: packageRoot,
    stdin,
    plugins: [fragmentsOfPacks],
  });
  return outputFiles[0].text;
};
