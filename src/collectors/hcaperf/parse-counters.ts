// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The counters of a port: names to fields, registers to units, and a reason for each that holds no number. */

import { parseAnswer, parseU64, type ValueOrReason } from '../../core/attribute.js';
import type { CounterField } from '../../core/field.js';
import type { FileAnswer } from '../../core/file-answer.js';
import { AT_MAXIMUM, codeOfErrno, type Finding } from '../../core/problem.js';
import { COUNTER_FIELDS, fieldOfFile } from './counters.js';
import { PORTS } from './ports.js';
import type { CounterFile, RawPort } from './raw.js';

/** Notes why a field of the port has no value; null speaks of the port. */
export type AddFinding = (field: string | null, why: Pick<Finding, 'code' | 'detail'>) => void;

type Counters = { -readonly [K in keyof typeof COUNTER_FIELDS]: bigint | null };

const KNOWN_NOTHING = Object.fromEntries(Object.keys(COUNTER_FIELDS).map((name) => [name, null])) as {
  [K in keyof Counters]: null;
};

/** The known counters, the unknown ones under their own names, and the reading of `lifespan` (null: no such file). */
export const parseCounters = (raw: RawPort, answerTo: (path: string) => FileAnswer, note: AddFinding) => {
  const counters: Counters = { ...KNOWN_NOTHING };
  const extra: Record<string, bigint | null> = {};
  const filled = new Set<string>();
  let lifespan: ValueOrReason<number> | null = null;
  const restriction = restrictionOf(raw, answerTo);
  for (const { directory, refusal } of raw.unlisted) {
    const detail = refusal.errno === 'ENOENT' ? `no ${directory}` : `cannot list ${directory} (${refusal.errno})`;
    note(null, { code: codeOfErrno(refusal.errno), detail });
  }
  for (const file of raw.counters) {
    const answer = answerTo(file.path);
    if (answer.kind === 'error' && answer.errno === 'EISDIR') continue;
    if (file.place === 'hw' && file.name === 'lifespan') {
      lifespan ??= parseAnswer(answer, (text) => (/^\d{1,9}$/.test(text) ? Number(text) / 1000 : null));
      continue;
    }
    const { field, known } = nameOf(file, filled);
    filled.add(field);
    const reading = parseAnswer(answer, parseU64);
    const { value } = reading;
    if ('reason' in reading) note(field, restriction !== null && file.place === 'pma' ? restriction : reading.reason);
    else if (known !== null && isStuck(known, reading.value)) {
      note(field, { code: 'saturated', detail: AT_MAXIMUM });
    }
    const scaled = value === null ? null : value * (known?.scale ?? 1n);
    if (known !== null) counters[field as keyof Counters & string] = scaled;
    else extra[field] = scaled;
  }
  return { counters, extra, lifespan };
};

const isStuck = (counter: CounterField, value: bigint): boolean =>
  counter.atMax === 'sticks' && value === (1n << BigInt(counter.bits)) - 1n;

/** A name that a field has already (a device's counter beside the port's of the same name) is kept under another. */
const nameOf = (file: CounterFile, filled: ReadonlySet<string>): ReturnType<typeof fieldOfFile> => {
  const found = fieldOfFile(file.place, file.name);
  // `in`, and not hasOwn: `__proto__` and the like are no names for a key of ours either.
  const isFree = (name: string): boolean => !filled.has(name) && (found.known !== null || !(name in PORTS.fields));
  if (isFree(found.field)) return found;
  let other = `${file.place}_device_${file.name}`;
  while (filled.has(other) || other in PORTS.fields) other += '_';
  return { field: other, known: null };
};

/** One cause for a port whose every PMA counter is refused: the DPU or the fabric manager keeps them from this function. */
const restrictionOf = (
  raw: RawPort,
  answerTo: (path: string) => FileAnswer,
): Pick<Finding, 'code' | 'detail'> | null => {
  const answers = raw.counters.filter((c) => c.place === 'pma').map((c) => answerTo(c.path));
  const first = answers[0];
  if (first?.kind !== 'error' || answers.length < 2) return null;
  if (!answers.every((a) => a.kind === 'error' && a.errno === first.errno)) return null;
  const code = codeOfErrno(first.errno);
  if (code !== 'not_supported' && code !== 'permission') return null;
  return { code, detail: `all counters refused (${first.errno}); access may be restricted by the DPU or the fabric` };
};
