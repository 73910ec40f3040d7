// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses throttling and the state of power management. Pure. */

import { answerTo, isAbsent, type ValueOrReason } from '../../core/attribute.js';
import type { Parsed } from '../../core/record-type.js';
import type { PtmTaker } from './findings.js';
import { parseFirmwareCount } from './firmware-call.js';
import { STATUS, type StatusFile } from './paths.js';
import type { PtmRaw } from './raw.js';
import type { Types } from './records.js';

type Records = Parsed<Types>['records'];

const SOURCE = 'mlxbf-ptm';

/** The two causes. A state is a level: anything but 0 is throttling. */
export const parseThrottling = (raw: PtmRaw, take: PtmTaker): Records['throttling'] =>
  (['power', 'thermal'] as const).map((cause) => {
    const read = (file: StatusFile, field: string) =>
      take(parseFirmwareCount(answerTo(raw.answers, `${STATUS}/${file}`)), 'throttling', cause, field);
    const level = read(`${cause}_throttling_state`, 'active');
    const events = read(`${cause}_throttling_event_count`, 'events');
    const isReported = level !== null || events !== null;
    return { cause, active: level === null ? null : level !== 0n, events, source: isReported ? SOURCE : null };
  });

/** Older drivers have neither profile nor connector: null by design. */
export const parseState = (raw: PtmRaw, take: PtmTaker): Records['state'] => {
  const read = (file: StatusFile, isNew: boolean): number | null => {
    const answer = answerTo(raw.answers, `${STATUS}/${file}`);
    if (isNew && isAbsent(answer)) return null;
    const reading: ValueOrReason<bigint> = parseFirmwareCount(answer);
    const value = take(reading, 'state', '', file);
    return value === null ? null : Number(value);
  };
  const profile = read('active_power_profile', true);
  const atx = read('atx_power_available', true);
  const [error, throttling] = [read('error_state', false), read('throttling_state', false)];
  return {
    active_power_profile: profile,
    atx_power_available: atx === null ? null : atx !== 0,
    error_state: error,
    throttling_state: throttling,
    source: [profile, atx, error, throttling].some((value) => value !== null) ? SOURCE : null,
  };
};
