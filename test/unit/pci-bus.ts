// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** PCI functions of a small machine, all of them below one root port. */

import type { Paths } from './small-machine.js';

const ROOT_PORT = 'devices/pci0000:17/0000:17:01.0';

/** A function with its files; `driver` is what holds it. */
export const onBus = (address: string, files: Paths, driver: string | null = 'mlx5_core'): Paths => {
  const directory = `/sys/${ROOT_PORT}/${address}`;
  const held: Paths =
    driver === null
      ? {}
      : {
          [`/sys/bus/pci/drivers/${driver}/${address}`]: `-> ../../../../${ROOT_PORT}/${address}`,
          [`${directory}/driver`]: `-> ../../../../bus/pci/drivers/${driver}`,
        };
  return {
    [`/sys/bus/pci/devices/${address}`]: `-> ../../../${ROOT_PORT}/${address}`,
    [`${directory}/vendor`]: '0x15b3',
    ...held,
    ...Object.fromEntries(Object.entries(files).map(([name, said]) => [`${directory}/${name}`, said])),
  };
};
