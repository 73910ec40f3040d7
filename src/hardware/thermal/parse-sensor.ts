// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the files of a sensor: its temperature and its limits. Pure. */

import { answerTo, type ValueOrReason } from '../../core/attribute.js';
import type { FileAnswers } from '../../core/file-answer.js';
import { parseCelsius, parseLimit, parseMilliCelsius } from './parse-celsius.js';
import type { Sensor } from './sensors.js';

/** The current temperature of a sensor. */
export const parseSensor = (answers: FileAnswers, { input, isModule }: Sensor): ValueOrReason<number> => {
  const reading = parseCelsius(answerTo(answers, input), parseMilliCelsius);
  if (!isModule || reading.value !== 0) return reading;
  return { value: null, reason: { code: 'absent', detail: 'module reports no temperature' } };
};

/** One of its limits by the path; null where it has none. */
export const limitAt = (answers: FileAnswers, path: string | null): ValueOrReason<number | null> =>
  path === null ? { value: null } : parseLimit(answerTo(answers, path));
