// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What identifies a machine and its software: the whole declaration. Each section is a part of its own in sysinfo/. */

import { defineProvider } from '../core/provider.js';
import { adapters } from './sysinfo/adapters.js';
import { composed } from './sysinfo/compose.js';
import { containers } from './sysinfo/containers.js';
import { cpu } from './sysinfo/cpu.js';
import { disks } from './sysinfo/disks.js';
import { dpu } from './sysinfo/dpu.js';
import { eswitch } from './sysinfo/eswitch.js';
import { health } from './sysinfo/health.js';
import { heat } from './sysinfo/heat.js';
import { host } from './sysinfo/host.js';
import { image } from './sysinfo/image.js';
import { kernel } from './sysinfo/kernel.js';
import { memory } from './sysinfo/memory.js';
import { modules } from './sysinfo/modules.js';
import { OPTIONS } from './sysinfo/options.js';
import { os } from './sysinfo/os.js';
import { packages } from './sysinfo/packages.js';
import { ports } from './sysinfo/ports.js';
import { product } from './sysinfo/product.js';
import { role } from './sysinfo/role.js';
import { services } from './sysinfo/services.js';
import { software } from './sysinfo/software.js';

/** The machine and its software, from files and from tools that only read. */
export const sysinfo = defineProvider({
  name: 'sysinfo',
  summary:
    'The machine and its software: system, DPU, adapters, packages, services. Root adds serial numbers, DPU mode, ' +
    'firmware versions and containers. Starts no service.',
  privilege: 'none',
  needs: 'root for some fields',
  // The sections, in the order of the page.
  ...composed({
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
    heat,
  }),
  options: OPTIONS,
  views: {},
  without: ['device', 'all'],
});
