// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The declaration of sysinfo: a machine and its software. Each section has its own file in sysinfo/sections. */

import { defineProvider } from '../core/provider.js';
import { composeSections } from './sysinfo/compose.js';
import { OPTIONS } from './sysinfo/options.js';
import { adapters } from './sysinfo/sections/adapters.js';
import { containers } from './sysinfo/sections/containers.js';
import { cpu } from './sysinfo/sections/cpu.js';
import { disks } from './sysinfo/sections/disks.js';
import { dpu } from './sysinfo/sections/dpu.js';
import { eswitch } from './sysinfo/sections/eswitch.js';
import { health } from './sysinfo/sections/health.js';
import { host } from './sysinfo/sections/host.js';
import { image } from './sysinfo/sections/image.js';
import { kernel } from './sysinfo/sections/kernel.js';
import { memory } from './sysinfo/sections/memory.js';
import { modules } from './sysinfo/sections/modules.js';
import { os } from './sysinfo/sections/os.js';
import { packages } from './sysinfo/sections/packages.js';
import { ports } from './sysinfo/sections/ports.js';
import { product } from './sysinfo/sections/product.js';
import { role } from './sysinfo/sections/role.js';
import { services } from './sysinfo/sections/services.js';
import { software } from './sysinfo/sections/software.js';
import { temperatures } from './sysinfo/sections/temperatures.js';

/** The machine and its software, from files and from tools that only read. */
export const sysinfo = defineProvider({
  name: 'sysinfo',
  schemaVersion: 2,
  renamedKeys: {
    'role.told_by': 'role.evidence',
    'eswitches.told_by': 'eswitches.evidence',
    'dpu.opn': 'dpu.part_number',
    'rshims.opn': 'rshims.part_number',
  },
  summary:
    'The machine and its software: system, DPU, adapters, packages, services. Root adds serial numbers, DPU mode, ' +
    'firmware versions and containers. Starts no service.',
  privilege: 'none',
  needs: 'root for some fields',
  dropOrder: (
    'GUID SERIAL DRIVER AUTO-RECOVER IMAGE KIND LAST-DUMP SPEED-Gb/s SOURCE SWITCH-ID PSID ' +
    'RECOVERIES TYPE MTU RESTARTS MAC STORED USED-BY ENABLED ENCAP ERRORS INLINE LIMIT MODEL REFS ' +
    'SUBSTATE'
  ).split(' '),
  // The sections, in the order of the page.
  ...composeSections({
    host,
    os,
    kernel,
    product,
    role,
    dpu,
    image,
    cpu,
    memory,
    adapters,
    ports,
    eswitch,
    health,
    software,
    packages,
    modules,
    services,
    containers,
    disks,
    temperatures,
  }),
  options: OPTIONS,
  views: {},
  omitFlags: ['device', 'all'],
});
