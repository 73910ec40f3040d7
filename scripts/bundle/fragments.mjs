// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * src and what it needs, cut by esbuild into ES modules: a fragment holds what the same set of `import()`s reaches. There
 * are about a hundred, too many to open one by one at each start; packs.mjs puts together what is loaded together.
 */

import { basename } from 'node:path';
import { build } from 'esbuild';
import { execaStandIns } from './execa-stand-ins.mjs';
import { oclifStandIns } from './oclif-stand-ins.mjs';
import { SETTINGS } from './settings.mjs';

/**
 * The fragments by name: its `text`, the names it `exports`, the source file of which it is the `entry` (else null), the
 * source files in it (`inputs`, with the bytes of each), and the fragments that it imports `statically` and `lazily`.
 */
export const cutIntoFragments = async (packageRoot) => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: packageRoot,
    ...SETTINGS,
    entryPoints: ['src/main.ts'],
    format: 'esm',
    splitting: true,
    outdir: 'dist',
    metafile: true,
    plugins: [oclifStandIns, execaStandIns],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  return new Map(
    Object.entries(metafile.outputs).map(([path, output]) => {
      const of = (kind) =>
        output.imports.filter((i) => i.kind === kind && i.external !== true).map((i) => basename(i.path));
      return [
        basename(path),
        {
          text: texts.get(basename(path)),
          exports: output.exports,
          entry: output.entryPoint ?? null,
          inputs: Object.fromEntries(
            Object.entries(output.inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput]),
          ),
          statically: of('import-statement'),
          lazily: of('dynamic-import'),
        },
      ];
    }),
  );
};
