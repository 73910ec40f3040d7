// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Whether the machine is a DPU, a host that has one, or neither. */

import { isAbsent } from '../../../core/attribute.js';
import { type Document, recordsOf, valueIn } from '../../../core/document.js';
import { state, text, texts } from '../../../core/field.js';
import { type Reason, reasonOf } from '../../../core/problem.js';
import { single } from '../../../core/record-type.js';
import { isBlueFieldModel } from '../../../hardware/adapter/bluefield.js';
import { detectPlatform, MACHINE_READS, type Machine } from '../platform.js';
import { defineSection } from '../section.js';
import { formatField } from '../summary-line.js';

const TYPES = {
  role: single({
    role: state(
      ['dpu', 'host-with-dpu', 'host'],
      'Role of the machine: DPU (Arm side of a BlueField), host with a DPU, or other.',
      'product_name, ACPI devices, PCI device ids',
    ),
    evidence: text(
      'Evidence for the role. Null for a host without a DPU.',
      'product_name, ACPI devices, PCI device ids',
    ),
    dpus: texts('PCI address of the first function of each BlueField in a host. Null on a DPU.', 'PCI device ids'),
  }),
};

/** The first function of every BlueField card; a VF in a guest does not count. */
const dpusOf = ({ adapters }: Machine) => {
  const functions = adapters.filter(({ kind, model }) => kind !== 'vf' && isBlueFieldModel(model));
  return functions.filter(({ card }, i) => functions.findIndex((one) => one.card === card) === i);
};

/** Why the role of the machine is not known; null when it is. */
const whyUnknown = ({ product, bus, adapters }: Machine): Reason | null => {
  if (product.kind !== 'text' && !isAbsent(product)) return reasonOf(product);
  if (bus.kind === 'error' && bus.errno !== 'ENOENT') return reasonOf(bus);
  const nameless = adapters.find(({ kind, deviceId }) => kind !== 'vf' && deviceId === null);
  return nameless === undefined ? null : { code: 'unreadable', detail: `unknown device ID of ${nameless.pciAddress}` };
};

const decide = (machine: Machine) => {
  const { product, bluefield } = machine;
  if (bluefield !== null) {
    const name = product.kind === 'text' ? product.text.trim() : '';
    const evidence = name.startsWith(bluefield) ? `product_name ${name}` : 'ACPI devices';
    return { record: { role: 'dpu', evidence, dpus: null }, reason: null } as const;
  }
  const dpus = dpusOf(machine);
  if (dpus.length > 0) {
    const evidence = dpus.map(({ pciAddress, model }) => `${model} at ${pciAddress}`).join(', ');
    const addresses = dpus.map(({ pciAddress }) => pciAddress);
    return { record: { role: 'host-with-dpu', evidence, dpus: addresses }, reason: null } as const;
  }
  const reason = whyUnknown(machine);
  if (reason !== null) return { record: { role: null, evidence: null, dpus: null }, reason } as const;
  return { record: { role: 'host', evidence: null, dpus: [] }, reason: null } as const;
};

const summarizeRole = (document: Document): string | null => {
  const [record] = recordsOf(document, 'role');
  if (record === undefined) return null;
  const where = valueIn(record, 'role') === 'host-with-dpu' ? `, ${valueIn(record, 'evidence')}` : '';
  return `${formatField(record, 'role')}${where}`;
};

/** Role of the machine: a DPU, a host with DPUs, or another host. */
export const role = defineSection({
  types: TYPES,
  reads: MACHINE_READS,
  runs: [],
  summary: summarizeRole,
  collect: detectPlatform,
  parse: (machine) => {
    const { record, reason } = decide(machine);
    const lost = reason === null ? [] : (['role', 'evidence', 'dpus'] as const);
    return {
      records: { role: record },
      findings: lost.flatMap((field) =>
        reason === null ? [] : [{ type: 'role' as const, where: '', field, ...reason }],
      ),
    };
  },
});
