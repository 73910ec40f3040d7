// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Makes the cell of one value: its text in the unit of its field, and its tone. */

import type { CellValue } from '../core/document.js';
import { escapeForeign } from '../core/escape.js';
import type { Field } from '../core/field.js';
import type { Problem } from '../core/problem.js';
import type { Cell, Tone } from './grid.js';
import { formatCount, formatGauge } from './quantity.js';

/** `human`: three digits and bits; without it plain numbers in the unit of the field (`--raw`). */
export type CellOptions = { readonly human: boolean };

/** The cell of a missing value. */
export const NONE: Cell = { text: '-', tone: 'missing' };

const TONES: Readonly<Record<string, Tone>> = {
  active: 'good',
  up: 'good',
  linkup: 'good',
  ok: 'good',
  enabled: 'good',
  down: 'bad',
  denied: 'bad',
  error: 'bad',
  critical: 'bad',
  init: 'doubtful',
  armed: 'doubtful',
  polling: 'doubtful',
  degraded: 'doubtful',
  pending: 'doubtful',
};

/** Returns the cell; a saturated counter is a lower bound, `>=255`. */
export const valueCell = (
  field: Field | undefined,
  value: CellValue,
  reason: Problem | undefined,
  options: CellOptions,
): Cell => {
  if (value === null) return NONE;
  if (typeof value === 'bigint') {
    const isSaturated = reason?.code === 'saturated';
    return {
      text: `${isSaturated ? '>=' : ''}${options.human ? formatCount(value) : value}`,
      tone: isSaturated ? 'bad' : null,
    };
  }
  if (typeof value === 'number') {
    const unit = field?.kind === 'gauge' ? field.unit : undefined;
    return { text: options.human ? formatGauge(value, unit) : String(value), tone: null };
  }
  if (typeof value === 'boolean') return { text: value ? 'yes' : 'no', tone: null };
  return { text: escapeForeign(value) || NONE.text, tone: field?.kind === 'state' ? (TONES[value] ?? null) : null };
};
