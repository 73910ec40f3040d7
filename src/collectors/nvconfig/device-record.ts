// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Builds the record of a card, and a finding for each missing value. */

import { isBlueField } from '../../hardware/adapter/cards.js';
import type { Column } from '../../hardware/nvconfig/configuration.js';
import { type ModeReading, parseOperationMode } from '../../hardware/nvconfig/mode.js';
import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import { listFewNames } from './few-names.js';
import type { ParsedCard } from './parse-card.js';
import type { DeviceRecord, NvconfigFinding } from './records.js';

/** Returns the record of a card and its findings. */
export const describeDevice = (
  card: ParsedCard,
): { readonly record: DeviceRecord; readonly findings: readonly NvconfigFinding[] } => {
  const { raw, reasons, columns } = card;
  const { device, pciAddress, model } = raw.card;
  const isComplete = reasons.length === 0;
  const mode = modeIn(card, 'current');
  const nextMode = modeIn(card, 'next');
  const record: DeviceRecord = {
    device,
    pci_address: pciAddress,
    model,
    mode: mode.mode,
    next_mode: nextMode.mode,
    parameters: isComplete ? card.parameters.length : null,
    changed: isComplete ? countDifferent(card, 'default', 'current') : null,
    pending: isComplete ? countDifferent(card, 'current', 'next') : null,
  };
  const find = (finding: Omit<NvconfigFinding, 'type' | 'where'>): NvconfigFinding => ({
    type: 'devices',
    where: device,
    ...finding,
  });
  if (!isComplete) {
    // Without any parameter the reason belongs to the card; with an incomplete table only to these fields.
    if (card.parameters.length === 0) {
      return { record, findings: reasons.map((reason) => find({ field: null, ...reason })) };
    }
    const lost = ['parameters', 'changed', 'pending', ...(isBlueField(raw.card) ? ['mode', 'next_mode'] : [])];
    return { record, findings: reasons.flatMap((reason) => lost.map((field) => find({ field, ...reason }))) };
  }
  const missingColumns = (['default', 'current'] as const).filter((column) => !columns.includes(column));
  const unsupported = missingColumns.flatMap((column) =>
    FIELDS_OF[column]
      .filter((field) => field !== 'mode' || isBlueField(raw.card))
      .map((field) => find({ field, code: 'not_supported', detail: `firmware does not report ${column} values` })),
  );
  const modes = Object.entries({ mode, next_mode: nextMode }).flatMap(([field, { error }]) =>
    error === null ? [] : [find({ field, code: 'not_supported', detail: error })],
  );
  return { record, findings: [...unsupported, ...modes, ...notAvailableNotes(card)] };
};

const FIELDS_OF = { default: ['changed'], current: ['changed', 'pending', 'mode'] } as const;

/** Counts the parameters that differ between two columns; null when the table lacks one of them. */
const countDifferent = ({ columns, parameters }: ParsedCard, a: Column, b: Column): number | null => {
  if (!columns.includes(a) || !columns.includes(b)) return null;
  return parameters.filter(({ values }) => isSameValue(values[a], values[b]) === false).length;
};

/** The operation mode. Only a complete table gives one: a missing parameter could change the mode. */
const modeIn = ({ reasons, columns, parameters }: ParsedCard, column: Column): ModeReading => {
  if (reasons.length > 0 || !columns.includes(column)) return { mode: null, error: null };
  const byName = new Map(parameters.map(({ name, values }) => [name, values[column]]));
  return parseOperationMode((name) => byName.get(name));
};

/** One note per card and column with N/A values, instead of one per parameter. */
const notAvailableNotes = ({ raw, columns, parameters }: ParsedCard): readonly NvconfigFinding[] => {
  const gapsOf = (column: Column) => parameters.filter(({ values }) => values[column] === null);
  const gaps = columns.filter((column) => gapsOf(column).length > 0);
  const names = [...new Set(gaps.flatMap(gapsOf).map(({ name }) => name))];
  const detail = `N/A: ${listFewNames(names)}`;
  return gaps.map((field) => ({ type: 'parameters', where: raw.card.device, field, code: 'not_supported', detail }));
};
