// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From what the kernel and the tools said to records. Pure. */

import { parseAnswer, type ValueOrReason } from '../../core/attribute.js';
import type { Finding } from '../../core/problem.js';
import { findingsOnChoice } from '../../hardware/adapter/cards.js';
import { isSameVersion, parseVersion } from './identity.js';
import type { FirmwareRaw, RawCard } from './raw.js';
import type { FirmwareFinding, FirmwareParsed, FirmwareRecord } from './records.js';
import { type FirmwareReport, mergeReports } from './reports.js';

/** Never throws. */
export const parse = (raw: FirmwareRaw): FirmwareParsed => {
  const told = raw.cards.map((card) => ({ card, told: mergeReports(card) }));
  const described = told.map(({ card, told }) => describe(card, told));
  // Where no card can be told anything of, there is no answer, only reasons.
  const isKnown = told.some(
    ({ told }) => told.said.stored !== null || told.reasons.some((r) => r.code === 'permission'),
  );
  const records = isKnown ? described.map(({ record }) => record) : [];
  return {
    records: { devices: records },
    findings: [...described.flatMap(({ findings }) => findings), ...onChoice(raw)],
    remarks: records
      .filter((record) => record.reset_needed === true)
      .map(({ device, fw_running }) => `${device} runs ${fw_running} until it is reset`),
  };
};

type Described = { readonly record: FirmwareRecord; readonly findings: readonly FirmwareFinding[] };
type Reason = Pick<Finding, 'code' | 'detail'>;

const describe = (raw: RawCard, { said, reasons }: FirmwareReport): Described => {
  const { device, pciAddress, model, boardId } = raw.card;
  const running = readRunning(raw, said.running);
  const isSame = running.value === null || said.stored === null ? null : isSameVersion(running.value, said.stored);
  const record: FirmwareRecord = {
    device,
    pci_address: pciAddress,
    model,
    board_id: boardId ?? said.psid,
    part_number: said.partNumber,
    fw_running: running.value,
    fw_stored: said.stored,
    fw_pending: isSame === false ? said.stored : null,
    reset_needed: isSame === null ? null : !isSame,
    security: said.security,
    uefi_version: said.uefi,
    pxe_version: said.pxe,
    fw_release_date: said.releaseDate,
    base_guid: said.baseGuid,
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
      // Of a card that told nothing the reason is the card's.
      ...reasons.flatMap((reason) => (said.stored === null ? [null] : lost).map((field) => find(field, reason))),
      ...(reasons.length === 0
        ? notSaid(raw, record).map(([field, detail]) => find(field, { code: 'not_supported', detail }))
        : []),
      ...('reason' in running ? [find('fw_running', running.reason), find('reset_needed', running.reason)] : []),
    ],
  };
};

// What is null when the tools failed. A card may also have no boot images and no GUID: then nobody failed.
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

/** What the tool that answered never says. */
const notSaid = ({ flint }: RawCard, record: FirmwareRecord): readonly (readonly [string, string])[] => {
  const isManager = flint.answer.kind === 'missing';
  const never = isManager ? (['security', 'fw_release_date'] as const) : (['part_number', 'fw_release_date'] as const);
  const detail = isManager ? 'not reported by mlxfwmanager' : 'not reported by flint';
  return never.filter((field) => record[field] === null).map((field) => [field, detail] as const);
};

/** The kernel's word; flint's where there is no RDMA device. Flint names the version only when it is another one. */
const readRunning = ({ running }: RawCard, told: string | null): ValueOrReason<string> => {
  if (running === null) {
    return told !== null ? { value: told } : none('absent', 'no RDMA device to read the running version from');
  }
  const kernel = parseAnswer(running, parseVersion);
  if (kernel.value === null) return told !== null ? { value: told } : kernel;
  if (told === null || isSameVersion(kernel.value, told)) return kernel;
  return none('parse', `fw_ver is ${kernel.value}, but the tool reports ${told} as running`);
};

const none = (code: Finding['code'], detail: string): ValueOrReason<string> => ({
  value: null,
  reason: { code, detail },
});

const onChoice = ({ cards, unmatched }: FirmwareRaw): readonly FirmwareFinding[] =>
  findingsOnChoice('firmware', cards.length, unmatched).map((finding) => ({ type: 'devices', ...finding }));
