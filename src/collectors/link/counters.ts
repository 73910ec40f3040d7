// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the error counters of a link and their ratios, since the counters were cleared. */

import { parseU64 } from '../../core/attribute.js';
import type { AddReason } from '../../core/findings.js';
import { dropMismatchedLanes, laneCountOf } from './lanes.js';
import type { Report } from './report.js';
import { sectionReader } from './section-reader.js';
import { parseByLane, parseDecimal, parseErrorRatio } from './values.js';

/** Raw errors and their ratio per lane; null for a lane without a value. */
export type LaneErrors = {
  readonly raw_errors: readonly (bigint | null)[];
  readonly raw_ber: readonly (number | null)[];
};

/** Parses the counter section. Symbol errors are counted only on InfiniBand. */
export const parseCounterSection = (report: Report, isUp: boolean, width: number | null, note: AddReason) => {
  const rows = sectionReader(
    report,
    { title: 'Physical Counters and BER Info', error: /PPCNT|\bBER\b|counters/i, isUp },
    note,
  );
  const perLane: LaneErrors = {
    raw_errors: rows.readIfPresent('Raw Physical Errors Per Lane', 'raw_errors', parseByLane(parseU64)) ?? [],
    raw_ber: rows.readIfPresent('Raw Physical BER Per Lane', 'lanes.raw_ber', parseByLane(parseErrorRatio)) ?? [],
  };
  const lanes = dropMismatchedLanes(perLane, laneCountOf(width, isUp), (field, detail) => {
    note(`lanes.${field}`, { code: 'parse', detail });
    if (field === 'raw_errors') note(field, { code: 'parse', detail });
  });
  return {
    lanes,
    fields: {
      since_clear_seconds: rows.read('Time Since Last Clear [Min]', 'since_clear_seconds', minutesToSeconds),
      raw_ber: rows.read('Raw Physical BER', 'raw_ber', parseErrorRatio),
      effective_ber: rows.read('Effective Physical BER', 'effective_ber', parseErrorRatio),
      symbol_ber: rows.readIfPresent('Symbol BER', 'symbol_ber', parseErrorRatio),
      raw_errors: sum(lanes.raw_errors),
      effective_errors: rows.read('Effective Physical Errors', 'effective_errors', parseU64),
      symbol_errors: rows.readIfPresent('Symbol Errors', 'symbol_errors', parseU64),
      link_downs: rows.read('Link Down Counter', 'link_downs', parseU64),
      link_recoveries: rows.read('Link Error Recovery Counter', 'link_recoveries', parseU64),
    },
  };
};

/** Converts minutes with one decimal to seconds. */
const minutesToSeconds = (text: string): number | null => {
  const minutes = parseDecimal()(text);
  return minutes === null || minutes < 0 ? null : Math.round(minutes * 600) / 10;
};

/** Sum of all lanes; null when a lane is unknown. */
const sum = (lanes: readonly (bigint | null)[]): bigint | null =>
  lanes.reduce(
    (total: bigint | null, lane) => (total === null || lane === null ? null : total + lane),
    lanes.length === 0 ? null : 0n,
  );
