// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Values of mlxbf-ptm. Each is what a call of the firmware returned: a C int, of which a failed call makes a negative, and
 * the driver prints it as an unsigned number of 64 bits (18446744073709551615 for -1). Pure.
 */

import { parseAnswer, type ValueOrReason } from '../../core/attribute.js';
import type { FileAnswer } from '../../core/file-answer.js';

/** A rail above it has not been read: MLNX_POWER_ERROR of the driver. */
const MOST_WATTS = 300;

const INT_MAX = 2n ** 31n - 1n;

/** The int, whichever way it is printed; null for what no int is. */
export const parseInteger = (text: string): bigint | null => {
  if (!/^-?\d{1,20}$/.test(text)) return null;
  const printed = BigInt(text);
  if (printed >= 2n ** 64n || printed < -(2n ** 63n)) return null;
  const value = BigInt.asIntN(64, printed);
  return value >= -INT_MAX - 1n && value <= INT_MAX ? value : null;
};

const failed = (what: string): ValueOrReason<never> => ({
  value: null,
  reason: { code: 'unreadable', detail: `read error (${what})` },
});

/** A number that cannot be negative. */
export const parseFirmwareCount = (answer: FileAnswer): ValueOrReason<bigint> => {
  const reading = parseAnswer(answer, parseInteger);
  return reading.value !== null && reading.value < 0n ? failed('below 0') : reading;
};

/** The watts, or the reason that this is no power. */
export const checkPlausibleWatts = (watts: number): ValueOrReason<number> => {
  if (watts > MOST_WATTS) return failed(`above ${MOST_WATTS} W`);
  return watts < 0 ? failed('below 0 W') : { value: watts };
};

/** Whole watts. */
export const parseWatts = (answer: FileAnswer): ValueOrReason<number> => {
  const reading = parseAnswer(answer, parseInteger);
  return reading.value === null ? reading : checkPlausibleWatts(Number(reading.value));
};

/** Whole degrees; the firmware of a chip that runs has none below 0. */
export const parseDegrees = (answer: FileAnswer): ValueOrReason<number> => {
  const reading = parseFirmwareCount(answer);
  if (reading.value === null) return reading;
  return reading.value < 200n ? { value: Number(reading.value) } : failed(`${reading.value} C`);
};
