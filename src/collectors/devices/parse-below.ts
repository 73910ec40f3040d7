// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses what is below a physical function: the representors of its eswitch, and its SFs. Pure. */

import { compareNatural } from '../../core/natural-order.js';
import { reasonOf } from '../../core/problem.js';
import { type BusFunction, type Holder, namesIn } from '../../hardware/adapter/bus.js';
import type { Representor } from '../../hardware/adapter/netdev.js';
import { type Candidate, createNote, EMPTY } from './candidate.js';
import type { ParsedFunction } from './parse-function.js';
import { parseNetdevs, parsePort, parseRdma } from './parse-holder.js';
import type { AnswerLookup } from './parse-values.js';

/** Returns the candidates below a function, representors before SFs. */
export const parseBelow = (
  fn: BusFunction,
  { candidates: [self], representors }: ParsedFunction,
  answerTo: AnswerLookup,
): readonly Candidate[] => [
  ...[...representors]
    .sort(compareRepresentors)
    .map((representor) => parseRepresentor(fn, self, representor, answerTo)),
  ...fn.subfunctions.map((sf) => parseSubfunction(fn, self, sf, answerTo)),
];

/** Sorts representors: the host's PF, then VFs, then SFs. */
const compareRepresentors = (a: Representor, b: Representor): number =>
  rankOf(a) - rankOf(b) || compareNatural(a.physPortName, b.physPortName);

const rankOf = ({ physPortName }: Representor): number =>
  /vf\d+$/.test(physPortName) ? 1 : /sf\d+$/.test(physPortName) ? 2 : 0;

const parseRepresentor = (
  fn: BusFunction,
  self: Candidate,
  { name }: Representor,
  answerTo: AnswerLookup,
): Candidate => {
  const { note, missing } = createNote();
  const port = parsePort(fn, name, answerTo, note);
  return {
    record: { ...EMPTY, pci_address: fn.pciAddress, part: name, netdevs: [name], kind: 'representor', ...port },
    missing,
    names: { own: [name], ofFunction: self.names.own },
    isBelow: true,
  };
};

const parseSubfunction = (fn: BusFunction, self: Candidate, sf: Holder, answerTo: AnswerLookup): Candidate => {
  const { note, missing } = createNote();
  const { model } = self.record;
  for (const { field, reason } of self.missing) if (field === 'model') note('model', reason);
  const [device] = namesIn(sf.rdmaDevices);
  if (sf.rdmaDevices.kind === 'error') note('device', reasonOf(sf.rdmaDevices));
  return {
    record: {
      ...EMPTY,
      pci_address: fn.pciAddress,
      part: sf.path.slice(fn.path.length + 1),
      kind: 'sf',
      model,
      ...(device === undefined ? {} : parseRdma(sf, device, answerTo, note)),
      ...parseNetdevs(sf, answerTo, note).fields,
    },
    missing,
    names: { own: [...namesIn(sf.rdmaDevices), ...namesIn(sf.netdevs)], ofFunction: self.names.own },
    isBelow: true,
  };
};
