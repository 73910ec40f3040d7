// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns a report into the values of a port, in base units, with a finding for each missing value. Pure. */

import type { AddReason } from '../../core/findings.js';
import { alarmsOf } from './alarms.js';
import { parseCounterSection } from './counters.js';
import { parseEyes } from './eye.js';
import { correctableErrors, parseFec } from './fec.js';
import { lanesOf } from './lanes.js';
import { parseModule } from './module.js';
import { isUnderTest, parseOperational } from './operational.js';
import { parsePcieSection } from './pcie.js';
import type { Report } from './report.js';
import { errorOfTool } from './section-reader.js';

/** Which sections were requested in addition to link, module and counters. */
export type RequestedSections = { readonly fec: boolean; readonly eye: boolean };

// A link that is down has no histogram by design.
const NO_HISTOGRAM_WITHOUT_LINK = ['Providing FEC histogram', ' active link operation only'] as const;

const withoutHistogram = (errors: string): string => {
  const [first, last] = NO_HISTOGRAM_WITHOUT_LINK;
  const start = errors.indexOf(first);
  const end = start < 0 ? -1 : errors.indexOf(last, start);
  return end < 0 ? errors : errors.slice(0, start) + errors.slice(end + last.length);
};

const EMPTY_REPORT: Report = { sections: [], errors: '' };
const ignore: AddReason = () => {};

/** Values that are null by design: sections that were not requested, or a link that is down. */
const NO_LINK = parseOperational(EMPTY_REPORT, ignore);
const NO_COUNTERS = parseCounterSection(EMPTY_REPORT, false, null, ignore);
const NO_FEC = parseFec(EMPTY_REPORT, null, false, ignore);
const NO_EYES = parseEyes(EMPTY_REPORT, false, null, ignore);

/** PCIe values of a port without --pcie. */
export const NO_PCIE = parsePcieSection(EMPTY_REPORT, ignore);

/** Parses a port. `note` is called once for each field without a value; field `''` is the whole port. */
export const parseLinkPort = (report: Report, requested: RequestedSections, note: AddReason) => {
  const noted = new Map<string, string>();
  const noteOnce: AddReason = (field, why) => {
    if (!noted.has(field)) note(field, why);
    noted.set(field, why.detail);
  };
  const isPortUnderTest = isUnderTest(report);
  if (isPortUnderTest) noteOnce('state', { code: 'absent', detail: 'under test: sends PRBS patterns, no traffic' });
  const link = isPortUnderTest ? NO_LINK : parseOperational(report, noteOnce);
  const isUp = link.state === 'active' || link.state === null;
  const counters = isPortUnderTest ? NO_COUNTERS : parseCounterSection(report, isUp, link.width_lanes, noteOnce);
  const module = parseModule(report, noteOnce);
  const eyes = requested.eye && !isPortUnderTest ? parseEyes(report, isUp, link.width_lanes, noteOnce) : NO_EYES;
  const fec = requested.fec && !isPortUnderTest ? parseFec(report, link.fec, isUp, noteOnce) : NO_FEC;
  const toolError = errorOfTool(withoutHistogram(report.errors).trim());
  const isNoted = toolError.detail === '' || [...noted.values()].includes(toolError.detail);
  if (!isNoted) noteOnce('', toolError);
  return {
    ...link,
    ...counters.fields,
    ...fec,
    fec_correctable_errors: correctableErrors(link.fec),
    ...eyes.fields,
    ...module.fields,
    alarms: alarmsOf(module),
    lanes: lanesOf({ ...counters.lanes, ...module.lanes, ...eyes.lanes }),
    isUnderTest: isPortUnderTest,
  };
};
