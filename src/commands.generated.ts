// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every command by its path. Generated from the files of src/commands by `npm run generate`. */

import type { CommandList } from './cli/command-list.js';

export const COMMANDS: CommandList = {
  bfperf: async () => (await import('./commands/bfperf.js')).default,
  'bfperf:events': async () => (await import('./commands/bfperf/events.js')).default,
  devices: async () => (await import('./commands/devices.js')).default,
  firmware: async () => (await import('./commands/firmware.js')).default,
  hcaperf: async () => (await import('./commands/hcaperf.js')).default,
  link: async () => (await import('./commands/link.js')).default,
  nvconfig: async () => (await import('./commands/nvconfig.js')).default,
  ovs: async () => (await import('./commands/ovs.js')).default,
  'policy:check': async () => (await import('./commands/policy/check.js')).default,
  'policy:explain': async () => (await import('./commands/policy/explain.js')).default,
  'policy:import': async () => (await import('./commands/policy/import.js')).default,
  'policy:show': async () => (await import('./commands/policy/show.js')).default,
  'policy:test': async () => (await import('./commands/policy/test.js')).default,
  ptm: async () => (await import('./commands/ptm.js')).default,
  'replay:check': async () => (await import('./commands/replay/check.js')).default,
  sysinfo: async () => (await import('./commands/sysinfo.js')).default,
};
