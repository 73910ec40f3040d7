// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From what was read and programmed to the records, and the reasons of their nulls. Pure. */

import { detailOf } from '../../core/file-answer.js';
import { codeOfErrno, reasonOf } from '../../core/problem.js';
import type { RestoreFailure } from '../../core/programming.js';
import type { Parsed, TypedFinding } from '../../core/record-type.js';
import type { BlockCounts } from './block-counts.js';
import { blockRecords, counterRecords } from './block-records.js';
import { computeCounts } from './compute-counts.js';
import { HWMON, type NoDevice } from './hwmon.js';
import { memoryRecords } from './memory-records.js';
import { parseProgrammed } from './parse-programmed.js';
import { parseToolOutput } from './parse-tool-output.js';
import { type BfperfRaw, outputOf } from './raw.js';
import type { Types } from './records.js';

const NOTHING = { memory: [], blocks: [], counters: [] } as const;

/** The document's records. */
export const parse = (raw: BfperfRaw): Parsed<Types> => {
  switch (raw.kind) {
    case 'none':
      return { records: NOTHING, findings: whyNone(raw.device) };
    case 'read only': {
      const { records, findings } = parseProgrammed(raw.device, raw.answers);
      return { records: { ...NOTHING, counters: records }, findings };
    }
    case 'measured': {
      const counts = computeCounts(raw);
      const lost = raw.notRestored.flatMap(findingsOfNotRestored);
      if (!raw.isChosen) return withFindings(recordsOf(counts), lost);
      const counters = counterRecords(counts);
      return withFindings({ records: { ...NOTHING, counters: counters.records }, findings: counters.findings }, lost);
    }
    case 'tool': {
      const lost = raw.notRestored.flatMap(findingsOfNotRestored);
      const counts = parseToolOutput(outputOf(raw.answer.answer)?.stdout ?? '');
      if (counts !== null) return withFindings(recordsOf(counts), lost);
      const detail = 'output of bfperf_pmc could not be parsed';
      const finding = { type: 'memory', where: '', field: null, code: 'parse', detail } as const;
      return { records: NOTHING, findings: [finding, ...lost] };
    }
  }
};

const recordsOf = (counts: readonly BlockCounts[]): Parsed<Types> => {
  const memory = memoryRecords(counts);
  const blocks = blockRecords(counts);
  const counters = counterRecords(counts);
  return {
    records: { memory: memory.records, blocks: blocks.records, counters: counters.records },
    findings: [...memory.findings, ...blocks.findings, ...counters.findings],
  };
};

const withFindings = (parsed: Parsed<Types>, more: readonly TypedFinding<Types>[]): Parsed<Types> => ({
  ...parsed,
  findings: [...more, ...parsed.findings],
});

/** Reported first: the machine is not as it was. */
const findingsOfNotRestored = ({ path, value, errno }: RestoreFailure): readonly TypedFinding<Types>[] => [
  {
    type: 'counters',
    where: path,
    field: null,
    code: codeOfErrno(errno) === 'permission' ? 'permission' : 'unreadable',
    detail: `${path} was ${value}, not restored (${errno})`,
    severity: 'warning',
  },
];

/** Why nothing can be measured, and what would help. */
const whyNone = ({ hwmon, isBlueField, unnamed }: NoDevice): readonly TypedFinding<Types>[] => {
  const about = { type: 'memory', where: HWMON, field: null } as const;
  const [first] = unnamed;
  if (first !== undefined) {
    const { code, detail } = reasonOf(first.answer);
    return [{ ...about, code, detail: `cannot read the name of ${first.path}: ${detail}`, severity: 'warning' }];
  }
  if (hwmon.kind === 'error' && codeOfErrno(hwmon.errno) !== 'absent') {
    return [{ ...about, code: 'unreadable', detail: `cannot list ${HWMON} (${detailOf(hwmon)})` }];
  }
  if (isBlueField) {
    const detail = 'no bfperf device in hwmon: module mlxbf_pmc is not loaded';
    const fix = 'modprobe mlxbf-pmc    (fabric does not load modules)';
    return [{ ...about, code: 'absent', detail, severity: 'warning', fix }];
  }
  const detail = 'no performance counters: not a BlueField (no MLNXBFD* in ACPI)';
  return [{ ...about, code: 'absent', detail, fix: 'fabric bfperf --replay bluefield3    (no hardware needed)' }];
};
