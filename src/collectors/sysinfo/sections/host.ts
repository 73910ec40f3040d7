// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The machine's name and identity, how long it runs, what its load is, and whether its clock is right. */

import { answerTo, parseAnswer, parseTextAnswer, type ValueOrReason } from '../../../core/attribute.js';
import { type Document, recordsOf, valueIn } from '../../../core/document.js';
import { formatDuration } from '../../../core/duration.js';
import { boolean, gauge, number, text, unique, volatile } from '../../../core/field.js';
import { single, type TypedFinding } from '../../../core/record-type.js';
import { readEach } from '../read-each.js';
import { createTaker } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatField, formatIfPresent, joinPhrases } from '../summary-line.js';
import { CHRONYC, parseTimeSync, queryTimeSync, RUN_CHRONY, RUN_TIMESYNC } from '../time-sync.js';

// Below --root there is no running kernel: then the file of the installed system has the name.
const NAMES = ['/proc/sys/kernel/hostname', '/etc/hostname'] as const;
const MACHINE_ID = '/etc/machine-id';
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
// man 5 proc: `350735.47 234388.90`, `0.20 0.18 0.12 1/80 11206`
const UPTIME = '/proc/uptime';
const LOADAVG = '/proc/loadavg';
const FILES = [...NAMES, MACHINE_ID, BOOT_ID, UPTIME, LOADAVG];

const load = (minutes: number) =>
  volatile(number(`Processes that ran or waited to, on average of ${minutes} min.`, LOADAVG));

const TYPES = {
  host: single({
    name: unique(text('Host name.', NAMES.join(', '))),
    machine_id: unique(text('Machine ID of the installed system (machine-id).', MACHINE_ID)),
    boot_id: volatile(unique(text('Boot ID; changes at every boot.', BOOT_ID))),
    uptime_seconds: volatile(gauge('seconds', 'Time since boot.', UPTIME)),
    load_1m: load(1),
    load_5m: load(5),
    load_15m: load(15),
    time_synchronized: volatile(
      boolean('The system clock is synchronized.', '/run/systemd/timesync/synchronized, chronyc tracking'),
    ),
    time_source: text('Time synchronization service: systemd-timesyncd or chrony.', `${RUN_TIMESYNC}, ${RUN_CHRONY}`),
  }),
};

const summarizeHost = (document: Document): string | null => {
  const [record] = recordsOf(document, 'host');
  if (record === undefined) return null;
  const loads = ['load_1m', 'load_5m', 'load_15m'].map((field) => valueIn(record, field));
  return joinPhrases(
    formatField(record, 'name'),
    formatIfPresent(record, 'uptime_seconds', (seconds) => formatDuration(Number(seconds)), 'up '),
    loads.includes(null) ? null : `load ${loads.map((one) => Number(one).toFixed(2)).join(' ')}`,
    formatIfPresent(record, 'time_synchronized', (is) => (is === true ? 'time synchronized' : 'time NOT synchronized')),
  );
};

/** A number among those of a line. */
const numberAt =
  (place: number) =>
  (line: string): number | null => {
    const word = line.split(/\s+/)[place] ?? '';
    return /^\d{1,12}(\.\d{1,3})?$/.test(word) ? Number(word) : null;
  };

const idOf = (text: string): string | null =>
  /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;

/** The machine. */
export const host = defineSection({
  types: TYPES,
  reads: [...FILES, RUN_TIMESYNC, RUN_CHRONY],
  runs: [CHRONYC],
  summary: summarizeHost,
  collect: async (machine) => {
    const [answers, clock] = await Promise.all([readEach(machine, FILES), queryTimeSync(machine)]);
    return { answers, clock };
  },
  parse: ({ answers, clock }) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = createTaker<typeof TYPES, 'host'>(findings, 'host');
    const read = (path: string): ValueOrReason<string> => parseTextAnswer(answerTo(answers, path));
    const [ofKernel, ofSystem] = NAMES.map(read);
    const isUnknown = ofKernel?.value === null && ofKernel.reason.code === 'absent';
    const name = (isUnknown ? ofSystem : ofKernel) ?? read(NAMES[0]);
    const averages = answerTo(answers, LOADAVG);
    const { synchronized, source } = parseTimeSync(clock);
    const record = {
      name: take(name, 'name'),
      machine_id: take(parseAnswer(answerTo(answers, MACHINE_ID), idOf), 'machine_id'),
      boot_id: take(parseAnswer(answerTo(answers, BOOT_ID), idOf), 'boot_id'),
      uptime_seconds: take(parseAnswer(answerTo(answers, UPTIME), numberAt(0)), 'uptime_seconds'),
      load_1m: take(parseAnswer(averages, numberAt(0)), 'load_1m'),
      load_5m: take(parseAnswer(averages, numberAt(1)), 'load_5m'),
      load_15m: take(parseAnswer(averages, numberAt(2)), 'load_15m'),
      time_synchronized: take(synchronized, 'time_synchronized'),
      time_source: take(source, 'time_source'),
    };
    return { records: { host: record }, findings };
  },
});
