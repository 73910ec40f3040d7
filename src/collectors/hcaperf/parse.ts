// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns file answers into port records and findings. Pure. */

import { parseAnswer, parseTextAnswer } from '../../core/attribute.js';
import { detailOf, type FileAnswer } from '../../core/file-answer.js';
import { type AddReason, createRecordTaker, type RecordTaker } from '../../core/findings.js';
import { codeOfErrno, type Finding } from '../../core/problem.js';
import type { Parsed } from '../../core/record-type.js';
import { listKinds } from '../../hardware/adapter/list-kinds.js';
import { deviceIdOfHcaType, isVfId } from '../../hardware/adapter/model.js';
import { parseBytesPerSecond, parseHexNumber, parseNumberedWord, parseStateWord } from './attributes.js';
import { parseCounters } from './parse-counters.js';
import { KINDS, LINK_LAYERS, PHYS_STATES, PORT_STATES, type PORTS } from './ports.js';
import { CLASS, type HcaperfRaw, type RawPort } from './raw.js';

type Types = { readonly ports: typeof PORTS };
type PortRecord = Parsed<Types>['records']['ports'][number];

/** Returns a record per chosen port, and a finding for each expected value that is missing. */
export const parse = (raw: HcaperfRaw): Parsed<Types> => {
  const findings: (Finding & { type: 'ports' })[] = [];
  const add = (where: string, finding: Omit<Finding, 'type' | 'where'>): void => {
    findings.push({ type: 'ports', where, ...finding });
  };
  const records = raw.ports.map((port) => {
    const where = `${port.device}/${port.port}`;
    return parsePort(port, raw.answers, (field, why) => add(where, { field, ...why }));
  });
  for (const { device, error } of raw.unlistable) {
    const detail = `not an adapter: cannot list ${CLASS}/${device}/ports (${detailOf(error)})`;
    add(device, { field: null, code: 'unreadable', detail });
  }
  for (const { device, name } of raw.invalidPorts) {
    const detail = `${CLASS}/${device}/ports/${name.slice(0, SHOWN)}: not a port number`;
    add(device, { field: null, code: 'parse', detail });
  }
  for (const name of raw.unmatched) {
    add(name, { field: null, code: 'absent', detail: 'no such device', severity: 'warning' });
  }
  noteSkipped(raw, add);
  if (records.length + raw.unlistable.length + raw.invalidPorts.length === 0) noteNoRecords(raw, add);
  return { records: { ports: records }, findings };
};

// Number of characters of an invalid name in a finding.
const SHOWN = 40;

type Add = (where: string, finding: Omit<Finding, 'type' | 'where'>) => void;

const noteSkipped = ({ skipped }: HcaperfRaw, add: Add): void => {
  const counts = KINDS.map((kind) => [kind, skipped[kind] ?? 0] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return;
  const detail = `skipped ${listKinds(counts)}; use --all`;
  add('', { field: null, code: 'absent', detail });
};

/** Adds a finding: why there is no record, and what to try next. */
const noteNoRecords = ({ devices, skipped }: HcaperfRaw, add: Add): void => {
  if (Object.keys(skipped).length > 0) return;
  if (devices.kind === 'error' && codeOfErrno(devices.errno) !== 'absent') {
    add(CLASS, { field: null, code: 'unreadable', detail: `cannot list ${CLASS} (${detailOf(devices)})` });
    return;
  }
  const what = devices.kind === 'error' ? 'absent' : devices.entries.length === 0 ? 'empty' : 'without a match';
  const detail =
    what === 'without a match' ? 'no RDMA device matches' : `no RDMA device: ${CLASS} is ${what} (is mlx5_ib loaded?)`;
  const fix = 'lspci -d 15b3:    or without hardware: fabric hcaperf --replay bluefield3';
  add(CLASS, { field: null, code: 'absent', detail, ...(what === 'without a match' ? {} : { fix }) });
};

const parsePort = (raw: RawPort, answers: HcaperfRaw['answers'], note: AddReason<string | null>): PortRecord => {
  const answerTo = (path: string): FileAnswer =>
    answers.get(path) ?? raw.timedOut ?? { kind: 'error', errno: 'ENOENT' };
  const take = createRecordTaker(note);
  const isVirtual = raw.portKind === 'virtual';
  /** A virtual device has no firmware and no board, so an empty or missing file is not reported. */
  const identity = (path: string, field: string): string | null => {
    const reading = parseTextAnswer(answerTo(path));
    return isVirtual && 'reason' in reading && reading.reason.code === 'absent' ? null : take(reading, field);
  };

  const linkLayer = take(parseAnswer(answerTo(raw.files.link_layer), parseStateWord(LINK_LAYERS)), 'link_layer');
  const stateId = take(parseAnswer(answerTo(raw.files.state), parseNumberedWord), 'state', 'state_id');
  const state = wordFor(PORT_STATES, stateId, 'state', note);
  const physStateId = take(
    parseAnswer(answerTo(raw.files.phys_state), parseNumberedWord),
    'phys_state',
    'phys_state_id',
  );
  const physState = wordFor(PHYS_STATES, physStateId, 'phys_state', note);
  if (raw.portKind === null) note('kind', { code: 'absent', detail: 'no device link' });
  if (raw.pciAddress === null && !isVirtual) note('pci_address', { code: 'absent', detail: 'no device link' });
  if (raw.netdev === null && linkLayer === 'ethernet')
    note('netdev', { code: 'absent', detail: 'no network interface' });

  /** Ethernet has no LID: the file is ignored. With an unknown link layer the LID is null for the same reason. */
  const parseLid = (): number | null => {
    if (linkLayer === 'infiniband') return take(parseAnswer(answerTo(raw.files.lid), parseHexNumber), 'lid');
    if (linkLayer === null) take(parseAnswer(answerTo(raw.files.link_layer), parseStateWord(LINK_LAYERS)), 'lid');
    return null;
  };

  const { counters, extra, lifespan } = parseCounters(raw, answerTo, note);
  return {
    device: raw.device,
    port: raw.port,
    netdev: raw.netdev,
    pci_address: raw.pciAddress,
    kind: raw.portKind === 'pf' && isVf(answerTo(raw.files.hca_type)) ? 'vf' : raw.portKind,
    link_layer: linkLayer,
    state,
    state_id: stateId,
    phys_state: physState,
    phys_state_id: physStateId,
    rate_bytes_per_second: parseRate(answerTo(raw.files.rate), state, take),
    lid: parseLid(),
    fw_version: identity(raw.files.fw_ver, 'fw_version'),
    board_id: identity(raw.files.board_id, 'board_id'),
    ...counters,
    hw_lifespan_seconds: lifespan === null ? null : take(lifespan, 'hw_lifespan_seconds'),
    extra,
  };
};

/** A guest sees its VF without the PF: only the device ID shows that it is a VF. */
const isVf = (hcaType: FileAnswer): boolean => {
  const id = parseAnswer(hcaType, deviceIdOfHcaType).value;
  return id !== null && isVfId(id);
};

const parseRate = (answer: FileAnswer, state: PortRecord['state'], take: RecordTaker): number | null => {
  if (state === 'down' || state === 'nop') return null;
  const field = 'rate_bytes_per_second';
  if (state !== null || answer.kind !== 'text') return take(parseAnswer(answer, parseBytesPerSecond), field);
  return take(
    { value: null, reason: { code: 'unreadable', detail: 'state unknown, so the value may be a placeholder' } },
    field,
  );
};

/** Returns the word for a state number; an unknown number is a finding. */
const wordFor = <const W extends readonly string[]>(
  words: W,
  id: number | null,
  field: string,
  note: AddReason,
): W[number] | null => {
  if (id === null) return null;
  const word = words[id] ?? null;
  if (word === null) note(field, { code: 'parse', detail: `unknown state number ${id}` });
  return word;
};
