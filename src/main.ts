// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Entry point of bin/run.cjs: runs the commands. */

import { runCommandLine } from './cli/run-command-line.js';
import { COMMANDS } from './commands.generated.js';

/** Runs one command line. `packageRoot` contains bin/, which the bundle cannot know. */
export const main = (argv: readonly string[], packageRoot: string): Promise<void> =>
  runCommandLine(argv, packageRoot, COMMANDS);
