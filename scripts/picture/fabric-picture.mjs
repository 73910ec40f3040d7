// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Makes the picture of the README: runs the program on recordings and draws what it prints, in color, on a terminal. */

import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { terminalSvg } from './terminal-svg.mjs';

const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const COMMANDS = ['sysinfo --replay bluefield3', 'link --replay connectx7 --health', 'ovs --replay bluefield3'];

/** A busy machine takes long enough for a line of progress, which the program erases again. */
const ERASE_LINE = '\r\u001b[K';

const screenOf = async (command) => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', import.meta.resolve('./as-terminal.mjs'), 'bin/dev.js', ...command.split(' ')],
    { cwd: packageRoot, env: { PATH: process.env.PATH, TERM: 'xterm' } },
  );
  const printed = stdout + stderr.split(ERASE_LINE).at(-1);
  return [`\u001b[32m$\u001b[39m \u001b[1mfabric ${command}\u001b[22m`, ...printed.trimEnd().split('\n')];
};

/** The text of docs/images/fabric.svg. @throws Error if a command fails or prints what cannot be drawn */
export const fabricPicture = async () => {
  const screens = await Promise.all(COMMANDS.map(screenOf));
  const title = `${COMMANDS.map((command) => `fabric ${command}`).join(', ')}: output in color on a dark terminal`;
  return terminalSvg(
    title,
    screens.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
  );
};
