// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of the software, and where each comes from. */
import { text } from '../../../core/field.js';
import { single } from '../../../core/provider.js';

// Which of the two is there depends on what of DOCA is installed.
/** What tells the version of DOCA. */
export const DOCA = ['/opt/mellanox/doca/VERSION', '/opt/mellanox/doca/applications/VERSION'] as const;

/** The version of the driver, which only one has that is not the kernel's own. */
export const DRIVER = '/sys/module/mlx5_core/version';

const PACKAGES = 'the installed packages';

/** By field: the package that has it, the first that is there. */
export const PACKAGE_OF = {
  mft_version: /^mft$/,
  mstflint_version: /^mstflint$/,
  ovs_version: /^(?:doca-)?openvswitch(?:-switch|\d[\d.]*)?$/,
  dpdk_version: /^(?:mlnx-dpdk|dpdk)$/,
  rdma_core_version: /^rdma-core$/,
  collectx_version: /^collectx/,
} as const;

/** A field that a package tells. */
export type Packaged = keyof typeof PACKAGE_OF;

/** The record types by name. */
export const TYPES = {
  software: single({
    doca_version: text('Version of DOCA as it is installed: 2.9.1008 is build 8 of 2.9.1.', DOCA.join(', ')),
    mft_version: text("Version of NVIDIA's firmware tools.", PACKAGES),
    mstflint_version: text('Version of the open firmware tools.', PACKAGES),
    ofed_version: text('MLNX_OFED that the driver is of; null for the driver of the kernel.', 'ofed_info -s'),
    mlx5_core_version: text('Version of the driver; null for the one of the kernel.', DRIVER),
    ovs_version: text('Version of Open vSwitch, without that of the package.', PACKAGES),
    dpdk_version: text('Version of DPDK.', PACKAGES),
    rdma_core_version: text('Version of the RDMA libraries.', PACKAGES),
    collectx_version: text('Version of the telemetry library.', PACKAGES),
    kernel_package: text('Package of the kernel that runs, and its version; null for one of no package.', PACKAGES),
  }),
};
