// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The record of a card, and a reason for everything that it does not say. */

import { isBlueField } from '../../hardware/adapter/cards.js';
import type { Column } from '../../hardware/nvconfig/configuration.js';
import { type ModeReading, parseOperationMode } from '../../hardware/nvconfig/mode.js';
import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import { listFewNames } from './few-names.js';
import type { ParsedCard } from './parse-card.js';
import type { DeviceRecord, NvconfigFinding } from './records.js';

/** A record and its findings. */
export const describeDevice = (
  understood: ParsedCard,
): { readonly record: DeviceRecord; readonly findings: readonly NvconfigFinding[] } => {
  const { raw, reasons, columns } = understood;
  const { device, pciAddress, model } = raw.card;
  const isWhole = reasons.length === 0;
  const mode = modeIn(understood, 'current');
  const nextMode = modeIn(understood, 'next');
  const record: DeviceRecord = {
    device,
    pci_address: pciAddress,
    model,
    mode: mode.mode,
    next_mode: nextMode.mode,
    parameters: isWhole ? understood.parameters.length : null,
    changed: isWhole ? countDifferent(understood, 'default', 'current') : null,
    pending: isWhole ? countDifferent(understood, 'current', 'next') : null,
  };
  const find = (finding: Omit<NvconfigFinding, 'type' | 'where'>): NvconfigFinding => ({
    type: 'devices',
    where: device,
    ...finding,
  });
  if (!isWhole) {
    // Of a card that told nothing the reason is the card's; half a table took these values alone.
    if (understood.parameters.length === 0) {
      return { record, findings: reasons.map((reason) => find({ field: null, ...reason })) };
    }
    const lost = ['parameters', 'changed', 'pending', ...(isBlueField(raw.card) ? ['mode', 'next_mode'] : [])];
    return { record, findings: reasons.flatMap((reason) => lost.map((field) => find({ field, ...reason }))) };
  }
  const untold = (['default', 'current'] as const).filter((column) => !columns.includes(column));
  const unread = untold.flatMap((column) =>
    FIELDS_OF[column]
      .filter((field) => field !== 'mode' || isBlueField(raw.card))
      .map((field) => find({ field, code: 'not_supported', detail: `firmware does not report ${column} values` })),
  );
  const modes = Object.entries({ mode, next_mode: nextMode }).flatMap(([field, { fault }]) =>
    fault === null ? [] : [find({ field, code: 'not_supported', detail: fault })],
  );
  return { record, findings: [...unread, ...modes, ...notesOnGaps(understood)] };
};

const FIELDS_OF = { default: ['changed'], current: ['changed', 'pending', 'mode'] } as const;

/** How many parameters differ between two columns; null when the table has one of them not. */
const countDifferent = ({ columns, parameters }: ParsedCard, a: Column, b: Column): number | null => {
  if (!columns.includes(a) || !columns.includes(b)) return null;
  return parameters.filter(({ values }) => isSameValue(values[a], values[b]) === false).length;
};

/** The mode is told by the whole table only: a decider that is missing would make it another one. */
const modeIn = ({ reasons, columns, parameters }: ParsedCard, column: Column): ModeReading => {
  if (reasons.length > 0 || !columns.includes(column)) return { mode: null, fault: null };
  const byName = new Map(parameters.map(({ name, values }) => [name, values[column]]));
  return parseOperationMode((name) => byName.get(name));
};

/** N/A in a column that the table has: one note a card, not one a parameter. */
const notesOnGaps = ({ raw, columns, parameters }: ParsedCard): readonly NvconfigFinding[] => {
  const gapsOf = (column: Column) => parameters.filter(({ values }) => values[column] === null);
  const gaps = columns.filter((column) => gapsOf(column).length > 0);
  const names = [...new Set(gaps.flatMap(gapsOf).map(({ name }) => name))];
  const detail = `N/A: ${listFewNames(names)}`;
  return gaps.map((field) => ({ type: 'parameters', where: raw.card.device, field, code: 'not_supported', detail }));
};
