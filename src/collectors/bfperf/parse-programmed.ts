// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the events that counters are programmed for, without a measurement. Pure. */

import { answerTo, parseAnswer, type ValueParser } from '../../core/attribute.js';
import type { RecordOf } from '../../core/field.js';
import type { FileAnswers } from '../../core/file-answer.js';
import type { TypedFinding } from '../../core/record-type.js';
import { findingsFor, type RecordsAndFindings } from './block-records.js';
import type { Block, Device } from './hwmon.js';
import type { COUNTERS, Types } from './records.js';
import { clockFile, counterFile, enableFile, eventFile, parseEvent, parseSettingNumber } from './settings.js';

type Counter = RecordOf<(typeof COUNTERS)['fields']>;

const NOT_MEASURED = { count: null, count_per_second: null, data_bytes_per_second: null } as const;

/** Every counter and register with its current value. */
export const parseProgrammed = ({ blocks }: Device, answers: FileAnswers): RecordsAndFindings<Counter> => {
  const found = blocks.map((block) => blockAsProgrammed(block, answers));
  return { records: found.flatMap((one) => one.records), findings: found.flatMap((one) => one.findings) };
};

const blockAsProgrammed = (block: Block, answers: FileAnswers): RecordsAndFindings<Counter> => {
  const findings: TypedFinding<Types>[] = [];
  const read = <V>(counter: string, field: string, file: string, parse: ValueParser<V>): V | null => {
    const reading = parseAnswer(answerTo(answers, file), parse);
    if ('reason' in reading)
      findings.push(...findingsFor('counters', `${block.name}/${counter}`, [field], reading.reason));
    return reading.value;
  };
  const switched = (counter: string): boolean | null => {
    if (block.style !== 'switched') return null;
    const enabled = read(counter, 'enabled', enableFile(block), parseSettingNumber);
    return enabled === null ? null : enabled !== 0n;
  };
  const clocks = block.countsClock ? parseAnswer(answerTo(answers, clockFile(block)), parseSettingNumber).value : null;
  const records = block.counters.map((number): Counter => {
    const counter = String(number);
    const countsClock = clocks !== null && ((clocks >> BigInt(number)) & 1n) === 1n;
    const event = countsClock ? null : read(counter, 'event', eventFile(block, number), parseEvent);
    return {
      block: block.name,
      counter,
      enabled: switched(counter),
      event: countsClock ? 'count_clock' : (event?.name ?? null),
      event_id: event?.id ?? null,
      value: read(counter, 'value', counterFile(block, number), parseSettingNumber),
      ...NOT_MEASURED,
    };
  });
  const registers = block.registers.map(
    (register): Counter => ({
      block: block.name,
      counter: register,
      enabled: null,
      event: register,
      event_id: null,
      value: read(register, 'value', `${block.path}/${register}`, parseSettingNumber),
      ...NOT_MEASURED,
    }),
  );
  return { records: [...records, ...registers], findings };
};
