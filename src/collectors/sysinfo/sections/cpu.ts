// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The processors: which they are, and how many sockets, cores and threads they make. */

import { answerTo, parseAnswer, type ValueOrReason } from '../../../core/attribute.js';
import { type Document, recordsOf, valueIn } from '../../../core/document.js';
import { number, text } from '../../../core/field.js';
import type { FileAnswers, ListAnswer } from '../../../core/file-answer.js';
import type { Host } from '../../../core/host.js';
import { reasonOf } from '../../../core/problem.js';
import { single, type TypedFinding } from '../../../core/record-type.js';
import { createTaker } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatField, formatIfPresent, joinPhrases } from '../summary-line.js';
import { parseCpuModel } from './cpu/model.js';

// Documentation/admin-guide/cputopology.rst
const CPUS = '/sys/devices/system/cpu';
const ONLINE = `${CPUS}/online`;
const CPUINFO = '/proc/cpuinfo';

const TYPES = {
  cpu: single({
    model: text(
      'CPU model; several are separated by commas.',
      `model name of ${CPUINFO}; of Arm its CPU implementer and part`,
    ),
    cpus: number('Online CPUs (threads).', ONLINE),
    cores: number('Online cores.', 'topology/thread_siblings_list of each CPU'),
    sockets: number('Sockets with an online CPU.', 'topology/physical_package_id of each CPU'),
    threads_per_core: number('Threads per core. Null when cores differ.', 'cpus by cores'),
  }),
};

const summarizeCpu = (document: Document): string | null => {
  const [record] = recordsOf(document, 'cpu');
  if (record === undefined) return null;
  const model = formatField(record, 'model');
  return joinPhrases(
    formatField(record, 'cpus', (count) => (model === null ? String(count) : `${count} x ${model}`)),
    formatIfPresent(record, 'sockets', (count) => `${count} socket${count === 1 ? '' : 's'}`),
    valueIn(record, 'threads_per_core') === 1
      ? null
      : formatIfPresent(record, 'threads_per_core', (n) => `${n} threads per core`),
  );
};

const topologyFile = (cpu: number, name: 'physical_package_id' | 'thread_siblings_list'): string =>
  `${CPUS}/cpu${cpu}/topology/${name}`;

/** The numbers of a list of the kernel: `0-3,8` is 0, 1, 2, 3, 8. Null for any other text. */
export const parseCpuList = (text: string): readonly number[] | null => {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(last) < Number(first)) return null;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) found.add(cpu);
  }
  return [...found];
};

const cpusIn = (listing: ListAnswer): readonly number[] =>
  (listing.kind === 'entries' ? listing.entries : [])
    .flatMap((name) => {
      const [, cpu] = /^cpu(0|[1-9]\d{0,4})$/.exec(name) ?? [];
      return cpu === undefined ? [] : [Number(cpu)];
    })
    .sort((a, b) => a - b);

const collect = async (host: Host) => {
  const listing = host.readdir(CPUS);
  const topology = cpusIn(listing).flatMap((cpu) => [
    topologyFile(cpu, 'physical_package_id'),
    topologyFile(cpu, 'thread_siblings_list'),
  ]);
  const answers = await host.readFiles([
    { device: CPUINFO, paths: [CPUINFO] },
    { device: CPUS, paths: [ONLINE, ...topology] },
  ]);
  return { listing, answers };
};

/** Number of different values among online CPUs; the reason of the first CPU without one. */
const countDistinct = (
  answers: FileAnswers,
  online: ValueOrReason<readonly number[]>,
  file: 'physical_package_id' | 'thread_siblings_list',
  pattern: RegExp,
): ValueOrReason<number> => {
  if (online.value === null) return online;
  const named = new Set<string>();
  for (const cpu of online.value) {
    const reading = parseAnswer(answerTo(answers, topologyFile(cpu, file)), (shownText) =>
      pattern.test(shownText) ? shownText : null,
    );
    if (reading.value === null) return reading;
    // The firmware describes no topology.
    if (reading.value === '-1') return { value: null, reason: { code: 'not_supported', detail: `${file} is -1` } };
    named.add(reading.value);
  }
  return { value: named.size };
};

/** The processors. */
export const cpu = defineSection({
  types: TYPES,
  reads: [
    CPUS,
    ONLINE,
    `${CPUS}/cpu*/topology/physical_package_id`,
    `${CPUS}/cpu*/topology/thread_siblings_list`,
    CPUINFO,
  ],
  runs: [],
  summary: summarizeCpu,
  collect,
  parse: ({ listing, answers }) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = createTaker<typeof TYPES, 'cpu'>(findings, 'cpu');
    const online: ValueOrReason<readonly number[]> =
      listing.kind === 'error'
        ? { value: null, reason: reasonOf(listing) }
        : parseAnswer(answerTo(answers, ONLINE), parseCpuList);
    const cpus: ValueOrReason<number> = online.value === null ? online : { value: online.value.length };
    const cores = countDistinct(answers, online, 'thread_siblings_list', /^\d[\d,-]*$/);
    const threads: ValueOrReason<number | null> =
      cpus.value === null
        ? cpus
        : cores.value === null
          ? cores
          : { value: cpus.value % cores.value === 0 ? cpus.value / cores.value : null };
    const record = {
      model: take(parseAnswer(answerTo(answers, CPUINFO), parseCpuModel), 'model'),
      cpus: take(cpus, 'cpus'),
      cores: take(cores, 'cores'),
      sockets: take(countDistinct(answers, online, 'physical_package_id', /^(-1|\d{1,10})$/), 'sockets'),
      threads_per_core: take(threads, 'threads_per_core'),
    };
    return { records: { cpu: record }, findings };
  },
});
