// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A BlueField-3 of a few files, and what fabric ptm says of a machine. */

import { ptm } from '../../../../src/collectors/ptm.js';
import { type CommandAnswer, missingProgramDetail } from '../../../../src/core/command-answer.js';
import type { Host } from '../../../../src/core/host.js';
import { argvOf } from '../../../../src/core/invocation.js';
import { onBus } from '../../pci-bus.js';
import { type Paths, smallMachine } from '../../small-machine.js';

const below = (directory: string, files: Paths): Paths =>
  Object.fromEntries(Object.entries(files).map(([name, said]) => [`${directory}/${name}`, said]));

/** Files of the driver. */
export const status = (files: Paths): Paths => below('/sys/kernel/debug/mlxbf-ptm/monitors/status', files);

/** Files of NVIDIA's service. */
export const service = (files: Paths): Paths => below('/run/emu_param', files);

/** A chip of hwmon; `device` is what it belongs to. */
export const chip = (hwmon: string, device: string, files: Paths): Paths => ({
  [`/sys/class/hwmon/${hwmon}/device`]: `-> ../../../${device}`,
  ...below(`/sys/class/hwmon/${hwmon}`, files),
});

/** What every driver of a BlueField-3 tells; newer ones tell three more. */
export const OLD_DRIVER: Paths = {
  vr0_power: '44',
  vr1_power: '17',
  total_power: '61',
  core_temp: '44',
  ddr_temp: '83',
  power_throttling_event_count: '0',
  thermal_throttling_event_count: '3',
  throttling_state: '0',
  power_throttling_state: '0',
  thermal_throttling_state: '0',
  error_state: '0',
};
export const DRIVER: Paths = {
  ...OLD_DRIVER,
  power_envelope: '150',
  atx_power_available: '1',
  active_power_profile: '2',
};

/** The machine without a driver or a sensor: debugfs is mounted, the kernel is not locked down. */
export const BLUEFIELD: Paths = {
  '/sys/class/dmi/id/product_name': 'BlueField-3 DPU',
  '/sys/kernel/security/lockdown': '[none] integrity confidentiality',
  '/sys/kernel/debug/sleep_time': '0',
  ...onBus('0000:03:00.0', { device: '0xa2dc', class: '0x020000', 'infiniband/mlx5_0/board_id': 'MT_0000000884' }),
};
export const LOADED: Paths = { '/sys/module/mlxbf_ptm/initstate': 'live' };

/** A machine of these files. */
export const machine = (...paths: readonly Paths[]): Host => smallMachine(Object.assign({}, ...paths));

/** The machine with tools: `answer` is what a command line gives, null for a tool that is not installed. */
export const withTools = (host: Host, answer: (line: string) => CommandAnswer | null): Host => ({
  ...host,
  run: async (invocation, values) =>
    answer(argvOf(invocation, values).join(' ')) ?? { kind: 'missing', detail: missingProgramDetail(invocation.path) },
});

/** A tool that ended well. */
export const printing = (stdout: string): CommandAnswer => ({ kind: 'ok', stdout, stderr: '', durationSeconds: 0.1 });

/** Register MVCR as mlxreg prints it. */
export const mvcr = (sensor: number, tenths: number): string => {
  const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;
  const line = '='.repeat(41);
  const rows = [`sensor_index                | ${hex(sensor)}`, `power_sensor_value          | ${hex(tenths)}`];
  return `Sending access register...\n\nField Name                  | Data\n${line}\n${rows.join('\n')}\n${line}\n`;
};

/** What is said of it; a finding as one line. */
export const show = async (host: Host) => {
  const { records, findings, remarks } = ptm.parse(await ptm.collect(host, { devices: [], all: false, options: {} }));
  const lines = findings.map((f) => [f.where, f.field, f.severity, f.code, f.detail].filter(Boolean).join(' '));
  return { ...records, findings: lines, fixes: findings.flatMap(({ fix }) => fix ?? []), remarks };
};
