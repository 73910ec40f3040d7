// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fabricCommand, run } from './fabric.js';
import { unprivileged } from './machine.js';
import { plantFifo, plantText, scratch } from './trees.js';

/**
 * A home in which oclif would find a plugin of the user's and a theme. The plugin writes a file as soon as it is loaded
 * and again when its hook runs; whoever opens the theme waits for ever.
 */
const plantTrap = (): { home: string; sprung: string } => {
  const home = scratch();
  chmodSync(home, 0o777); // whoever springs the trap can say so
  const sprung = join(home, 'sprung');
  const plugin = join(home, 'trap');
  const spring = `require('node:fs').appendFileSync(${JSON.stringify(sprung)}, 'sprung\\n');`;
  plantText(
    join(plugin, 'package.json'),
    JSON.stringify({
      name: 'trap',
      version: '1.0.0',
      main: './init.cjs',
      oclif: { commands: './commands', hooks: { init: './init.cjs', prerun: './init.cjs' } },
    }),
  );
  plantText(join(plugin, 'init.cjs'), `${spring}\nmodule.exports = async () => {${spring}};\n`);
  plantText(join(plugin, 'commands', 'hcaperf.cjs'), `${spring}\n`);
  const names = JSON.stringify({
    name: 'fabric',
    oclif: { schema: 1, plugins: [{ type: 'link', name: 'trap', root: plugin }] },
    dependencies: { trap: '1.0.0' },
  });
  for (const data of ['', '.local/share/fabric', 'fabric']) plantText(join(home, data, 'package.json'), names);
  plantFifo(...['', '.config/fabric', 'fabric'].map((config) => join(home, config, 'theme.json')));
  return { home, sprung };
};

const EVERYWHERE = ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'FABRIC_DATA_DIR', 'FABRIC_CONFIG_DIR'];

// Root is left no variable that oclif could follow (root-guard.cjs): only an ordinary user shows that oclif does not.
test.each<[string, readonly string[], readonly string[]]>([
  ['HOME', ['HOME'], unprivileged ?? []],
  ['XDG_DATA_HOME and XDG_CONFIG_HOME', ['XDG_DATA_HOME', 'XDG_CONFIG_HOME'], unprivileged ?? []],
  ['FABRIC_DATA_DIR and FABRIC_CONFIG_DIR', ['FABRIC_DATA_DIR', 'FABRIC_CONFIG_DIR'], unprivileged ?? []],
  ['all of them', EVERYWHERE, unprivileged ?? []],
  ['all of them, for whoever runs these tests,', EVERYWHERE, []],
])('nothing about the home that %s names is loaded', async (_, variables, user) => {
  const { home, sprung } = plantTrap();
  const env = Object.fromEntries(variables.map((name) => [name, home]));
  const lines = [['hcaperf', '--replay', 'connectx7'], ['hcaperf', '--nonsense'], ['--help'], ['--version']];
  await Promise.all(
    lines.map(async (argv) => {
      const command = [...user, ...fabricCommand(argv)];
      const usual = await run(command);
      const trapped = await run(command, { env, cwd: home });
      expect(existsSync(sprung), `the trap was sprung by ${argv.join(' ')}`).toBe(false);
      expect({ ...trapped, seconds: 0 }, argv.join(' ')).toEqual({ ...usual, seconds: 0 });
    }),
  );
});
