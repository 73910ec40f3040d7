// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The DPU of this machine itself, or the DPUs that it manages. */

import { answerTo } from '../../../core/attribute.js';
import { type Document, recordsOf } from '../../../core/document.js';
import type { FileAnswer } from '../../../core/file-answer.js';
import type { Host } from '../../../core/host.js';
import { runTool } from '../../../core/tool/run-tool.js';
import { detectPlatform, dpuAdapter, MACHINE_READS } from '../platform.js';
import { defineSection } from '../section.js';
import { formatField, formatIfPresent, joinPhrases } from '../summary-line.js';
import { BOARD_READS } from './dpu/board.js';
import { BFVER } from './dpu/boot-versions.js';
import { BMC, describeDpu, type RawDpu } from './dpu/describe.js';
import { MODE_QUERY } from './dpu/mode.js';
import { type DpuFinding, TYPES } from './dpu/records.js';
import { collectRshims, parseRshims, RSHIM_READS, type Rshims } from './dpu/rshim.js';
import { SECURE_BOOT } from './dpu/secure-boot.js';

// Root alone may read it. Where that is refused the tools that need root would only fail.
const ROOT_ONLY = '/sys/class/dmi/id/product_serial';

type Raw = { readonly dpu: RawDpu | null; readonly rshims: Rshims | null };

const isRefused = (answer: FileAnswer): boolean =>
  answer.kind === 'error' && (answer.errno === 'EACCES' || answer.errno === 'EPERM');

const collect = async (host: Host): Promise<Raw> => {
  const machine = await detectPlatform(host);
  const { bluefield } = machine;
  if (bluefield === null) return { dpu: null, rshims: await collectRshims(host) };
  const own = dpuAdapter(machine);
  const files = await host.readFiles(
    [
      { device: 'kernel', paths: [ROOT_ONLY, SECURE_BOOT, ...BOARD_READS] },
      { device: 'bmc', paths: [BMC] },
    ],
    0.5,
  );
  const isForbidden = isRefused(answerTo(files, ROOT_ONLY));
  const askMode = async () =>
    own === null || isForbidden
      ? null
      : await runTool(host, MODE_QUERY, { DEVICE: own.pciAddress, ARRAY: [] }, { where: '', device: own.card });
  const askVersions = async () => (isForbidden ? null : await runTool(host, [BFVER], {}, { where: '', device: null }));
  const [mode, versions] = await Promise.all([askMode(), askVersions()]);
  return { dpu: { bluefield, own, files, isForbidden, mode, versions }, rshims: null };
};

const onOff = (value: unknown): string => (value === true ? 'on' : 'off');

/** `BlueField-3, mode -, 900-9D3B6-00CV-AA0, GA Secured, secure boot on`; on a host one phrase a DPU. */
const summarizeDpu = (document: Document): string | null => {
  const [dpu] = recordsOf(document, 'dpu');
  if (dpu !== undefined) {
    return joinPhrases(
      formatField(dpu, 'chip'),
      formatField(dpu, 'mode', String, 'mode '),
      formatField(dpu, 'part_number'),
      formatField(dpu, 'lifecycle'),
      formatField(dpu, 'secure_boot', onOff, 'secure boot '),
    );
  }
  const rshims = recordsOf(document, 'rshims').map((rshim) =>
    joinPhrases(
      `${rshim['rshim']} ${formatField(rshim, 'chip')}`,
      formatIfPresent(rshim, 'dpu_mode', String, 'mode '),
      formatIfPresent(rshim, 'part_number'),
      formatIfPresent(rshim, 'boot_mode', String, 'boots from '),
    ),
  );
  return rshims.length === 0 ? null : rshims.join('; ');
};

/** Null, or none, on a machine that has nothing to do with a DPU. */
export const dpu = defineSection({
  types: TYPES,
  reads: [...MACHINE_READS, ROOT_ONLY, SECURE_BOOT, BMC, ...BOARD_READS, ...RSHIM_READS],
  runs: [...MODE_QUERY, BFVER],
  summary: summarizeDpu,
  collect,
  parse: ({ dpu, rshims }) => {
    const findings: DpuFinding[] = [];
    const records = {
      dpu: dpu === null ? null : describeDpu(dpu, findings),
      rshims: rshims === null ? [] : parseRshims(rshims, findings),
    };
    return { records, findings };
  },
});
