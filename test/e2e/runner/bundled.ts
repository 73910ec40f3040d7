// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The host room's modules in a Node of their own: with another user, environment, umask or descriptors. */

import { join } from 'node:path';
import { build } from 'esbuild';
import { execaStandIns } from '../../../scripts/bundle/execa-stand-ins.mjs';
import { packageRoot, type Run, type RunOptions, run } from '../fabric.js';

const MODULES = ['command/run-allowed', 'trust/trusted-path', 'trust/read-trusted-file', 'audit/audit-log'];

/** Bundles them into a directory; the file is what a script has as `host`. */
export const bundleHost = async (place: string): Promise<string> => {
  const outfile = join(place, 'host.cjs');
  const contents = MODULES.map((name) => `export * from './${name}.js';`).join('\n');
  await build({
    stdin: { contents, resolveDir: join(packageRoot, 'src', 'host'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    plugins: [execaStandIns],
    logLevel: 'error',
  });
  return outfile;
};

/** A script as a command line: what it resolves to is printed as JSON. `allow` makes a decision of a command. */
export const scriptCommand = (bundle: string, expression: string): readonly string[] => [
  process.execPath,
  '-e',
  `const host = require(${JSON.stringify(bundle)});
   const allow = (...argv) => ({ verdict: 'allow', rule: { file: 'test.ini', line: 1, text: '' }, path: argv[0], argv });
   Promise.resolve(${expression}).then((value) => process.stdout.write(JSON.stringify(value)));`,
];

/** Runs such a script and gives its value. `before` are words that stand before the command line (setpriv). */
export const inNode = async <T>(
  bundle: string,
  expression: string,
  options: RunOptions & { readonly before?: readonly string[] } = {},
): Promise<T> => {
  const ended: Run = await run([...(options.before ?? []), ...scriptCommand(bundle, expression)], options);
  if (ended.status !== 0) throw new Error(`status ${ended.status}: ${ended.stderr}`);
  return JSON.parse(ended.stdout) as T;
};
