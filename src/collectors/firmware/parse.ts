// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns answers of the kernel and the tools into records. Pure. */

import { parseAnswer, type ValueOrReason } from '../../core/attribute.js';
import type { Finding, Reason } from '../../core/problem.js';
import { findingsOnChoice } from '../../hardware/adapter/cards.js';
import { isSameVersion, parseVersion } from './identity.js';
import type { FirmwareRaw, RawCard } from './raw.js';
import type { FirmwareFinding, FirmwareParsed, FirmwareRecord } from './records.js';
import { type FirmwareReport, mergeReports } from './reports.js';

/** Parses the answers of all cards. Never throws. */
export const parse = (raw: FirmwareRaw): FirmwareParsed => {
  const reports = raw.cards.map((card) => ({ card, report: mergeReports(card) }));
  const described = reports.map(({ card, report }) => describe(card, report));
  // Without a result for any card there are no records, only findings.
  const isKnown = reports.some(
    ({ report }) => report.values.stored !== null || report.reasons.some((r) => r.code === 'permission'),
  );
  const records = isKnown ? described.map(({ record }) => record) : [];
  return {
    records: { devices: records },
    findings: [...described.flatMap(({ findings }) => findings), ...choiceFindings(raw)],
    remarks: records
      .filter((record) => record.reset_needed === true)
      .map(({ device, fw_running }) => `${device} runs ${fw_running} until it is reset`),
  };
};

type Described = { readonly record: FirmwareRecord; readonly findings: readonly FirmwareFinding[] };
const describe = (raw: RawCard, { values, reasons }: FirmwareReport): Described => {
  const { device, pciAddress, model, boardId } = raw.card;
  const running = parseRunning(raw, values.running);
  const isSame = running.value === null || values.stored === null ? null : isSameVersion(running.value, values.stored);
  const record: FirmwareRecord = {
    device,
    pci_address: pciAddress,
    model,
    board_id: boardId ?? values.psid,
    part_number: values.partNumber,
    fw_running: running.value,
    fw_stored: values.stored,
    fw_pending: isSame === false ? values.stored : null,
    reset_needed: isSame === null ? null : !isSame,
    security: values.security,
    uefi_version: values.uefi,
    pxe_version: values.pxe,
    fw_release_date: values.releaseDate,
    base_guid: values.baseGuid,
  };
  const find = (field: string | null, reason: Reason): FirmwareFinding => ({
    type: 'devices',
    where: device,
    field,
    ...reason,
  });
  const lost = FROM_TOOLS.filter((field) => record[field] === null);
  return {
    record,
    findings: [
      // Without a stored version the reason belongs to the card.
      ...reasons.flatMap((reason) => (values.stored === null ? [null] : lost).map((field) => find(field, reason))),
      ...(reasons.length === 0
        ? notReported(raw, record).map(([field, detail]) => find(field, { code: 'not_supported', detail }))
        : []),
      ...('reason' in running ? [find('fw_running', running.reason), find('reset_needed', running.reason)] : []),
    ],
  };
};

// Fields from the tools. Null is a failure only with a reason: a card may lack boot images and a GUID.
const FROM_TOOLS = [
  'board_id',
  'part_number',
  'fw_stored',
  'reset_needed',
  'security',
  'uefi_version',
  'pxe_version',
  'fw_release_date',
  'base_guid',
] as const;

/** Fields that the answering tool never reports, with the reason. */
const notReported = ({ flint }: RawCard, record: FirmwareRecord): readonly (readonly [string, string])[] => {
  const isManager = flint.answer.kind === 'missing';
  const never = isManager ? (['security', 'fw_release_date'] as const) : (['part_number', 'fw_release_date'] as const);
  const detail = isManager ? 'not reported by mlxfwmanager' : 'not reported by flint';
  return never.filter((field) => record[field] === null).map((field) => [field, detail] as const);
};

/** The running version from the kernel, or from flint without an RDMA device. Flint prints it only when it differs. */
const parseRunning = ({ running }: RawCard, reported: string | null): ValueOrReason<string> => {
  if (running === null) {
    return reported !== null ? { value: reported } : none('absent', 'no RDMA device to read the running version from');
  }
  const kernel = parseAnswer(running, parseVersion);
  if (kernel.value === null) return reported !== null ? { value: reported } : kernel;
  if (reported === null || isSameVersion(kernel.value, reported)) return kernel;
  return none('parse', `fw_ver is ${kernel.value}, but the tool reports ${reported} as running`);
};

const none = (code: Finding['code'], detail: string): ValueOrReason<string> => ({
  value: null,
  reason: { code, detail },
});

const choiceFindings = ({ cards, unmatched }: FirmwareRaw): readonly FirmwareFinding[] =>
  findingsOnChoice('firmware', cards.length, unmatched).map((finding) => ({ type: 'devices', ...finding }));
