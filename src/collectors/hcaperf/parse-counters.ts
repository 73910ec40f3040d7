// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the counters of a port: file names to fields, register values to units, and a finding per missing value. */

import { parseAnswer, parseU64, type ValueOrReason } from '../../core/attribute.js';
import type { CounterField } from '../../core/field.js';
import { detailOf, type FileAnswer } from '../../core/file-answer.js';
import type { AddReason } from '../../core/findings.js';
import { AT_MAXIMUM, codeOfErrno, type Reason } from '../../core/problem.js';
import { COUNTER_FIELDS, fieldOfFile } from './counters.js';
import { PORTS } from './ports.js';
import type { CounterFile, RawPort } from './raw.js';

type Counters = { -readonly [K in keyof typeof COUNTER_FIELDS]: bigint | null };

const NO_VALUES = Object.fromEntries(Object.keys(COUNTER_FIELDS).map((name) => [name, null])) as {
  [K in keyof Counters]: null;
};

/** Returns the known counters, the unknown ones under the kernel's names, and `lifespan` (null: no such file). */
export const parseCounters = (raw: RawPort, answerTo: (path: string) => FileAnswer, note: AddReason<string | null>) => {
  const counters: Counters = { ...NO_VALUES };
  const extra: Record<string, bigint | null> = {};
  const filled = new Set<string>();
  let lifespan: ValueOrReason<number> | null = null;
  const restriction = restrictionReason(raw, answerTo);
  for (const { directory, error } of raw.unlisted) {
    const detail = error.errno === 'ENOENT' ? `no ${directory}` : `cannot list ${directory} (${detailOf(error)})`;
    note(null, { code: codeOfErrno(error.errno), detail });
  }
  for (const file of raw.counters) {
    const answer = answerTo(file.path);
    if (answer.kind === 'error' && answer.errno === 'EISDIR') continue;
    if (file.place === 'hw' && file.name === 'lifespan') {
      lifespan ??= parseAnswer(answer, (text) => (/^\d{1,9}$/.test(text) ? Number(text) / 1000 : null));
      continue;
    }
    const { field, known } = uniqueFieldOf(file, filled);
    filled.add(field);
    const reading = parseAnswer(answer, parseU64);
    const { value } = reading;
    if ('reason' in reading) note(field, restriction !== null && file.place === 'pma' ? restriction : reading.reason);
    else if (known !== null && isSaturated(known, reading.value)) {
      note(field, { code: 'saturated', detail: AT_MAXIMUM });
    }
    const scaled = value === null ? null : value * (known?.scale ?? 1n);
    if (known !== null) counters[field as keyof Counters & string] = scaled;
    else extra[field] = scaled;
  }
  return { counters, extra, lifespan };
};

const isSaturated = (counter: CounterField, value: bigint): boolean =>
  counter.atMax === 'sticks' && value === (1n << BigInt(counter.bits)) - 1n;

/** The field of a counter file. If the name is taken (a counter of the device beside the port's), it gets another. */
const uniqueFieldOf = (file: CounterFile, filled: ReadonlySet<string>): ReturnType<typeof fieldOfFile> => {
  const found = fieldOfFile(file.place, file.name);
  // `in` instead of hasOwn: names such as `__proto__` must not become keys either.
  const isFree = (name: string): boolean => !filled.has(name) && (found.known !== null || !(name in PORTS.fields));
  if (isFree(found.field)) return found;
  let other = `${file.place}_device_${file.name}`;
  while (filled.has(other) || other in PORTS.fields) other += '_';
  return { field: other, known: null };
};

/** One reason when every PMA counter of a port fails alike: the DPU or the fabric manager restricts this function. */
const restrictionReason = (raw: RawPort, answerTo: (path: string) => FileAnswer): Reason | null => {
  const answers = raw.counters.filter((c) => c.place === 'pma').map((c) => answerTo(c.path));
  const first = answers[0];
  if (first?.kind !== 'error' || answers.length < 2) return null;
  if (!answers.every((a) => a.kind === 'error' && a.errno === first.errno)) return null;
  const code = codeOfErrno(first.errno);
  if (code !== 'not_supported' && code !== 'permission') return null;
  return {
    code,
    detail: `all counters refused (${detailOf(first)}); access may be restricted by the DPU or the fabric`,
  };
};
