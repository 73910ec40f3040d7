// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every provider by its name. Generated from the files of src/collectors by `npm run generate`. */

import type { AnyProvider } from './core/provider.js';

export const PROVIDERS: { readonly [name: string]: () => Promise<AnyProvider> } = {
  bfperf: async () => (await import('./collectors/bfperf.js')).bfperf,
  devices: async () => (await import('./collectors/devices.js')).devices,
  firmware: async () => (await import('./collectors/firmware.js')).firmware,
  hcaperf: async () => (await import('./collectors/hcaperf.js')).hcaperf,
  link: async () => (await import('./collectors/link.js')).link,
  nvconfig: async () => (await import('./collectors/nvconfig.js')).nvconfig,
  ovs: async () => (await import('./collectors/ovs.js')).ovs,
  ptm: async () => (await import('./collectors/ptm.js')).ptm,
  sysinfo: async () => (await import('./collectors/sysinfo.js')).sysinfo,
};
