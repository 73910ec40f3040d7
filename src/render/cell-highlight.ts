// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Cell highlights: mismatch, alarmIfTrue, low headroom, lower bound. */

import { type DocumentRecord, valueIn } from '../core/document.js';
import type { Column } from '../core/view.js';
import type { Cell } from './grid.js';

/** The part of a whole below which what is left is little. */
const LITTLE = 0.2;

/** Highlights the cell of a value as its column declares. */
export const highlight = (column: Extract<Column, { fields: unknown }>, cell: Cell, record: DocumentRecord): Cell => {
  const { fields, expectEqual, headroomOf, lowerBoundIf, alarmIfTrue } = column;
  const value = valueIn(record, fields[0] ?? '');
  if (expectEqual !== undefined && value !== valueIn(record, expectEqual)) return { ...cell, tone: 'doubtful' };
  if (alarmIfTrue && value === true) return { text: 'YES', tone: 'bad' };
  if (lowerBoundIf !== undefined && record[lowerBoundIf] === true) return { text: `>=${cell.text}`, tone: 'bad' };
  const whole = headroomOf === undefined ? null : valueIn(record, headroomOf);
  if (typeof value !== 'number' || typeof whole !== 'number') return cell;
  if (value <= 0) return { ...cell, tone: 'bad' };
  return value < whole * LITTLE ? { ...cell, tone: 'doubtful' } : cell;
};
