// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What bin/run.cjs calls: the commands of this tree, run by the cli room. */

import { runCommandLine } from './cli/run-command-line.js';
import { COMMANDS } from './commands.generated.js';

/** Runs one command line. `packageRoot` is where bin/ lies: the bundle does not know. */
export const main = (argv: readonly string[], packageRoot: string): Promise<void> =>
  runCommandLine(argv, packageRoot, COMMANDS);
