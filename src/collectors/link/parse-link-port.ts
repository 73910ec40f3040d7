// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Everything that one answer says of a port, in base units, and a reason for each value that should be there. Pure. */

import { alarmsOf } from './alarms.js';
import { parseCounterSection } from './counters.js';
import { parseEyes } from './eye.js';
import { correctableErrors, parseFec } from './fec.js';
import { lanesOf } from './lanes.js';
import { parseModule } from './module.js';
import { isUnderTest, parseOperational } from './operational.js';
import { parsePcieSection } from './pcie.js';
import type { Report } from './report.js';
import { type AddFinding, errorOfTool } from './section-reader.js';

/** What was asked for beside the link, its module and its counters. */
export type Asked = { readonly fec: boolean; readonly eye: boolean };

// A link that is down has no histogram, by design.
const NO_HISTOGRAM_WITHOUT_LINK = ['Providing FEC histogram', ' active link operation only'] as const;

const withoutHistogram = (errors: string): string => {
  const [first, last] = NO_HISTOGRAM_WITHOUT_LINK;
  const start = errors.indexOf(first);
  const end = start < 0 ? -1 : errors.indexOf(last, start);
  return end < 0 ? errors : errors.slice(0, start) + errors.slice(end + last.length);
};

const NOTHING: Report = { sections: [], errors: '' };
const unheard: AddFinding = () => {};

/** What is null by design: of an answer that was not asked for, or of a link that is not there. */
const NO_LINK = parseOperational(NOTHING, unheard);
const NO_COUNTERS = parseCounterSection(NOTHING, false, null, unheard);
const NO_FEC = parseFec(NOTHING, null, false, unheard);
const NO_EYES = parseEyes(NOTHING, false, null, unheard);

/** The PCIe side of a port whose PCIe side was not asked for. */
export const NO_PCIE = parsePcieSection(NOTHING, unheard);

/** The port. `note` hears once of each field why it has no value; field `''` is the port as a whole. */
export const parseLinkPort = (report: Report, asked: Asked, note: AddFinding) => {
  const told = new Map<string, string>();
  const noteOnce: AddFinding = (field, why) => {
    if (!told.has(field)) note(field, why);
    told.set(field, why.detail);
  };
  const isTested = isUnderTest(report);
  if (isTested) noteOnce('state', { code: 'absent', detail: 'under test: sends PRBS patterns, no traffic' });
  const link = isTested ? NO_LINK : parseOperational(report, noteOnce);
  const isUp = link.state === 'active' || link.state === null;
  const counters = isTested ? NO_COUNTERS : parseCounterSection(report, isUp, link.width_lanes, noteOnce);
  const module = parseModule(report, noteOnce);
  const eyes = asked.eye && !isTested ? parseEyes(report, isUp, link.width_lanes, noteOnce) : NO_EYES;
  const fec = asked.fec && !isTested ? parseFec(report, link.fec, isUp, noteOnce) : NO_FEC;
  const complaint = errorOfTool(withoutHistogram(report.errors).trim());
  const isHeard = complaint.detail === '' || [...told.values()].includes(complaint.detail);
  if (!isHeard) noteOnce('', complaint);
  return {
    ...link,
    ...counters.fields,
    ...fec,
    fec_correctable_errors: correctableErrors(link.fec),
    ...eyes.fields,
    ...module.fields,
    alarms: alarmsOf(module),
    lanes: lanesOf({ ...counters.lanes, ...module.lanes, ...eyes.lanes }),
    isUnderTest: isTested,
  };
};
