// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A host with a BlueField-3 that it reaches over rshim, and with the way to another one that tells nothing. */

import type { Paths } from '../../small-machine.js';

const BUS = '/sys/bus/pci/devices';

/** What `/dev/rshim0/misc` says where nobody asked it for more. */
export const MISC = [
  'DISPLAY_LEVEL   0 (0:basic, 1:advanced, 2:log)',
  'BF_MODE         DPU mode',
  'BOOT_MODE       1 (0:rshim, 1:emmc, 2:emmc-boot-swap)',
  'BOOT_TIMEOUT    150 (seconds)',
  'USB_TIMEOUT     40 (seconds)',
  'DROP_MODE       0 (0:normal, 1:drop)',
  'SW_RESET        0 (1: reset)',
  'DEV_NAME        pcie-0000:3b:00.2',
  'DEV_INFO        BlueField-3(Rev 1)',
  'OPN_STR         9009D3B600CVAA',
  'UP_TIME         90210(s)',
  'SECURE_NIC_MODE 0 (0:no, 1:yes)',
  'FORCE_CMD       0 (1: send Force command)',
].join('\n');

/** The machine. */
export const HOST_WITH_DPU: Paths = {
  '/sys/bus/pci/drivers/mlx5_core/0000:3b:00.0': '-> ../../../../devices/pci0000:3a/0000:3b:00.0',
  [`${BUS}/0000:3b:00.0/vendor`]: '0x15b3',
  [`${BUS}/0000:3b:00.0/device`]: '0xa2dc',
  [`${BUS}/0000:3b:00.0/class`]: '0x020000',
  [`${BUS}/0000:3b:00.0/driver`]: '-> ../../../bus/pci/drivers/mlx5_core',
  [`${BUS}/0000:3b:00.2/vendor`]: '0x15b3',
  [`${BUS}/0000:3b:00.2/device`]: '0xc2d5',
  [`${BUS}/0000:3b:00.2/class`]: '0x080100',
  '/sys/class/dmi/id/product_name': 'Rack server',
  '/dev/rshim0/misc': MISC,
  '/dev/rshim1/misc': 'DISPLAY_LEVEL   0 (0:basic, 1:advanced, 2:log)',
};
