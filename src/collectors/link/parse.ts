// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From what the tool said to records and reasons. Pure. */

import { listNames } from '../../core/list-names.js';
import { type Finding, reasonOf } from '../../core/problem.js';
import type { Parsed } from '../../core/record-type.js';
import { SETTINGS_FILE } from '../../core/settings.js';
import { parseCheckedAnswer, parseReport } from './checked-answer.js';
import { judgeHealth } from './health.js';
import { NO_PCIE, parseLinkPort } from './parse-link-port.js';
import { parsePcieSection } from './pcie.js';
import type { PORTS } from './ports.js';
import type { LinkRaw, RawPort } from './raw.js';
import type { AddFinding } from './section-reader.js';

type Types = { readonly ports: typeof PORTS };
type PortRecord = Parsed<Types>['records']['ports'][number];
type LinkFinding = Finding & { readonly type: 'ports' };
type Understood = { readonly record: PortRecord | null; readonly findings: readonly LinkFinding[] };

/** Every port that said something as a record, and a reason for each value that should be there and is not. */
export const parse = (raw: LinkRaw): Parsed<Types> => {
  const ports = raw.ports.map((port) => understand(port, raw));
  const records = ports.flatMap(({ record }) => (record === null ? [] : [record]));
  return {
    records: { ports: records },
    findings: [...ports.flatMap(({ findings }) => findings), ...findAround(raw)],
    remarks: raw.options.module ? remarkOnCopper(records) : [],
  };
};

const about = (where: string, finding: Omit<Finding, 'type' | 'where'>): LinkFinding => ({
  type: 'ports',
  where,
  ...finding,
});

const understand = (raw: RawPort, { options, limits }: LinkRaw): Understood => {
  const { target, isTooOldFor } = raw;
  const { adapter, device } = target;
  const answer = parseCheckedAnswer(raw);
  if ('why' in answer) return { record: null, findings: [about(device, { field: null, ...answer.why })] };
  const where = `${device}/1`;
  const findings: LinkFinding[] = [];
  const note: AddFinding = (field, why) => findings.push(about(where, { field: field === '' ? null : field, ...why }));
  if (isTooOldFor !== null) {
    note(isTooOldFor === 'fec' ? 'fec_bins' : 'eye_mode', {
      code: 'not_supported',
      detail: 'the tool is too old',
    });
  }
  const asked = { fec: options.fec && isTooOldFor === null, eye: options.eye && isTooOldFor === null };
  const { isUnderTest, ...port } = parseLinkPort(answer.report, asked, note);
  const { verdict, why } = judgeHealth({ ...port, isUnderTest }, limits);
  const record: PortRecord = {
    device,
    port: 1,
    netdev: adapter.netdevs?.[0] ?? null,
    pci_address: adapter.pciAddress,
    link_layer: adapter.ports.find((p) => p.rdmaDevice === device && p.port === 1)?.linkLayer ?? null,
    ...port,
    verdict,
    why,
    ...(raw.pcie === null ? NO_PCIE : readPcieAnswer(raw.pcie, note)),
  };
  return { record, findings };
};

const readPcieAnswer = (asked: NonNullable<RawPort['pcie']>, note: AddFinding) => {
  const found = parseReport(asked);
  if ('report' in found) return parsePcieSection(found.report, note);
  note('pcie_links', found.why);
  return NO_PCIE;
};

/** What is to say beside the ports. */
const findAround = (raw: LinkRaw): readonly LinkFinding[] => {
  const { skippedVfs, unmatched, unreadSettings, hasAdapters } = raw;
  const found = unmatched.map((name) =>
    about(name, { field: null, code: 'absent', detail: 'no such device', severity: 'warning' }),
  );
  if (unreadSettings !== null) {
    const { detail } = reasonOf(unreadSettings);
    const code = unreadSettings.kind === 'timeout' ? 'timeout' : 'unreadable';
    found.push(
      about(SETTINGS_FILE, { field: null, code, detail: `${SETTINGS_FILE} (${detail}): using default limits` }),
    );
  }
  if (skippedVfs > 0) {
    const detail = `skipped ${skippedVfs} VF${skippedVfs === 1 ? '' : 's'} (mlxlink blocks 8 s on each); use -d NAME`;
    found.push(about('', { field: null, code: 'absent', detail }));
  }
  if (!hasAdapters) {
    const fix = 'lspci -d 15b3:    or without hardware: fabric link --replay bluefield3';
    found.push(about('', { field: null, code: 'absent', detail: 'no NVIDIA adapter on the PCI bus', fix }));
  }
  return found;
};

/** That a cable of copper measures nothing is no fault. */
const remarkOnCopper = (records: readonly PortRecord[]): readonly string[] => {
  const silent = records.filter((r) => r.alarms === null && /passive/i.test(r.cable_type ?? ''));
  return silent.length === 0
    ? []
    : [`${listNames(silent.map((r) => `${r.device}/${r.port}`))}: passive copper, no diagnostics`];
};
