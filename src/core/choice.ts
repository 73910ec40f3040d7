// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The user's selection. Devices are selected before any file of another device is opened. */

import { readPortNumber } from './adapter/port-number.js';
import { FabricError } from './error.js';
import { matchesGlob } from './glob.js';
import { listNames } from './list-names.js';
import type { OptionValues, ProviderOptions } from './option.js';

/** One `--device`: a name or glob for the device, and a port or every port (null). */
export type DevicePattern = { readonly text: string; readonly device: string; readonly port: number | null };

/** The selected devices; empty selects all. */
export type DeviceChoice = { readonly devices: readonly DevicePattern[] };

/** The devices, whether VFs, SFs and representors are among them, the sections, and the provider's own options. */
export type Choice<O extends ProviderOptions = ProviderOptions> = DeviceChoice & {
  readonly all: boolean;
  /** Selected sections of a provider that has some; empty selects all. */
  readonly sections?: readonly string[];
  readonly options: OptionValues<O>;
};

const NAME = /^[A-Za-z0-9_.:@*?-]+$/;

/** Reads `mlx5_0`, `mlx5_0/1` or a glob (`*`, `?`) of either. @throws usage */
export const parseDevicePattern = (text: string): DevicePattern => {
  const [device = '', port, ...rest] = text.split('/');
  const isEveryPort = port === undefined || port === '*';
  const number = isEveryPort ? null : readPortNumber(port);
  if (rest.length > 0 || !NAME.test(device) || (!isEveryPort && number === null)) {
    throw new FabricError('usage', `invalid device ${text}`, {
      fix: "use a name (mlx5_0), a port (mlx5_0/1) or a glob ('mlx5_*')",
    });
  }
  return { text, device, port: number };
};

/** Asks for one device by its name, not by a glob: then it must be there. */
export const namesOneDevice = (pattern: DevicePattern): boolean => !/[*?]/.test(pattern.device);

/** Whether the pattern's device part covers this device. */
export const matchesDevice = (pattern: DevicePattern, device: string): boolean => {
  if (namesOneDevice(pattern)) return pattern.device === device;
  return matchesGlob(pattern.device, device);
};

/** Whether this device is selected. */
export const includesDevice = (choice: DeviceChoice, device: string): boolean =>
  choice.devices.length === 0 || choice.devices.some((p) => matchesDevice(p, device));

/**
 * The patterns that match none of the names that a device goes by. `listed` are the names that the error lists.
 * @throws not_found when nothing else is selected, and it was selected by name
 */
export const findUnmatched = (
  choice: DeviceChoice,
  names: readonly string[],
  listed: readonly string[],
): readonly DevicePattern[] => {
  const unmatched = choice.devices.filter((p) => !names.some((name) => matchesDevice(p, name)));
  const absent = unmatched.filter(namesOneDevice).map((p) => p.device);
  if (absent.length > 0 && absent.length === choice.devices.length) {
    throw new FabricError('not_found', `unknown device ${absent.join(', ')}; available: ${listNames(listed)}`);
  }
  return unmatched;
};

/** Whether this port is selected. */
export const choosesPort = (choice: DeviceChoice, device: string, port: number): boolean =>
  choice.devices.length === 0 ||
  choice.devices.some((p) => matchesDevice(p, device) && (p.port === null || p.port === port));
