// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns the files of one PCI function into its record. Pure. */

import { parseAnswer } from '../../core/attribute.js';
import type { AddReason } from '../../core/findings.js';
import { namesOfAddress } from '../../core/pci-address.js';
import { type Reason, reasonOf } from '../../core/problem.js';
import { type BusFunction, namesIn, physfnOf } from '../../hardware/adapter/bus.js';
import { isAdapter } from '../../hardware/adapter/kind.js';
import type { Representor } from '../../hardware/adapter/netdev.js';
import { aerTotal } from './aer.js';
import type { Bottleneck } from './bottleneck.js';
import { type Candidate, createNote, type DeviceRecord, EMPTY } from './candidate.js';
import { parseNetdevs, parseRdma } from './parse-holder.js';
import { parseIdentity } from './parse-identity.js';
import { NO_PCIE, parsePcie } from './parse-pcie.js';
import { type AnswerLookup, parseHexId, parseSmallNumber, takeIfPresent } from './parse-values.js';

/** Result for one function: a candidate, and another for each further RDMA device. */
export type ParsedFunction = {
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly representors: readonly Representor[];
  readonly bottleneck: Bottleneck | null;
};

/** Parses a function; null when it is not an adapter, such as a bridge or a disk that a BlueField emulates. */
export const parseFunction = (fn: BusFunction, answerTo: AnswerLookup): ParsedFunction | null => {
  const classId = parseAnswer(answerTo(`${fn.path}/class`), parseHexId(6));
  if (!isAdapter(fn, classId.value)) return null;
  const [device, ...others] = namesIn(fn.rdmaDevices);
  const { note, missing } = createNote();
  const { fields, representors } = parseNetdevs(fn, answerTo, note);
  const identity = parseIdentity(fn, classId, answerTo, note);
  const pcie = identity.kind === 'vf' ? NO_PCIE : parsePcie(fn, answerTo, note);
  if (device === undefined && identity.kind !== 'management') {
    const reason = reasonWithoutRdma(fn, identity.driver);
    for (const field of RDMA_FIELDS) note(field, reason);
  }
  const record: DeviceRecord = {
    ...EMPTY,
    pci_address: fn.pciAddress,
    ...identity,
    ...(device === undefined ? {} : parseRdma(fn, device, answerTo, note)),
    ...fields,
    ...pcie.fields,
    ...(mayHaveEswitch(identity.kind) ? parseEswitch(fn, representors, answerTo, note) : {}),
    ...parseKernelFiles(fn, answerTo, note),
  };
  const own = [
    ...namesIn(fn.rdmaDevices),
    ...(fields.netdevs ?? namesIn(fn.netdevs)),
    ...namesOfAddress(fn.pciAddress),
  ];
  const names = { own, ofFunction: own };
  // A VF in a guest, without its PF, is the adapter itself.
  const isBelow = identity.kind === 'management' || physfnOf(fn) !== null;
  const first = { record, missing, names, isBelow };
  const further = others.map((other): Candidate => {
    const { note, missing } = createNote();
    const rdma = parseRdma(fn, other, answerTo, note);
    return { record: { ...record, ...rdma }, missing, names, isBelow };
  });
  return {
    candidates: [first, ...further],
    representors: 'code' in representors ? [] : representors,
    bottleneck: pcie.bottleneck,
  };
};

const RDMA_FIELDS = ['device', 'board_id', 'fw_version', 'node_guid'];

const reasonWithoutRdma = ({ rdmaDevices }: BusFunction, driver: string | null) => {
  if (rdmaDevices.kind === 'error') return reasonOf(rdmaDevices);
  const detail =
    driver === null ? 'no driver' : /^mlx[45]_core$/.test(driver) ? 'no RDMA device' : `bound to ${driver}`;
  return { code: 'absent', detail } as const;
};

/** A function of unknown kind may be a PF. */
const mayHaveEswitch = (kind: DeviceRecord['kind']): boolean => kind === 'pf' || kind === null;

type EswitchFields = Pick<DeviceRecord, 'representors' | 'subfunctions' | 'sriov_numvfs' | 'sriov_totalvfs'>;

const parseEswitch = (
  fn: BusFunction,
  representors: readonly Representor[] | Reason,
  answerTo: AnswerLookup,
  note: AddReason,
): EswitchFields => {
  if ('code' in representors) note('representors', representors);
  if (fn.entries.kind === 'error') note('subfunctions', reasonOf(fn.entries));
  const count = (file: 'sriov_numvfs' | 'sriov_totalvfs') =>
    takeIfPresent(note, answerTo(`${fn.path}/${file}`), file, parseSmallNumber);
  return {
    representors: 'code' in representors ? null : representors.length,
    subfunctions: fn.entries.kind === 'error' ? null : fn.subfunctions.length,
    sriov_numvfs: count('sriov_numvfs'),
    sriov_totalvfs: count('sriov_totalvfs'),
  };
};

type KernelFields = Pick<DeviceRecord, 'numa_node' | 'aer_correctable' | 'aer_nonfatal' | 'aer_fatal'>;

const parseKernelFiles = (fn: BusFunction, answerTo: AnswerLookup, note: AddReason): KernelFields => {
  const file = (name: string) => answerTo(`${fn.path}/${name}`);
  const numa = file('numa_node');
  const hasNoNode = numa.kind === 'text' && numa.text.trim() === '-1';
  return {
    numa_node: hasNoNode ? null : takeIfPresent(note, numa, 'numa_node', parseSmallNumber),
    aer_correctable: takeIfPresent(note, file('aer_dev_correctable'), 'aer_correctable', aerTotal('TOTAL_ERR_COR')),
    aer_nonfatal: takeIfPresent(note, file('aer_dev_nonfatal'), 'aer_nonfatal', aerTotal('TOTAL_ERR_NONFATAL')),
    aer_fatal: takeIfPresent(note, file('aer_dev_fatal'), 'aer_fatal', aerTotal('TOTAL_ERR_FATAL')),
  };
};
