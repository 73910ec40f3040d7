// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** CPU time of a start, as a ratio to a bare `node -e 0` of the same Node. */

import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeAdapterTree } from './adapter-tree.mjs';
import { ENVIRONMENT, FABRIC, packageRoot } from './fabric-program.mjs';
import { timeCommand } from './measured-run.mjs';
import { median, spread } from './statistics.mjs';

/** Measures every case in pairs: bare and ours alternate, so that a busy neighbour slows both. */
export const measureStartUp = ({ scratch, pairs }) => {
  const root = join(scratch, 'start-up');
  makeAdapterTree(root, 1);
  const withoutCache = installWithoutCache(join(scratch, 'no-cache'));
  const argvs = {
    'fabric --version': ['--version'],
    'fabric hcaperf --json (1 adapter)': ['hcaperf', '--json', '--root', root],
  };
  const node = (directory) => [process.execPath, join(directory, 'bin', 'run.cjs')];
  return [
    ...Object.entries(argvs).map(([name, argv]) => measure(name, [...node(packageRoot), ...argv], pairs)),
    ...Object.entries(argvs).map(([name, argv]) =>
      measure(`${name}, no code cache`, [...node(withoutCache), ...argv], pairs),
    ),
    measure('bin/fabric --version', [FABRIC, '--version'], pairs),
  ];
};

const measure = (name, command, pairs) => {
  const runs = Array.from({ length: pairs }, () => ({
    bare_cpu_seconds: cpuOf([process.execPath, '-e', '0']),
    cpu_seconds: cpuOf(command),
  }));
  return {
    case: name,
    ratio: spread(runs.map((run) => run.cpu_seconds / run.bare_cpu_seconds)),
    cpu_seconds: median(runs.map((run) => run.cpu_seconds)),
    bare_cpu_seconds: median(runs.map((run) => run.bare_cpu_seconds)),
    runs,
  };
};

const cpuOf = (command) => {
  const { status, cpu_seconds } = timeCommand(command, { env: ENVIRONMENT });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with status ${status}`);
  return cpu_seconds;
};

/** fabric as it is installed for a Node that the build did not know. */
const installWithoutCache = (into) => {
  mkdirSync(into);
  for (const name of ['bin', 'policy', 'package.json'])
    cpSync(join(packageRoot, name), join(into, name), { recursive: true });
  mkdirSync(join(into, 'dist'));
  for (const name of readdirSync(join(packageRoot, 'dist')).filter((file) => !file.endsWith('.cache'))) {
    cpSync(join(packageRoot, 'dist', name), join(into, 'dist', name));
  }
  return into;
};
