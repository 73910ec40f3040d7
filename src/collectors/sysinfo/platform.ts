// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Facts that several sections need: the adapters, and whether the machine is a BlueField. Read once. */

import { answerTo } from '../../core/attribute.js';
import type { FileAnswer, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { ADAPTER_READS, type Adapter, listAdapters } from '../../hardware/adapter/adapter.js';
import { ACPI, type BlueField, bluefieldOf, isBlueFieldModel, PRODUCT } from '../../hardware/adapter/bluefield.js';
import { BUS } from '../../hardware/adapter/bus.js';

/** The paths that are read, for a section's declaration. */
export const MACHINE_READS = [PRODUCT, ACPI, ...ADAPTER_READS] as const;

/** The machine. The other fields depend on `product` and `bus`. */
export type Machine = {
  readonly product: FileAnswer;
  readonly bus: ListAnswer;
  /** The chip, when the machine is a BlueField; null for any other one. */
  readonly bluefield: BlueField | null;
  readonly adapters: readonly Adapter[];
};

const known = new WeakMap<Host, Promise<Machine>>();

/** Detects what kind of machine this is, once for each host. */
export const detectPlatform = (host: Host): Promise<Machine> => {
  const machine = known.get(host) ?? look(host);
  known.set(host, machine);
  return machine;
};

const look = async (host: Host): Promise<Machine> => {
  const acpi = host.readdir(ACPI);
  const [files, adapters] = await Promise.all([
    host.readFiles([{ device: 'kernel', paths: [PRODUCT] }]),
    listAdapters(host),
  ]);
  const product = answerTo(files, PRODUCT);
  return { product, bus: host.readdir(BUS), bluefield: bluefieldOf(product, acpi), adapters };
};

/** The first function of the card that is part of this BlueField; null for any other machine. */
export const dpuAdapter = ({ bluefield, adapters }: Machine): Adapter | null =>
  bluefield === null ? null : (adapters.find(({ kind, model }) => kind === 'pf' && isBlueFieldModel(model)) ?? null);
