// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Writes every file that follows from a declaration. With `--check` it writes nothing: it names each file that differs,
 * and the status is 1. scripts/generate.mjs starts this.
 */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { execaSync } from 'execa';
import { fabricPicture } from '../picture/fabric-picture.mjs';

const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const isCheck = process.argv.includes('--check');
const stale = [];

const put = (path, text) => {
  const file = join(packageRoot, path);
  const now = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (now === text) return;
  stale.push(path);
  if (isCheck) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** src/commands.generated.ts: path = command. */
const putCommandList = () => {
  const commands = readdirSync(join(packageRoot, 'src', 'commands'), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length).split(sep))
    .sort();
  const lines = commands.map((parts) => {
    const id = parts.join(':');
    const key = /^[a-z]+$/.test(id) ? id : `'${id}'`;
    return `  ${key}: async () => (await import('./commands/${parts.join('/')}.js')).default,`;
  });
  put(
    'src/commands.generated.ts',
    `// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every command by its path. Generated from the files of src/commands by \`npm run generate\`. */

import type { CommandList } from './cli/command-list.js';

export const COMMANDS: CommandList = {
${lines.join('\n')}
};
`,
  );
};

/** src/providers.generated.ts: one file of src/collectors, one provider of its name. */
const putProviderList = () => {
  const names = readdirSync(join(packageRoot, 'src', 'collectors'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  put(
    'src/providers.generated.ts',
    `// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every provider by its name. Generated from the files of src/collectors by \`npm run generate\`. */

import type { AnyProvider } from './core/provider.js';

export const PROVIDERS: { readonly [name: string]: () => Promise<AnyProvider> } = {
${names.map((name) => `  ${name}: async () => (await import('./collectors/${name}.js')).${name},`).join('\n')}
};
`,
  );
};

/** What the TypeScript beside this file derives from the declarations: `[path, text]` each. */
const derive = async () => {
  const work = mkdtempSync(join(tmpdir(), 'fabric-generate-'));
  try {
    const outfile = join(work, 'derived.cjs');
    await build({
      entryPoints: [join(packageRoot, 'scripts', 'generate', 'derived.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile,
      external: ['typescript'],
      logLevel: 'warning',
    });
    return await createRequire(import.meta.url)(outfile).derivedFiles((path) =>
      readFileSync(join(packageRoot, path), 'utf8'),
    );
  } finally {
    rmSync(work, { recursive: true });
  }
};

/** The synthetic machines: a maker writes them whole, so they are compared as directories. */
const putHosts = () => {
  const work = mkdtempSync(join(tmpdir(), 'fabric-hosts-'));
  try {
    execaSync(process.execPath, [join(packageRoot, 'fixtures', 'make-hosts.mjs'), work]);
    for (const file of readdirSync(work, { recursive: true, withFileTypes: true }).filter((f) => f.isFile())) {
      const path = join(file.parentPath, file.name);
      put(join('fixtures', 'hosts', relative(work, path)), readFileSync(path, 'utf8'));
    }
  } finally {
    rmSync(work, { recursive: true });
  }
};

putCommandList();
putProviderList();
putHosts();
for (const [path, text] of await derive()) put(path, text);
put('docs/images/fabric.svg', await fabricPicture());

if (isCheck && stale.length > 0) {
  process.stderr.write(
    `error: not as the declarations say: ${stale.join(', ')}\nfix: npm run generate, and read the diff\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(stale.length === 0 ? 'generated files are up to date\n' : `wrote ${stale.join(', ')}\n`);
}
