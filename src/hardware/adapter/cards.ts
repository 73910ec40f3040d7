// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The cards of a machine: what its functions share is read from one of them. */

import { type Choice, type DevicePattern, findUnmatched, includesDevice } from '../../core/choice.js';
import type { Host } from '../../core/host.js';
import type { Finding } from '../../core/problem.js';
import { type Adapter, listAdapters, namesOfAdapter } from './adapter.js';

/** A card, by the first of its physical functions. */
export type Card = {
  /** Name: that of its first RDMA device, or else its address. */
  readonly device: string;
  /** domain:bus:device. */
  readonly card: string;
  /** The function that is queried. */
  readonly pciAddress: string;
  readonly rdmaDevice: string | null;
  readonly model: string | null;
  readonly boardId: string | null;
  /** Every name of every function of it. */
  readonly names: readonly string[];
};

/** The selected cards, and the patterns that match none. */
export type ChosenCards = { readonly cards: readonly Card[]; readonly unmatched: readonly DevicePattern[] };

/** All cards with a physical function here, in bus order. A VF alone does not count. */
export const listCards = async (host: Host): Promise<readonly Card[]> => {
  const byCard = new Map<string, Adapter[]>();
  for (const adapter of await listAdapters(host)) {
    if (adapter.kind === 'vf' || adapter.kind === 'management') continue;
    byCard.set(adapter.card, [...(byCard.get(adapter.card) ?? []), adapter]);
  }
  return [...byCard.values()].flatMap((functions) => {
    const [first] = functions;
    return first === undefined ? [] : [cardOfFunctions(first, functions)];
  });
};

const cardOfFunctions = (first: Adapter, functions: readonly Adapter[]): Card => {
  const [rdmaDevice = null] = first.rdmaDevices;
  return {
    device: rdmaDevice ?? first.pciAddress,
    card: first.card,
    pciAddress: first.pciAddress,
    rdmaDevice,
    model: first.model,
    boardId: first.boardId,
    names: functions.flatMap(namesOfAdapter),
  };
};

/** The cards of the devices that a user named, by any name of any of their functions. @throws not_found */
export const chooseCards = (cards: readonly Card[], choice: Choice): ChosenCards => {
  const names = cards.flatMap((card) => card.names);
  const listed = cards.map(({ device }) => device);
  const unmatched = findUnmatched(choice, names, listed);
  return { cards: cards.filter((card) => card.names.some((name) => includesDevice(choice, name))), unmatched };
};

/** A model with its own operating system: it can restrict its host. */
export const isBlueField = ({ model }: Card): boolean => model?.startsWith('BlueField') === true;

/** Findings for a selection: no card at all, or selected devices that do not exist. */
export const findingsOnChoice = (
  command: string,
  cardCount: number,
  unmatched: readonly string[],
): readonly Omit<Finding, 'type'>[] => {
  if (cardCount === 0 && unmatched.length === 0) {
    const fix = `lspci -d 15b3:    or without hardware: fabric ${command} --replay bluefield3`;
    return [{ where: '', field: null, code: 'absent', detail: 'no NVIDIA or Mellanox adapter', fix }];
  }
  return unmatched.map((where) => ({
    where,
    field: null,
    code: 'absent',
    detail: 'no such device',
    severity: 'warning',
  }));
};
