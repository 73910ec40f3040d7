// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Temperatures as the kernel and the vendor write them. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import { parseAnswer } from '../../core/attribute.js';
import type { FileAnswer } from '../../core/file-answer.js';

/** No part of such a machine has a temperature outside of these: such a value means that the sensor has none. */
const COLDEST = -60;
const HOTTEST = 200;

/** Errors of a driver that has nothing to measure now: a radio is off, a module is not plugged in. */
const NOTHING_NOW: ReadonlySet<string> = new Set(['ENODATA', 'EAGAIN']);

/** The temperature, or the reason why it is missing. */
export const checkPlausibleCelsius = (celsius: number): ValueOrReason<number> =>
  celsius > COLDEST && celsius < HOTTEST
    ? { value: celsius }
    : { value: null, reason: { code: 'unreadable', detail: `read error (${celsius} C)` } };

/** Thousandths of a degree, as hwmon and thermal zones have them. */
export const parseMilliCelsius = (text: string): number | null =>
  /^-?\d{1,9}$/.test(text) ? Number(text) / 1000 : null;

/** Whole degrees. */
export const parseWholeCelsius = (text: string): number | null => (/^-?\d{1,4}$/.test(text) ? Number(text) : null);

/** Parses the temperature in a file. */
export const parseCelsius = (answer: FileAnswer, parse: (text: string) => number | null): ValueOrReason<number> => {
  if (answer.kind === 'error' && NOTHING_NOW.has(answer.errno))
    return { value: null, reason: { code: 'absent', detail: `${answer.errno}: no reading right now` } };
  const reading = parseAnswer(answer, parse);
  return reading.value === null ? reading : checkPlausibleCelsius(reading.value);
};

/** A limit; null by design for the placeholder of a missing one (NVMe writes 65261.8). */
export const parseLimit = (answer: FileAnswer): ValueOrReason<number | null> => {
  if (answer.kind === 'error' && answer.errno === 'ENOENT') return { value: null };
  const reading = parseAnswer(answer, parseMilliCelsius);
  if (reading.value === null) return reading;
  return { value: reading.value > 0 && reading.value <= HOTTEST ? reading.value : null };
};
