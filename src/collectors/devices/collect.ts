// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the files of the chosen functions. Interprets only names and links. */

import { type Choice, findUnmatched, includesDevice } from '../../core/choice.js';
import { FabricError } from '../../core/error.js';
import type { Host } from '../../core/host.js';
import { namesOfAddress } from '../../core/pci-address.js';
import { type BusFunction, findFunctions, namesIn, physfnOf } from '../../hardware/adapter/bus.js';
import { isNamed } from './choose.js';
import { type DevicesRaw, filesOf } from './raw.js';

/** Reads the chosen functions. @throws not_found when none of the requested devices exists; usage for a port */
export const collect = async (host: Host, choice: Choice): Promise<DevicesRaw> => {
  const withPort = choice.devices.find((p) => p.port !== null);
  if (withPort !== undefined) {
    const fix = `fabric devices -d ${withPort.device}    or its ports: fabric hcaperf -d ${withPort.text}`;
    throw new FabricError('usage', `devices takes a device, not a port: ${withPort.text}`, { fix });
  }
  const { bus, functions, unknown } = await findFunctions(host);
  const unmatched = findUnmatched(choice, functions.flatMap(namesBelow), functions.flatMap(displayNames));
  const chosen = functions.filter((fn) => namesBelow(fn).some((name) => includesDevice(choice, name)));
  const addresses = new Set(functions.map((fn) => fn.pciAddress));
  // The VFs of a PF can be many, and each read can cost a firmware command.
  const isSkipped = (fn: BusFunction): boolean =>
    !choice.all && addresses.has(physfnOf(fn) ?? '') && !isNamed(choice, namesBelow(fn));
  const selected = chosen.filter((fn) => !isSkipped(fn));
  return {
    bus,
    functions: selected,
    unknown,
    skippedVfs: chosen.length - selected.length,
    choice,
    unmatched: unmatched.map((p) => p.text),
    answers: await host.readFiles(selected.map((fn) => ({ device: fn.pciAddress, paths: filesOf(fn) }))),
  };
};

/** Names of the function and of everything below it. */
const namesBelow = (fn: BusFunction): readonly string[] => [
  ...namesOfAddress(fn.pciAddress),
  ...[fn, ...fn.subfunctions].flatMap(({ rdmaDevices, netdevs }) => [...namesIn(rdmaDevices), ...namesIn(netdevs)]),
];

/** Names of the function in an error message. */
const displayNames = (fn: BusFunction): readonly string[] => {
  const names = namesIn(fn.rdmaDevices);
  return names.length === 0 ? [fn.pciAddress] : names;
};
