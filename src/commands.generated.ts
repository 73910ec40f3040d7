// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

// Generated from the files of src/commands by `npm run generate`: path = command.

import type { CommandList } from './cli/command-list.js';

export const COMMANDS: CommandList = {
  hcaperf: async () => (await import('./commands/hcaperf.js')).default,
};
