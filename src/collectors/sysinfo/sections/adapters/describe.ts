// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Builds the record of a PCI function from sysfs and devlink. Pure. */

import { answerTo, parseAnswer, type ValueOrReason } from '../../../../core/attribute.js';
import type { FileAnswers } from '../../../../core/file-answer.js';
import { member } from '../../../../core/foreign-json.js';
import type { Json } from '../../../../core/json-value.js';
import type { Reason } from '../../../../core/problem.js';
import type { Adapter } from '../../../../hardware/adapter/adapter.js';
import { BUS } from '../../../../hardware/adapter/bus.js';
import { type DevlinkReport, handleOf } from '../../devlink.js';
import type { AdapterFinding, AdapterRecord } from './records.js';

const BOARD = `${BUS}/*/infiniband/*/board_id`;
const FIRMWARE = `${BUS}/*/infiniband/*/fw_ver`;
const GUID = `${BUS}/*/infiniband/*/node_guid`;

/** The paths that `filesOf` gives, for a part's declaration. */
export const ADAPTER_FILES = [BOARD, FIRMWARE, GUID] as const;

const pathOf = (pattern: string, { pciAddress }: Adapter, rdmaDevice: string): string =>
  pattern.replace('*', pciAddress).replace('*', rdmaDevice);

/** The files of its first RDMA device; none where it has none. */
export const filesOf = (adapter: Adapter): readonly string[] =>
  adapter.rdmaDevices.slice(0, 1).flatMap((name) => ADAPTER_FILES.map((pattern) => pathOf(pattern, adapter, name)));

type Field = keyof AdapterRecord;

const VERSION = /^\d{1,5}(?:\.\d{1,5}){2,3}$/;
const readVersion = (text: string): string | null => (VERSION.test(text) ? text : null);
const readPsid = (text: string): string | null => (/^[A-Z0-9_]{4,16}$/.test(text) ? text : null);
const readGuid = (text: string): string | null => (/^([0-9a-f]{4}:){3}[0-9a-f]{4}$/.test(text) ? text : null);

/** Facts of a function from devlink; null for what it lacks. */
const devlinkFactsOf = (reported: Json | undefined) => {
  const versions = member(reported, 'versions');
  const word = (json: Json | undefined, name: string): string | null => {
    const value = member(json, name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const version = (json: Json): string | null => readVersion(word(json, 'fw.version') ?? word(json, 'fw') ?? '');
  return {
    serialNumber: word(reported, 'board.serial_number') ?? word(reported, 'serial_number'),
    psid: word(member(versions, 'fixed'), 'fw.psid'),
    running: version(member(versions, 'running')),
    stored: version(member(versions, 'stored')),
  };
};

/** The record of an adapter. `reported` is the answer of devlink, null when it was not run. A missing or failed tool has one note for all adapters. */
export const describeAdapter = (
  adapter: Adapter,
  files: FileAnswers,
  reported: DevlinkReport | null,
  findings: AdapterFinding[],
): AdapterRecord => {
  const where = adapter.pciAddress;
  const find = (field: Field, reason: Reason, place = where): null => {
    findings.push({ type: 'adapters', where: place, field, ...reason });
    return null;
  };
  const devlink = devlinkFactsOf(reported?.devices.get(handleOf(where)));
  const [device = null] = adapter.rdmaDevices;
  const isManagement = adapter.kind === 'management';
  const whyNone: Reason = { code: 'absent', detail: adapter.driver === null ? 'no driver' : 'no RDMA device' };
  const ofFile = (pattern: string, parse: (text: string) => string | null): ValueOrReason<string> =>
    device === null
      ? { value: null, reason: whyNone }
      : parseAnswer(answerTo(files, pathOf(pattern, adapter, device)), parse);
  // The function through which a host manages a BlueField has no firmware and no RDMA device, by design.
  const needed = (field: Field, reading: ValueOrReason<string>, instead: string | null = null): string | null => {
    if (reading.value !== null || instead !== null || isManagement) return reading.value ?? instead;
    return 'reason' in reading ? find(field, reading.reason) : null;
  };
  const ofDevlink = (field: Field, value: string | null): string | null => {
    if (value !== null || isManagement) return value;
    if (reported?.reason) return find(field, reported.reason, '');
    return find(field, { code: 'not_supported', detail: 'not reported by devlink' });
  };
  return {
    pci_address: where,
    device: device ?? (isManagement ? null : find('device', whyNone)),
    netdevs: adapter.netdevs ?? find('netdevs', UNREAD),
    kind: adapter.kind ?? find('kind', UNREAD),
    model:
      adapter.model ??
      find('model', { code: 'absent', detail: `unknown device ID ${adapter.deviceId ?? '(not read)'}` }),
    board_id: needed('board_id', ofFile(BOARD, readPsid), devlink.psid),
    fw_version: needed('fw_version', ofFile(FIRMWARE, readVersion), devlink.running),
    fw_stored: ofDevlink('fw_stored', devlink.stored),
    node_guid: needed('node_guid', ofFile(GUID, readGuid)),
    serial_number: ofDevlink('serial_number', devlink.serialNumber),
  };
};

const UNREAD: Reason = { code: 'unreadable', detail: 'not reported by the kernel' };
