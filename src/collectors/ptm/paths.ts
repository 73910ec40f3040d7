// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every file that is read. The RTC battery is not among them: to read it clears it. */

import { ADAPTER_READS } from '../../hardware/adapter/adapter.js';
import { PRODUCT } from '../../hardware/adapter/bluefield.js';
import { THERMAL_READS } from '../../hardware/thermal/paths.js';

/** The kernel's debug file system; only root may look into it. */
export const DEBUGFS = '/sys/kernel/debug';

/** The driver mlxbf-ptm: each read queries the firmware (drivers/platform/mellanox/mlxbf-ptm.c of NVIDIA's kernels). */
export const STATUS = `${DEBUGFS}/mlxbf-ptm/monitors/status`;

/** Files of the driver; older drivers lack the last three. */
export const STATUS_FILES = [
  'vr0_power',
  'vr1_power',
  'total_power',
  'core_temp',
  'ddr_temp',
  'power_throttling_event_count',
  'thermal_throttling_event_count',
  'throttling_state',
  'power_throttling_state',
  'thermal_throttling_state',
  'error_state',
  'power_envelope',
  'atx_power_available',
  'active_power_profile',
] as const;
export type StatusFile = (typeof STATUS_FILES)[number];

/** Files that NVIDIA's service set_emu_param writes for the BMC; a value that it could not get has no file. */
export const EMU_PARAM = '/run/emu_param';
export const EMU_FILES = ['soc_power', 'power_envelope', 'bluefield_temp', 'ddr_temp', 'p0_temp', 'p1_temp'] as const;
export type EmuFile = (typeof EMU_FILES)[number];

export const MODULE = '/sys/module/mlxbf_ptm';
export const LOCKDOWN = '/sys/kernel/security/lockdown';

/** All of them, for the declaration. */
export const READS = [
  DEBUGFS,
  STATUS,
  ...STATUS_FILES.map((file) => `${STATUS}/${file}`),
  EMU_PARAM,
  ...EMU_FILES.map((file) => `${EMU_PARAM}/${file}`),
  MODULE,
  LOCKDOWN,
  PRODUCT,
  ...THERMAL_READS,
  ...ADAPTER_READS,
] as const;
