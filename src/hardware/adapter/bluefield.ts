// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Detects whether this machine is a BlueField itself, not a host with one. Pure. */

import type { FileAnswer, ListAnswer } from '../../core/file-answer.js';
import type { Adapter } from './adapter.js';

/** Product name from the vendor (drivers/firmware/dmi-id.c). */
export const PRODUCT = '/sys/class/dmi/id/product_name';

/** Devices that the firmware describes. */
export const ACPI = '/sys/bus/acpi/devices';

/** The chips. */
export type BlueField = 'BlueField-1' | 'BlueField-2' | 'BlueField-3' | 'BlueField-4';

/** ACPI devices that only one of them has: NVIDIA's bffamily distinguishes them so. */
const DEVICES: readonly (readonly [prefix: string, bluefield: BlueField])[] = [
  ['MLNXBF33:', 'BlueField-3'],
  ['MLNXBF22:', 'BlueField-2'],
  ['MLNXBF02:', 'BlueField-1'],
];

/** The chip by the text of PRODUCT, else by the names in ACPI; null for any other machine. */
export const bluefieldOf = (product: FileAnswer, acpi: ListAnswer): BlueField | null => {
  const [, number] = /^BlueField-([1-4])\b/.exec(product.kind === 'text' ? product.text : '') ?? [];
  if (number !== undefined) return `BlueField-${number}` as BlueField;
  const names = acpi.kind === 'entries' ? acpi.entries : [];
  return DEVICES.find(([prefix]) => names.some((name) => name.startsWith(prefix)))?.[1] ?? null;
};

/** The card that is part of a BlueField: the first of a BlueField's model. Null elsewhere. */
export const dpuCard = (bluefield: BlueField | null, adapters: readonly Adapter[]): string | null =>
  bluefield === null ? null : (adapters.find(({ model }) => isBlueFieldModel(model))?.card ?? null);

/** True for adapter models that run their own operating system. */
export const isBlueFieldModel = (model: string | null): boolean => model?.startsWith('BlueField') === true;

/** Prefix of the names of a card's parts: empty on the BlueField itself. */
export const sensorPrefixOf = (adapter: Adapter, own: string | null): string =>
  adapter.card === own ? '' : `${adapter.rdmaDevices[0] ?? adapter.pciAddress}/`;
