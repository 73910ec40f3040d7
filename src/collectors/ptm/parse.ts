// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses files and firmware answers into records and reasons. Pure. */

import { detailOf } from '../../core/file-answer.js';
import { createFindingTaker } from '../../core/findings.js';
import { codeOfErrno } from '../../core/problem.js';
import type { Parsed } from '../../core/record-type.js';
import { HWMON } from '../../hardware/thermal/paths.js';
import type { PtmFinding } from './findings.js';
import { parsePower } from './parse-power.js';
import { parseTemperatures } from './parse-temperatures.js';
import { parseState, parseThrottling } from './parse-throttling.js';
import type { PtmRaw } from './raw.js';
import type { Types } from './records.js';
import { remarksOn } from './remarks.js';
import { unavailableReasonOf } from './unavailable.js';

/** Returns all values, and a reason for each that is missing. */
export const parse = (raw: PtmRaw): Parsed<Types> => {
  const findings: PtmFinding[] = [];
  const take = createFindingTaker<Types>(findings);
  const cause = unavailableReasonOf(raw);
  const isReadable = cause === null;
  const power = parsePower(raw, isReadable, take, findings);
  const temperatures = parseTemperatures(raw, take);
  const throttling = isReadable ? parseThrottling(raw, take) : [];
  const state = isReadable ? parseState(raw, take) : null;
  if (cause !== null) {
    const isOwn = raw.bluefield === 'BlueField-3';
    const missing = power.length === 0 ? 'power' : isOwn ? 'vr0, vr1' : null;
    const what = [missing, 'throttling'].filter((one) => one !== null).join(', ');
    findings.unshift({ type: 'power', where: '', field: null, ...cause, detail: `${what}: ${cause.detail}` });
  }
  for (const where of raw.powerClosed)
    findings.push({ type: 'power', where, field: null, code: 'permission', detail: 'power needs root' });
  if (temperatures.length === 0 || isUnlisted(raw)) findings.push(noTemperature(raw));
  return {
    records: { power, temperatures, throttling, state },
    findings,
    remarks: remarksOn({ power, temperatures }),
  };
};

/** Sensors are missing beside those of other sources. */
const isUnlisted = ({ hwmon }: PtmRaw): boolean => hwmon.kind === 'error' && codeOfErrno(hwmon.errno) !== 'absent';

const noTemperature = (raw: PtmRaw): PtmFinding => {
  const { hwmon } = raw;
  const about = { type: 'temperatures', where: HWMON, field: null } as const;
  if (isUnlisted(raw) && hwmon.kind === 'error')
    return { ...about, code: 'unreadable', detail: `cannot list ${HWMON} (${detailOf(hwmon)})` };
  const what = hwmon.kind === 'error' ? 'not found' : 'has no sensor';
  const fix = 'fabric ptm --replay bluefield3    (no hardware needed)';
  return { ...about, code: 'absent', detail: `no temperature: ${HWMON} ${what}`, fix };
};
