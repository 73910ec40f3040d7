// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fabric } from './fabric.js';
import { plantFifo, plantText, scratch } from './trees.js';

/**
 * A home in which oclif would find a plugin of the user's and a theme. The plugin writes a file as soon as it is loaded
 * and again when its hook runs; whoever opens the theme waits for ever.
 */
const plantTrap = (): { home: string; sprung: string } => {
  const home = scratch();
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

test.each([
  ['HOME', ['HOME']],
  ['XDG_DATA_HOME and XDG_CONFIG_HOME', ['XDG_DATA_HOME', 'XDG_CONFIG_HOME']],
  ['FABRIC_DATA_DIR and FABRIC_CONFIG_DIR', ['FABRIC_DATA_DIR', 'FABRIC_CONFIG_DIR']],
  ['all of them', ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'FABRIC_DATA_DIR', 'FABRIC_CONFIG_DIR']],
])('nothing of the home that %s names is loaded, as root or as anybody', async (_, variables) => {
  const { home, sprung } = plantTrap();
  const env = Object.fromEntries(variables.map((name) => [name, home]));
  for (const argv of [['hcaperf', '--replay', 'connectx7'], ['hcaperf', '--nonsense'], ['--help'], ['--version']]) {
    const usual = await fabric(argv);
    const { seconds, ...trapped } = await fabric(argv, { env, cwd: home });
    expect(existsSync(sprung), `the trap was sprung by ${argv.join(' ')}`).toBe(false);
    expect(trapped, argv.join(' ')).toEqual({ ...usual, seconds: undefined });
    expect(seconds).toBeLessThan(5);
  }
});
