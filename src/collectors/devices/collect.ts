// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Asks the host for the files of the chosen functions. Understands only names and links. */

import { type Choice, findUnmatched, includesDevice } from '../../core/choice.js';
import { FabricError } from '../../core/error.js';
import type { Host } from '../../core/host.js';
import { namesOfAddress } from '../../core/pci-address.js';
import { type BusFunction, findFunctions, namesIn, physfnOf } from '../../hardware/adapter/bus.js';
import { isNamed } from './choose.js';
import { type DevicesRaw, filesOf } from './raw.js';

/** Reads the chosen functions. @throws not_found when all that was asked for by name is not there; usage for a port */
export const collect = async (host: Host, choice: Choice): Promise<DevicesRaw> => {
  const withPort = choice.devices.find((p) => p.port !== null);
  if (withPort !== undefined) {
    const fix = `fabric devices -d ${withPort.device}    or its ports: fabric hcaperf -d ${withPort.text}`;
    throw new FabricError('usage', `devices takes a device, not a port: ${withPort.text}`, { fix });
  }
  const { bus, functions, unknown } = await findFunctions(host);
  const unmatched = findUnmatched(choice, functions.flatMap(namesBelow), functions.flatMap(spokenNames));
  const chosen = functions.filter((fn) => namesBelow(fn).some((name) => includesDevice(choice, name)));
  const there = new Set(functions.map((fn) => fn.pciAddress));
  // Beside its PF a VF is one of many, and each read can cost a firmware command.
  const isLeftOut = (fn: BusFunction): boolean =>
    !choice.all && there.has(physfnOf(fn) ?? '') && !isNamed(choice, namesBelow(fn));
  const read = chosen.filter((fn) => !isLeftOut(fn));
  return {
    bus,
    functions: read,
    unknown,
    vfsNotRead: chosen.length - read.length,
    choice,
    unmatched: unmatched.map((p) => p.text),
    answers: await host.readFiles(read.map((fn) => ({ device: fn.pciAddress, paths: filesOf(fn) }))),
  };
};

/** Every name of the function and of what is below it. */
const namesBelow = (fn: BusFunction): readonly string[] => [
  ...namesOfAddress(fn.pciAddress),
  ...[fn, ...fn.subfunctions].flatMap(({ rdmaDevices, netdevs }) => [...namesIn(rdmaDevices), ...namesIn(netdevs)]),
];

/** What an error calls it. */
const spokenNames = (fn: BusFunction): readonly string[] => {
  const names = namesIn(fn.rdmaDevices);
  return names.length === 0 ? [fn.pciAddress] : names;
};
