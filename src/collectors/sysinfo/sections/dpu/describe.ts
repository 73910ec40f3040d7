// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Builds the record of a DPU. Pure. */

import { answerTo, parseAnswer, type ValueOrReason } from '../../../../core/attribute.js';
import type { FileAnswers } from '../../../../core/file-answer.js';
import type { ToolAnswer } from '../../../../core/tool/run-tool.js';
import type { Adapter } from '../../../../hardware/adapter/adapter.js';
import type { BlueField } from '../../../../hardware/adapter/bluefield.js';
import type { Mode } from '../../../../hardware/nvconfig/mode.js';
import { createTaker, NEEDS_ROOT_REASON } from '../../reasons.js';
import { type BoardField, parseBoard } from './board.js';
import { parseBootVersion } from './boot-versions.js';
import { parseMode } from './mode.js';
import type { DpuFinding, DpuRecord, TYPES } from './records.js';
import { parseSecureBoot, SECURE_BOOT } from './secure-boot.js';

/** The version of the BMC, which the kernel's IPMI driver queries; `24.10`, the part behind the point in hexadecimal digits. */
export const BMC = '/sys/bus/platform/devices/ipmi_bmc.0/firmware_revision';

/** Answers for a DPU; a tool is null where it was not run, for lack of root or of an adapter. */
export type RawDpu = {
  readonly bluefield: BlueField;
  readonly own: Adapter | null;
  readonly files: FileAnswers;
  readonly isForbidden: boolean;
  readonly mode: ToolAnswer | null;
  readonly versions: ToolAnswer | null;
};

const NO_CARD = { code: 'absent', detail: 'no PCI function of the BlueField' } as const;
const NOT_TOLD = { code: 'absent', detail: 'not reported by the kernel' } as const;

const modeIn = ({ own, isForbidden, mode }: RawDpu): ValueOrReason<Mode> => {
  if (own === null) return { value: null, reason: NO_CARD };
  if (mode === null) return { value: null, reason: isForbidden ? NEEDS_ROOT_REASON : NO_CARD };
  return parseMode(mode, own);
};

const versionIn = ({ versions }: RawDpu, part: Parameters<typeof parseBootVersion>[1]): ValueOrReason<string> =>
  versions === null ? { value: null, reason: NEEDS_ROOT_REASON } : parseBootVersion(versions, part);

const TYPE_OF: Readonly<Record<BlueField, DpuRecord['dpu_type']>> = {
  'BlueField-1': null,
  'BlueField-2': 'BlueField2',
  'BlueField-3': 'BlueField3',
  'BlueField-4': 'BlueField4',
};

const DPU_MODE = { dpu: 'dpu', restricted: 'dpu', nic: 'nic' } as const;

/** The record of the DPU. Never throws. */
export const describeDpu = (raw: RawDpu, findings: DpuFinding[]): DpuRecord => {
  const { bluefield, own, files } = raw;
  const take = createTaker<typeof TYPES, 'dpu'>(findings, 'dpu');
  const ofBoard = (field: BoardField) => take(parseBoard(files, field), field);
  const mode = modeIn(raw);
  const psid: ValueOrReason<string> = own?.boardId
    ? { value: own.boardId }
    : { value: null, reason: own === null ? NO_CARD : NOT_TOLD };
  return {
    chip: bluefield,
    dpu_type: TYPE_OF[bluefield],
    mode: take(mode, 'mode'),
    dpu_mode: take(mode.value === null ? mode : { value: DPU_MODE[mode.value] }, 'dpu_mode'),
    part_number: ofBoard('part_number'),
    sku: ofBoard('sku'),
    board_model: ofBoard('board_model'),
    board_revision: ofBoard('board_revision'),
    psid: take(psid, 'psid'),
    serial_number: ofBoard('serial_number'),
    uuid: ofBoard('uuid'),
    oob_mac: ofBoard('oob_mac'),
    lifecycle: ofBoard('lifecycle'),
    secure_boot_fuses: ofBoard('secure_boot_fuses'),
    secure_boot: take(parseSecureBoot(answerTo(files, SECURE_BOOT)), 'secure_boot'),
    atf_version: take(versionIn(raw, 'ATF'), 'atf_version'),
    uefi_version: take(versionIn(raw, 'UEFI'), 'uefi_version'),
    bsp_version: take(versionIn(raw, 'BSP'), 'bsp_version'),
    bmc_version: take(
      parseAnswer(answerTo(files, BMC), (text) => (/^\d{1,3}\.[0-9a-f]{1,3}$/.test(text) ? text : null)),
      'bmc_version',
    ),
  };
};
