// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Versions of DOCA, drivers and network software. Software that is not installed is null by design. */

import { answerTo, isAbsent, parseAnswer, type ValueOrReason } from '../../../core/attribute.js';
import { type Document, recordsOf, valueIn } from '../../../core/document.js';
import type { FileAnswer } from '../../../core/file-answer.js';
import type { Invocation } from '../../../core/invocation.js';
import type { TypedFinding } from '../../../core/record-type.js';
import { runTool, type ToolAnswer } from '../../../core/tool/run-tool.js';
import { PACKAGE_TOOLS, type Packages, parsePackages, queryPackages } from '../package-list.js';
import { createTaker } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatIfPresent, joinPhrases } from '../summary-line.js';
import { toolReason } from '../tool.js';
import { kernelPackage, versionIn } from './software/packaged.js';
import { DOCA, DRIVER, type Packaged, TYPES } from './software/records.js';

const RELEASE = '/proc/sys/kernel/osrelease';

const OFED: Invocation = {
  name: 'ofed_info.version',
  path: '/usr/bin/ofed_info',
  args: ['-s'],
  effect: 'read',
  timeoutSeconds: 5,
  help: "MLNX_OFED version, when the driver is not the kernel's own.",
};

type Raw = {
  readonly files: ReadonlyMap<string, FileAnswer>;
  readonly packages: readonly ToolAnswer[];
  readonly ofed: ToolAnswer | null;
};

const readVersion = (answer: FileAnswer): ValueOrReason<string> =>
  parseAnswer(answer, (word) => (/^\d[\w.+~-]{0,63}$/.test(word) ? word : null));

/** `OFED-internal-24.10-1.1.4:` */
const readOfed = (toolAnswer: ToolAnswer | null): ValueOrReason<string> | null => {
  if (toolAnswer === null || toolAnswer.answer.kind === 'missing') return null;
  const reason = toolReason(toolAnswer);
  if (reason !== null || toolAnswer.answer.kind !== 'ok') return { value: null, reason: reason ?? NOTHING };
  const [, version] = /^(\w[\w.-]{0,63}):?\n?$/.exec(toolAnswer.answer.stdout) ?? [];
  return version === undefined ? { value: null, reason: NOTHING } : { value: version };
};

const NOTHING = { code: 'parse', detail: 'ofed_info -s' } as const;

/** The marketing version: `2.9.1` of `2.9.1008`, whose last three digits count builds. */
const formatDocaVersion = (version: unknown): string => String(version).replace(/^(\d+\.\d+\.\d+)\d{3}$/, '$1');

const summarizeSoftware = (document: Document): string | null => {
  const [record] = recordsOf(document, 'software');
  if (record === undefined) return null;
  const instead = (first: string, field: string, lead: string) =>
    valueIn(record, first) === null ? formatIfPresent(record, field, String, lead) : null;
  return joinPhrases(
    formatIfPresent(record, 'doca_version', formatDocaVersion, 'DOCA '),
    instead('doca_version', 'ofed_version', 'OFED '),
    formatIfPresent(record, 'mft_version', String, 'MFT '),
    instead('mft_version', 'mstflint_version', 'mstflint '),
    formatIfPresent(record, 'ovs_version', String, 'OVS '),
  );
};

type Take = ReturnType<typeof createTaker<typeof TYPES, 'software'>>;

const packagedFields = ({ packages, reason }: Packages, release: ValueOrReason<string>, take: Take) => {
  // An incomplete list still proves what is on it.
  const orReason = (field: Packaged | 'kernel_package', found: string | null): string | null =>
    found === null && reason !== null ? take({ value: null, reason }, field) : found;
  const versionOf = (field: Packaged) => orReason(field, versionIn(packages, field));
  const kernel = (): string | null =>
    release.value === null
      ? take(release, 'kernel_package')
      : orReason('kernel_package', kernelPackage(packages, release.value));
  return { versionOf, kernel };
};

/** The versions. */
export const software = defineSection({
  types: TYPES,
  reads: [...DOCA, DRIVER, RELEASE],
  runs: [OFED, ...PACKAGE_TOOLS],
  summary: summarizeSoftware,
  collect: async (host): Promise<Raw> => {
    const packagesQuery = queryPackages(host);
    const files = await host.readFiles([{ device: 'kernel', paths: [...DOCA, DRIVER, RELEASE] }]);
    const isForeign = !isAbsent(answerTo(files, DRIVER));
    const ofed = isForeign ? await runTool(host, [OFED], {}, { where: '', device: null }) : null;
    return { files, packages: await packagesQuery, ofed };
  },
  parse: ({ files, packages, ofed }) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = createTaker<typeof TYPES, 'software'>(findings, 'software');
    const doca = DOCA.map((path) => answerTo(files, path)).find((answer) => !isAbsent(answer));
    const driver = answerTo(files, DRIVER);
    const ofedVersion = readOfed(ofed);
    const { versionOf, kernel } = packagedFields(
      parsePackages(packages),
      parseAnswer(answerTo(files, RELEASE), String),
      take,
    );
    const record = {
      doca_version: doca === undefined ? null : take(readVersion(doca), 'doca_version'),
      mft_version: versionOf('mft_version'),
      mstflint_version: versionOf('mstflint_version'),
      ofed_version: ofedVersion === null ? null : take(ofedVersion, 'ofed_version'),
      mlx5_core_version: isAbsent(driver) ? null : take(readVersion(driver), 'mlx5_core_version'),
      ovs_version: versionOf('ovs_version'),
      dpdk_version: versionOf('dpdk_version'),
      rdma_core_version: versionOf('rdma_core_version'),
      collectx_version: versionOf('collectx_version'),
      kernel_package: kernel(),
    };
    return { records: { software: record }, findings };
  },
});
