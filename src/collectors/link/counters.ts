// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Errors of the link and their ratios, since the counters were last cleared. */

import { parseU64 } from '../../core/attribute.js';
import { dropMismatchedLanes, laneCountOf } from './lanes.js';
import type { Report } from './report.js';
import { type AddFinding, sectionReader } from './section-reader.js';
import { parseByLane, parseDecimal, parseErrorRatio } from './values.js';

/** Raw errors and their ratio lane by lane; a lane that says nothing keeps its place. */
export type LaneErrors = {
  readonly raw_errors: readonly (bigint | null)[];
  readonly raw_ber: readonly (number | null)[];
};

/** The counters. Only InfiniBand counts symbols. */
export const parseCounterSection = (report: Report, isUp: boolean, width: number | null, note: AddFinding) => {
  const rows = sectionReader(
    report,
    { title: 'Physical Counters and BER Info', complaint: /PPCNT|\bBER\b|counters/i, isUp },
    note,
  );
  const said: LaneErrors = {
    raw_errors: rows.readIfThere('Raw Physical Errors Per Lane', 'raw_errors', parseByLane(parseU64)) ?? [],
    raw_ber: rows.readIfThere('Raw Physical BER Per Lane', 'lanes.raw_ber', parseByLane(parseErrorRatio)) ?? [],
  };
  const lanes = dropMismatchedLanes(said, laneCountOf(width, isUp), (field, detail) => {
    note(`lanes.${field}`, { code: 'parse', detail });
    if (field === 'raw_errors') note(field, { code: 'parse', detail });
  });
  return {
    lanes,
    fields: {
      since_clear_seconds: rows.read('Time Since Last Clear [Min]', 'since_clear_seconds', secondsOfMinutes),
      raw_ber: rows.read('Raw Physical BER', 'raw_ber', parseErrorRatio),
      effective_ber: rows.read('Effective Physical BER', 'effective_ber', parseErrorRatio),
      symbol_ber: rows.readIfThere('Symbol BER', 'symbol_ber', parseErrorRatio),
      raw_errors: sum(lanes.raw_errors),
      effective_errors: rows.read('Effective Physical Errors', 'effective_errors', parseU64),
      symbol_errors: rows.readIfThere('Symbol Errors', 'symbol_errors', parseU64),
      link_downs: rows.read('Link Down Counter', 'link_downs', parseU64),
      link_recoveries: rows.read('Link Error Recovery Counter', 'link_recoveries', parseU64),
    },
  };
};

/** Minutes with one decimal. */
const secondsOfMinutes = (text: string): number | null => {
  const minutes = parseDecimal()(text);
  return minutes === null || minutes < 0 ? null : Math.round(minutes * 600) / 10;
};

/** The sum of all lanes; null when a lane is not known. */
const sum = (lanes: readonly (bigint | null)[]): bigint | null =>
  lanes.reduce(
    (total: bigint | null, lane) => (total === null || lane === null ? null : total + lane),
    lanes.length === 0 ? null : 0n,
  );
