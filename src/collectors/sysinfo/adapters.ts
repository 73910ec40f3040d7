// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The adapters: what is where, and which firmware it runs and stores. VFs, SFs and representors are not among them. */
import type { Adapter } from '../../core/adapter/adapter.js';
import { BUS } from '../../core/adapter/bus.js';
import { type Reading, readAs } from '../../core/attribute.js';
import { type Document, type DocumentRecord, recordsOf, valueIn } from '../../core/document.js';
import { label, state, text, texts, unique } from '../../core/field.js';
import type { FileAnswers, Host } from '../../core/host.js';
import type { Json } from '../../core/json.js';
import { reasonOf } from '../../core/problem.js';
import { list, type Records, type TypedFinding } from '../../core/provider.js';
import type { ToolAnswer } from '../../core/tool/ask.js';
import { column } from '../../core/view.js';
import { askDevlink, handleOf, isObject, readDevlink, TOOLS, type Told } from './devlink.js';
import { lookAtMachine, MACHINE_READS, type Machine } from './machine.js';
import { definePart } from './part.js';
import { NOT_THERE } from './take.js';
import type { ToolReason } from './tool.js';

const FIRMWARE = `${BUS}/*/infiniband/*/fw_ver`;
const GUID = `${BUS}/*/infiniband/*/node_guid`;
const INFO = 'devlink -j dev info';

const TYPES = {
  adapters: list({
    pci_address: label('PCI address of the function.', '/sys/bus/pci/devices'),
    device: text('Its RDMA device; null where it has none.', 'infiniband/'),
    netdevs: texts('Its netdevs, without the representors of its eswitch.', 'net/'),
    kind: state(['pf', 'vf', 'management'], 'What the function is; a VF only in a guest.', 'class, device'),
    model: text('Model of the card.', 'the PCI device id'),
    board_id: text('PSID: which board it is, and so which firmware fits.', `infiniband/*/board_id, fw.psid of ${INFO}`),
    fw_version: text('Firmware that runs.', `infiniband/*/fw_ver, fw.version of ${INFO}`),
    fw_stored: text('Firmware in the flash: what runs after a reset.', `stored fw.version of ${INFO}`),
    node_guid: unique(text('GUID of the RDMA device.', 'infiniband/*/node_guid')),
    serial_number: unique(text('Serial number of the board.', `board.serial_number, else serial_number of ${INFO}`)),
  }),
};

type AdapterRecord = Records<typeof TYPES>['adapters'][number];
type AdapterFinding = TypedFinding<typeof TYPES>;
type Field = keyof AdapterRecord;

type Raw = { readonly machine: Machine; readonly files: FileAnswers; readonly info: ToolAnswer | null };

const pathOf = (pattern: string, { pciAddress }: Adapter, rdmaDevice: string): string =>
  pattern.replace('*', pciAddress).replace('*', rdmaDevice);

/** A VF whose physical function is here is told of there. */
const isShown = ({ kind, physfn }: Adapter): boolean => kind !== 'vf' || physfn === null;

const collect = async (host: Host): Promise<Raw> => {
  const machine = await lookAtMachine(host);
  const shown = machine.adapters.filter(isShown);
  const groups = shown.map((adapter) => ({
    device: adapter.card,
    paths: adapter.rdmaDevices
      .slice(0, 1)
      .flatMap((name) => [pathOf(FIRMWARE, adapter, name), pathOf(GUID, adapter, name)]),
  }));
  const [files, info] = await Promise.all([
    host.read(groups, 0.5),
    shown.length === 0 ? null : askDevlink(host, 'info'),
  ]);
  return { machine, files, info };
};

const VERSION = /^\d{1,5}(?:\.\d{1,5}){2,3}$/;
const readVersion = (text: string): string | null => (VERSION.test(text) ? text : null);
const readGuid = (text: string): string | null => (/^([0-9a-f]{4}:){3}[0-9a-f]{4}$/.test(text) ? text : null);

/** What devlink says of a function; null for what it does not. */
const saidOf = (told: Json | undefined) => {
  const info = isObject(told) ? told : {};
  const versions = isObject(info['versions']) ? info['versions'] : {};
  const word = (json: Json | undefined, name: string): string | null => {
    const value = isObject(json) ? json[name] : undefined;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const version = (json: Json | undefined): string | null =>
    readVersion(word(json, 'fw.version') ?? word(json, 'fw') ?? '');
  return {
    serialNumber: word(info, 'board.serial_number') ?? word(info, 'serial_number'),
    psid: word(versions['fixed'], 'fw.psid'),
    running: version(versions['running']),
    stored: version(versions['stored']),
  };
};

/** A machine without the tool has one note for all of its adapters; a tool that failed is told for all of them too. */
const describe = (adapter: Adapter, { files }: Raw, told: Told | null, findings: AdapterFinding[]): AdapterRecord => {
  const where = adapter.pciAddress;
  const find = (field: Field, reason: ToolReason, place = where): null => {
    findings.push({ type: 'adapters', where: place, field, ...reason });
    return null;
  };
  const said = saidOf(told?.devices.get(handleOf(where)));
  const [device = null] = adapter.rdmaDevices;
  const isManagement = adapter.kind === 'management';
  const whyNone: ToolReason = { code: 'absent', detail: adapter.driver === null ? 'no driver' : 'no RDMA device' };
  const ofFile = (pattern: string, understand: (text: string) => string | null): Reading<string> =>
    device === null
      ? { value: null, reason: whyNone }
      : readAs(files.get(pathOf(pattern, adapter, device)) ?? NOT_THERE, understand);
  // The function through which a host manages a BlueField has no firmware and no RDMA device, by design.
  const needed = (field: Field, reading: Reading<string>, instead: string | null = null): string | null => {
    if (reading.value !== null || instead !== null || isManagement) return reading.value ?? instead;
    return 'reason' in reading ? find(field, reading.reason) : null;
  };
  const ofDevlink = (field: Field, value: string | null): string | null => {
    if (value !== null || isManagement) return value;
    if (told?.reason) return find(field, told.reason, '');
    return find(field, { code: 'not_supported', detail: 'devlink does not tell it' });
  };
  const boardId: Reading<string> =
    adapter.boardId === null ? { value: null, reason: device === null ? whyNone : UNREAD } : { value: adapter.boardId };
  return {
    pci_address: where,
    device: device ?? (isManagement ? null : find('device', whyNone)),
    netdevs: adapter.netdevs ?? find('netdevs', UNREAD),
    kind: adapter.kind ?? find('kind', UNREAD),
    model: adapter.model ?? find('model', { code: 'absent', detail: `device id ${adapter.deviceId ?? 'not read'}` }),
    board_id: needed('board_id', boardId, said.psid),
    fw_version: needed('fw_version', ofFile(FIRMWARE, readVersion), said.running),
    fw_stored: ofDevlink('fw_stored', said.stored),
    node_guid: needed('node_guid', ofFile(GUID, readGuid)),
    serial_number: ofDevlink('serial_number', said.serialNumber),
  };
};

const UNREAD: ToolReason = { code: 'unreadable', detail: 'the kernel did not tell it' };

/** `1 x BlueField-3, 2 ports, 32.43.2402, MT_0000000884`; cards of another kind or firmware follow. */
const sayAdapters = (document: Document): string | null => {
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
export const adapters = definePart({
  types: TYPES,
  reads: [...MACHINE_READS, FIRMWARE, GUID],
  runs: TOOLS.info,
  says: sayAdapters,
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
  parse: (raw) => {
    const { machine, info } = raw;
    const findings: AdapterFinding[] = [];
    const told = info === null ? null : readDevlink(info, 'info');
    const adapters = machine.adapters.filter(isShown).map((adapter) => describe(adapter, raw, told, findings));
    const { bus } = machine;
    if (bus.kind === 'error' && bus.errno !== 'ENOENT')
      findings.push({ type: 'adapters', where: '', field: null, ...reasonOf(bus) });
    return { records: { adapters }, findings };
  },
});
