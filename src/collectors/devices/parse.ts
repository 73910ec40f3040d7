// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns file answers into the requested records, findings and remarks. Pure. */

import { answerTo } from '../../core/attribute.js';
import { nameOfRecord } from '../../core/document.js';
import { detailOf } from '../../core/file-answer.js';
import { listNames } from '../../core/list-names.js';
import { cardOf } from '../../core/pci-address.js';
import { codeOfErrno, type Finding, type Reason, reasonOf } from '../../core/problem.js';
import type { Parsed } from '../../core/record-type.js';
import { BUS } from '../../hardware/adapter/bus.js';
import { listKinds } from '../../hardware/adapter/list-kinds.js';
import type { Candidate, Types } from './candidate.js';
import { visibilityOf } from './choose.js';
import { parseBelow } from './parse-below.js';
import { parseFunction } from './parse-function.js';
import type { DevicesRaw } from './raw.js';
import { DEVICES, KINDS, type Kind } from './records.js';
import { type Remarkable, remarksOn } from './remarks.js';

type Problem = Omit<Finding, 'type'>;

/** Returns the records, findings and remarks of the document. */
export const parse = (raw: DevicesRaw): Parsed<Types> => {
  const lookup = (path: string) => answerTo(raw.answers, path);
  const shown: Candidate[] = [];
  const remarkable: Remarkable[] = [];
  const skipped = new Map<Kind, number>(raw.skippedVfs === 0 ? [] : [['vf', raw.skippedVfs]]);
  for (const fn of raw.functions) {
    const parsed = parseFunction(fn, lookup);
    if (parsed === null) continue;
    for (const candidate of [...parsed.candidates, ...parseBelow(fn, parsed, lookup)]) {
      const { record, names, isBelow } = candidate;
      const visibility = visibilityOf(raw.choice, names, isBelow);
      if (visibility === 'hidden' && record.kind !== null)
        skipped.set(record.kind, (skipped.get(record.kind) ?? 0) + 1);
      if (visibility === 'shown') shown.push(candidate);
      if (visibility === 'shown' && record.kind === 'pf') remarkable.push(remarkableOf(candidate, parsed.bottleneck));
    }
  }
  const problems = [...shown.flatMap(problemsOf), ...unknownOf(raw), ...unmatchedOf(raw), ...skippedOf(skipped)];
  if (shown.length === 0 && problems.length === 0) problems.push(noRecordsOf(raw));
  return {
    records: { devices: shown.map(({ record }) => record) },
    findings: problems.map((problem) => ({ type: 'devices', ...problem })),
    remarks: remarksOn(remarkable),
  };
};

const remarkableOf = ({ record }: Candidate, bottleneck: Remarkable['bottleneck']): Remarkable => ({
  name: record.device ?? record.pci_address,
  card: cardOf(record.pci_address),
  model: record.model,
  firmware: record.fw_version,
  bottleneck,
});

const problemsOf = ({ record, missing }: Candidate): readonly Problem[] => {
  const where = nameOfRecord(DEVICES, record);
  return missing.map(({ field, reason }) => ({ where, field, ...reason }));
};

/** One problem per cause, with all the addresses it affects. */
const unknownOf = ({ unknown }: DevicesRaw): readonly Problem[] => {
  const byCause = new Map<string, { readonly reason: Reason; readonly addresses: string[] }>();
  for (const { pciAddress, answer } of unknown) {
    const reason = reasonOf(answer);
    const cause = byCause.get(reason.detail) ?? { reason, addresses: [] };
    cause.addresses.push(pciAddress);
    byCause.set(reason.detail, cause);
  }
  return [...byCause.values()].map(({ reason, addresses }) => {
    const detail = `cannot read the vendor of ${listNames(addresses)}: ${reason.detail}`;
    return { where: BUS, field: null, code: reason.code, detail };
  });
};

const unmatchedOf = ({ unmatched }: DevicesRaw): readonly Problem[] =>
  unmatched.map((where) => ({ where, field: null, code: 'absent', detail: 'no such device', severity: 'warning' }));

const skippedOf = (counts: ReadonlyMap<Kind, number>): readonly Problem[] => {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const listed = listKinds(KINDS.map((kind) => [kind, counts.get(kind) ?? 0]));
  const detail = `skipped ${listed}; use --all`;
  return [{ where: '', field: null, code: 'absent', detail }];
};

/** Why there is no record, and what to try next. */
const noRecordsOf = ({ bus, choice }: DevicesRaw): Problem => {
  if (bus.kind === 'error' && codeOfErrno(bus.errno) !== 'absent') {
    return { where: BUS, field: null, code: 'unreadable', detail: `cannot list ${BUS} (${detailOf(bus)})` };
  }
  if (choice.devices.length > 0) {
    return { where: BUS, field: null, code: 'absent', detail: 'no adapter matches' };
  }
  const reason = bus.kind === 'error' ? `${BUS} not found` : `no device of vendor 15b3 in ${BUS}`;
  const fix = 'lspci -d 15b3:    or without hardware: fabric devices --replay bluefield3';
  return { where: BUS, field: null, code: 'absent', detail: `no adapter: ${reason}`, fix };
};
