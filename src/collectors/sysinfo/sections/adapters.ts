// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The adapters: what is where, and which firmware it runs and stores. VFs, SFs and representors are not among them. */

import { type Document, type DocumentRecord, recordsOf, valueIn } from '../../../core/document.js';
import type { FileAnswers } from '../../../core/file-answer.js';
import type { Host } from '../../../core/host.js';
import { reasonOf } from '../../../core/problem.js';
import type { ToolAnswer } from '../../../core/tool/run-tool.js';
import { column } from '../../../core/view.js';
import type { Adapter } from '../../../hardware/adapter/adapter.js';
import { BUS } from '../../../hardware/adapter/bus.js';
import { parseDevlink, runDevlink, TOOLS } from '../devlink.js';
import { detectPlatform, MACHINE_READS, type Machine } from '../platform.js';
import { withPath } from '../reasons.js';
import { defineSection } from '../section.js';
import { ADAPTER_FILES, describeAdapter, filesOf } from './adapters/describe.js';
import { type AdapterFinding, TYPES } from './adapters/records.js';

type Raw = { readonly machine: Machine; readonly files: FileAnswers; readonly info: ToolAnswer | null };

/** A VF whose physical function is on this machine is covered by that function. */
const isShown = ({ kind, physfn }: Adapter): boolean => kind !== 'vf' || physfn === null;

const collect = async (host: Host): Promise<Raw> => {
  const machine = await detectPlatform(host);
  const shown = machine.adapters.filter(isShown);
  const groups = shown.map((adapter) => ({ device: adapter.card, paths: filesOf(adapter) }));
  const [files, info] = await Promise.all([
    host.readFiles(groups, 0.5),
    shown.length === 0 ? null : runDevlink(host, 'info'),
  ]);
  return { machine, files, info };
};

/** `1 x BlueField-3, 2 ports, 32.43.2402, MT_0000000884`; cards of another kind or firmware follow. */
const summarizeAdapters = (document: Document): string | null => {
  const ports = recordsOf(document, 'adapters').filter((one) => valueIn(one, 'kind') !== 'management');
  const kinds = new Map<string, DocumentRecord[]>();
  for (const port of ports) {
    const kind = ['model', 'fw_version', 'board_id'].map((field) => valueIn(port, field) ?? '-').join('\0');
    kinds.set(kind, [...(kinds.get(kind) ?? []), port]);
  }
  const lines = [...kinds].map(([kind, of]) => {
    const [model, firmware, board] = kind.split('\0');
    const cards = new Set(of.map((port) => String(valueIn(port, 'pci_address')).replace(/\.[0-7]$/, '')));
    return `${cards.size} x ${model}, ${of.length} ${of.length === 1 ? 'port' : 'ports'}, ${firmware}, ${board}`;
  });
  return lines.length === 0 ? null : lines.join('; ');
};

/** The adapters, in the order of the bus. */
export const adapters = defineSection({
  types: TYPES,
  reads: [...MACHINE_READS, ...ADAPTER_FILES],
  runs: TOOLS.info,
  summary: summarizeAdapters,
  table: {
    type: 'adapters',
    columns: [
      column('DEVICE', 'device'),
      column('PCI', 'pci_address'),
      column('MODEL', 'model'),
      column('FIRMWARE', 'fw_version'),
      column('STORED', 'fw_stored'),
      column('PSID', 'board_id'),
    ],
    wide: [
      column('NETDEV', 'netdevs'),
      column('KIND', 'kind'),
      column('SERIAL', 'serial_number'),
      column('GUID', 'node_guid'),
    ],
  },
  collect,
  parse: ({ machine, files, info }) => {
    const findings: AdapterFinding[] = [];
    const reported = info === null ? null : parseDevlink(info, 'info');
    const adapters = machine.adapters
      .filter(isShown)
      .map((adapter) => describeAdapter(adapter, files, reported, findings));
    const { bus } = machine;
    if (bus.kind === 'error' && bus.errno !== 'ENOENT')
      findings.push({ type: 'adapters', where: '', field: null, ...withPath(BUS, reasonOf(bus)) });
    return { records: { adapters }, findings };
  },
});
