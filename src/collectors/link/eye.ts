// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the receiver eye of each lane: figures of merit, or height and width on older process nodes. */

import type { ValueParser } from '../../core/attribute.js';
import type { AddReason } from '../../core/findings.js';
import { dropMismatchedLanes, laneCountOf } from './lanes.js';
import type { Report } from './report.js';
import { sectionReader } from './section-reader.js';
import { parseByLane, parseDecimal, parseWholeNumber } from './values.js';

/** Eyes per lane. Process nodes of 16 nm and larger have grade, height and phase; smaller ones have figures of merit. */
export type LaneEyes = {
  readonly eye_grade: readonly (number | null)[];
  readonly eye_height_volts: readonly (number | null)[];
  readonly eye_phase_seconds: readonly (number | null)[];
  readonly fom_initial: readonly (number | null)[];
  readonly fom_last: readonly (number | null)[];
  readonly fom_upper: readonly (number | null)[];
  readonly fom_middle: readonly (number | null)[];
  readonly fom_lower: readonly (number | null)[];
};

const NO_EYES: LaneEyes = {
  eye_grade: [],
  eye_height_volts: [],
  eye_phase_seconds: [],
  fom_initial: [],
  fom_last: [],
  fom_upper: [],
  fom_middle: [],
  fom_lower: [],
};

/** Parses the eyes and the measurement behind the figures of merit. */
export const parseEyes = (report: Report, isUp: boolean, width: number | null, note: AddReason) => {
  const rows = sectionReader(report, { title: 'EYE Opening Info', error: /\beye\b|SLRG/i, isUp }, note);
  const read = <V>(key: string, field: string, parse: ValueParser<V>): readonly (V | null)[] =>
    rows.readIfPresent(key, `lanes.${field}`, parseByLane(parse)) ?? [];
  rows.isPresent('eye_mode');
  const laneNumbers = rows.readIfPresent('Lane', 'eye_mode', parseByLane(parseWholeNumber)) ?? [];
  if (laneNumbers.some((lane, i) => lane !== i)) {
    note('eye_mode', { code: 'parse', detail: 'lanes are not numbered from 0' });
    return { lanes: NO_EYES, fields: { eye_mode: null } };
  }
  const mode = rows.readIfPresent('FOM Mode', 'eye_mode', parseMode);
  const lanes: LaneEyes = {
    eye_grade: read('Physical Grade', 'eye_grade', parseWholeNumber),
    eye_height_volts: read('Height Eye Opening [mV]', 'eye_height_volts', parseDecimal(-3)),
    eye_phase_seconds: read('Phase Eye Opening [psec]', 'eye_phase_seconds', parseDecimal(-12)),
    fom_initial: read('Initial FOM', 'fom_initial', parseWholeNumber),
    fom_last: read('Last FOM', 'fom_last', parseWholeNumber),
    fom_upper: read('Upper Grades', 'fom_upper', parseWholeNumber),
    fom_middle: read('Mid Grades', 'fom_middle', parseWholeNumber),
    fom_lower: read('Lower Grades', 'fom_lower', parseWholeNumber),
  };
  const checkedLanes = dropMismatchedLanes(lanes, laneCountOf(width, isUp), (field, detail) =>
    note(`lanes.${field}`, { code: 'parse', detail }),
  );
  return { lanes: checkedLanes, fields: { eye_mode: mode } };
};

/** `SLRG_FOM_MODE_BER` → `ber` */
const parseMode = (text: string): string | null => /^SLRG_FOM_MODE_(\w+)$/.exec(text)?.[1]?.toLowerCase() ?? null;
