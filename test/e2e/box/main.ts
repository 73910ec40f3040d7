// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The program with one command, `fabric box`. The first argument is the directory of its tools and policy. */

import type { CommandClass } from '../../../src/cli/command-list.js';
import { providerFlags } from '../../../src/cli/flags.js';
import { ProviderCommand } from '../../../src/cli/provider-command.js';
import { runCommandLine } from '../../../src/cli/run-command-line.js';
import { boxProvider } from './provider.js';

const [, , directory = '', ...argv] = process.argv;
const provider = boxProvider(directory);

class Box extends ProviderCommand {
  static override provider = provider;
  static override flags = providerFlags(provider);
  static override group = 'Machine' as const;
  static override summary = 'heat of the boxes';
  static override examples = ['fabric box'];
}

await runCommandLine(argv, directory, { box: async () => Box as unknown as CommandClass });
