// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The DPU that this machine is, or those that it manages. */
import type { Adapter } from '../../core/adapter/adapter.js';
import type { BlueField } from '../../core/adapter/bluefield.js';
import { type Reading, readAs } from '../../core/attribute.js';
import { type Document, recordsOf } from '../../core/document.js';
import type { FileAnswer, FileAnswers, Host } from '../../core/host.js';
import type { Mode } from '../../core/nvconfig/mode.js';
import { askTool, type ToolAnswer } from '../../core/tool/ask.js';
import { BOARD_READS, type BoardField, readBoard } from './dpu/board.js';
import { BFVER, readBootVersion } from './dpu/boot-versions.js';
import { MODE_QUERY, readModeOf } from './dpu/mode.js';
import { type DpuFinding, type DpuRecord, TYPES } from './dpu/records.js';
import { parseRshims, RSHIM_READS, type Rshims, readRshims } from './dpu/rshim.js';
import { readSecureBoot, SECURE_BOOT } from './dpu/secure-boot.js';
import { lookAtMachine, MACHINE_READS, ownAdapter } from './machine.js';
import { definePart } from './part.js';
import { phrases, said, saidIfAny } from './say.js';
import { FOR_ROOT, NOT_THERE, taking } from './take.js';

// Root alone may read it. Where that is refused the tools that need root would only fail.
const ROOT_ONLY = '/sys/class/dmi/id/product_serial';

// The kernel's IPMI driver asks the BMC for its identity, once in five seconds at the most.
const BMC = '/sys/bus/platform/devices/ipmi_bmc.0/firmware_revision';

/** What was asked of a DPU; a tool is null where it was not asked, for want of root or of an adapter. */
type RawDpu = {
  readonly bluefield: BlueField;
  readonly own: Adapter | null;
  readonly files: FileAnswers;
  readonly isForbidden: boolean;
  readonly mode: ToolAnswer | null;
  readonly versions: ToolAnswer | null;
};

type Raw = { readonly dpu: RawDpu | null; readonly rshims: Rshims | null };

const isRefused = (answer: FileAnswer): boolean =>
  answer.kind === 'error' && (answer.errno === 'EACCES' || answer.errno === 'EPERM');

const collect = async (host: Host): Promise<Raw> => {
  const machine = await lookAtMachine(host);
  const { bluefield } = machine;
  if (bluefield === null) return { dpu: null, rshims: await readRshims(host) };
  const own = ownAdapter(machine);
  const files = await host.read(
    [
      { device: 'kernel', paths: [ROOT_ONLY, SECURE_BOOT, ...BOARD_READS] },
      { device: 'bmc', paths: [BMC] },
    ],
    0.5,
  );
  const isForbidden = isRefused(files.get(ROOT_ONLY) ?? NOT_THERE);
  const askMode = async () =>
    own === null || isForbidden
      ? null
      : await askTool(host, MODE_QUERY, { DEVICE: own.pciAddress, ARRAY: [] }, { where: '', device: own.card });
  const askVersions = async () => (isForbidden ? null : await askTool(host, [BFVER], {}, { where: '', device: null }));
  const [mode, versions] = await Promise.all([askMode(), askVersions()]);
  return { dpu: { bluefield, own, files, isForbidden, mode, versions }, rshims: null };
};

const NO_CARD = { code: 'absent', detail: 'no PCI function of the BlueField' } as const;
const NOT_TOLD = { code: 'absent', detail: 'the kernel does not tell it' } as const;

const modeIn = ({ own, isForbidden, mode }: RawDpu): Reading<Mode> => {
  if (own === null) return { value: null, reason: NO_CARD };
  if (mode === null) return { value: null, reason: isForbidden ? FOR_ROOT : NO_CARD };
  return readModeOf(mode, own);
};

const versionIn = ({ versions }: RawDpu, part: Parameters<typeof readBootVersion>[1]): Reading<string> =>
  versions === null ? { value: null, reason: FOR_ROOT } : readBootVersion(versions, part);

const TYPE_OF: Readonly<Record<BlueField, DpuRecord['dpu_type']>> = {
  'BlueField-1': null,
  'BlueField-2': 'BlueField2',
  'BlueField-3': 'BlueField3',
  'BlueField-4': 'BlueField4',
};

const DPU_MODE = { dpu: 'dpu', restricted: 'dpu', nic: 'nic' } as const;

const describe = (raw: RawDpu, findings: DpuFinding[]): DpuRecord => {
  const { bluefield, own, files } = raw;
  const take = taking<typeof TYPES, 'dpu'>(findings, 'dpu');
  const answerTo = (path: string): FileAnswer => files.get(path) ?? NOT_THERE;
  const ofBoard = (field: BoardField) => take(field, readBoard(files, field));
  const mode = modeIn(raw);
  const psid: Reading<string> = own?.boardId
    ? { value: own.boardId }
    : { value: null, reason: own === null ? NO_CARD : NOT_TOLD };
  return {
    chip: bluefield,
    dpu_type: TYPE_OF[bluefield],
    mode: take('mode', mode),
    dpu_mode: take('dpu_mode', mode.value === null ? mode : { value: DPU_MODE[mode.value] }),
    opn: ofBoard('opn'),
    sku: ofBoard('sku'),
    board_model: ofBoard('board_model'),
    board_revision: ofBoard('board_revision'),
    psid: take('psid', psid),
    serial_number: ofBoard('serial_number'),
    uuid: ofBoard('uuid'),
    oob_mac: ofBoard('oob_mac'),
    lifecycle: ofBoard('lifecycle'),
    secure_boot_fuses: ofBoard('secure_boot_fuses'),
    secure_boot: take('secure_boot', readSecureBoot(answerTo(SECURE_BOOT))),
    atf_version: take('atf_version', versionIn(raw, 'ATF')),
    uefi_version: take('uefi_version', versionIn(raw, 'UEFI')),
    bsp_version: take('bsp_version', versionIn(raw, 'BSP')),
    bmc_version: take(
      'bmc_version',
      readAs(answerTo(BMC), (text) => (/^\d{1,3}\.[0-9a-f]{1,3}$/.test(text) ? text : null)),
    ),
  };
};

const onOff = (value: unknown): string => (value === true ? 'on' : 'off');

/** `BlueField-3, mode -, 900-9D3B6-00CV-AA0, GA Secured, secure boot on`; on a host one phrase a DPU. */
const sayDpu = (document: Document): string | null => {
  const [dpu] = recordsOf(document, 'dpu');
  if (dpu !== undefined) {
    return phrases(
      said(dpu, 'chip'),
      said(dpu, 'mode', String, 'mode '),
      said(dpu, 'opn'),
      said(dpu, 'lifecycle'),
      said(dpu, 'secure_boot', onOff, 'secure boot '),
    );
  }
  const rshims = recordsOf(document, 'rshims').map((rshim) =>
    phrases(
      `${rshim['rshim']} ${said(rshim, 'chip')}`,
      saidIfAny(rshim, 'dpu_mode', String, 'mode '),
      saidIfAny(rshim, 'opn'),
      saidIfAny(rshim, 'boot_mode', String, 'boots from '),
    ),
  );
  return rshims.length === 0 ? null : rshims.join('; ');
};

/** Null, or none, on a machine that has nothing to do with a DPU. */
export const dpu = definePart({
  types: TYPES,
  reads: [...MACHINE_READS, ROOT_ONLY, SECURE_BOOT, BMC, ...BOARD_READS, ...RSHIM_READS],
  runs: [...MODE_QUERY, BFVER],
  says: sayDpu,
  collect,
  parse: ({ dpu, rshims }) => {
    const findings: DpuFinding[] = [];
    const records = {
      dpu: dpu === null ? null : describe(dpu, findings),
      rshims: rshims === null ? [] : parseRshims(rshims, findings),
    };
    return { records, findings };
  },
});
