// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Everything that one answer says of a port, in base units, and a reason for each value that should be there. Pure. */
import { alarmsOf } from './alarms.js';
import { readCounters } from './counters.js';
import { readEyes } from './eye.js';
import { correctableErrors, readFec } from './fec.js';
import { lanesOf } from './lanes.js';
import { readModule } from './module.js';
import { isUnderTest, readOperational } from './operational.js';
import { readPcie } from './pcie.js';
import type { Report } from './report.js';
import { complaintOf, type Note } from './section-reader.js';

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
const unheard: Note = () => {};

/** What is null by design: of an answer that was not asked for, or of a link that is not there. */
const NO_LINK = readOperational(NOTHING, unheard);
const NO_COUNTERS = readCounters(NOTHING, false, null, unheard);
const NO_FEC = readFec(NOTHING, null, false, unheard);
const NO_EYES = readEyes(NOTHING, false, null, unheard);

/** The PCIe side of a port whose PCIe side was not asked for. */
export const NO_PCIE = readPcie(NOTHING, unheard);

/** The port. `note` hears once of each field why it has no value; field `''` is the port as a whole. */
export const readPort = (report: Report, asked: Asked, note: Note) => {
  const told = new Map<string, string>();
  const noteOnce: Note = (field, why) => {
    if (!told.has(field)) note(field, why);
    told.set(field, why.detail);
  };
  const isTested = isUnderTest(report);
  if (isTested) noteOnce('state', { code: 'absent', detail: 'under test: it sends patterns (PRBS) and no traffic' });
  const link = isTested ? NO_LINK : readOperational(report, noteOnce);
  const isUp = link.state === 'active' || link.state === null;
  const counters = isTested ? NO_COUNTERS : readCounters(report, isUp, link.width_lanes, noteOnce);
  const module = readModule(report, noteOnce);
  const eyes = asked.eye && !isTested ? readEyes(report, isUp, link.width_lanes, noteOnce) : NO_EYES;
  const fec = asked.fec && !isTested ? readFec(report, link.fec, isUp, noteOnce) : NO_FEC;
  const complaint = complaintOf(withoutHistogram(report.errors).trim());
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
