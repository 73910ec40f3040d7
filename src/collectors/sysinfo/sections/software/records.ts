// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of the software, and where each comes from. */

import { text } from '../../../../core/field.js';
import { single } from '../../../../core/record-type.js';

// The installed parts of DOCA decide which of the two exists.
/** Sources of the version of DOCA. */
export const DOCA = ['/opt/mellanox/doca/VERSION', '/opt/mellanox/doca/applications/VERSION'] as const;

/** The version of the driver, which only one has that is not the kernel's own. */
export const DRIVER = '/sys/module/mlx5_core/version';

const PACKAGES = 'the installed packages';

/** Packages by field; the first installed one is used. */
export const PACKAGE_OF = {
  mft_version: /^mft$/,
  mstflint_version: /^mstflint$/,
  ovs_version: /^(?:doca-)?openvswitch(?:-switch|\d[\d.]*)?$/,
  dpdk_version: /^(?:mlnx-dpdk|dpdk)$/,
  rdma_core_version: /^rdma-core$/,
  collectx_version: /^collectx/,
} as const;

/** A field whose value comes from a package. */
export type Packaged = keyof typeof PACKAGE_OF;

/** The record types by name. */
export const TYPES = {
  software: single({
    doca_version: text('Installed DOCA version; 2.9.1008 is build 8 of 2.9.1.', DOCA.join(', ')),
    mft_version: text('Version of NVIDIA Firmware Tools (MFT).', PACKAGES),
    mstflint_version: text('Version of mstflint.', PACKAGES),
    ofed_version: text("MLNX_OFED version of the driver. Null for the kernel's own driver.", 'ofed_info -s'),
    mlx5_core_version: text(
      "Version of the mlx5_core driver. Null for the kernel's own driver or when not loaded.",
      DRIVER,
    ),
    ovs_version: text('Open vSwitch version, without the package revision.', PACKAGES),
    dpdk_version: text('DPDK version.', PACKAGES),
    rdma_core_version: text('Version of rdma-core.', PACKAGES),
    collectx_version: text('Collectx (telemetry library) version.', PACKAGES),
    kernel_package: text('Package and version of the running kernel. Null when no package owns the kernel.', PACKAGES),
  }),
};
