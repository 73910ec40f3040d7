// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns tool answers into records and findings. Pure. */

import type { AddReason } from '../../core/findings.js';
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

type Types = { readonly ports: typeof PORTS };
type PortRecord = Parsed<Types>['records']['ports'][number];
type LinkFinding = Finding & { readonly type: 'ports' };
type ParsedPort = { readonly record: PortRecord | null; readonly findings: readonly LinkFinding[] };

/** Returns a record for each port with a report, and a finding for each expected value that is missing. */
export const parse = (raw: LinkRaw): Parsed<Types> => {
  const ports = raw.ports.map((port) => parsePort(port, raw));
  const records = ports.flatMap(({ record }) => (record === null ? [] : [record]));
  return {
    records: { ports: records },
    findings: [...ports.flatMap(({ findings }) => findings), ...generalFindings(raw)],
    remarks: raw.options.module ? passiveCopperRemarks(records) : [],
  };
};

const finding = (where: string, rest: Omit<Finding, 'type' | 'where'>): LinkFinding => ({
  type: 'ports',
  where,
  ...rest,
});

const parsePort = (raw: RawPort, { options, limits }: LinkRaw): ParsedPort => {
  const { target, isTooOldFor } = raw;
  const { adapter, device } = target;
  const answer = parseCheckedAnswer(raw);
  if ('reason' in answer) return { record: null, findings: [finding(device, { field: null, ...answer.reason })] };
  const where = `${device}/1`;
  const findings: LinkFinding[] = [];
  const note: AddReason = (field, why) => findings.push(finding(where, { field: field === '' ? null : field, ...why }));
  if (isTooOldFor !== null) {
    note(isTooOldFor === 'fec' ? 'fec_bins' : 'eye_mode', {
      code: 'not_supported',
      detail: 'the tool is too old',
    });
  }
  const requested = { fec: options.fec && isTooOldFor === null, eye: options.eye && isTooOldFor === null };
  const { isUnderTest, ...port } = parseLinkPort(answer.report, requested, note);
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
    ...(raw.pcie === null ? NO_PCIE : parsePcieAnswer(raw.pcie, note)),
  };
  return { record, findings };
};

const parsePcieAnswer = (answer: NonNullable<RawPort['pcie']>, note: AddReason) => {
  const found = parseReport(answer);
  if ('report' in found) return parsePcieSection(found.report, note);
  note('pcie_links', found.reason);
  return NO_PCIE;
};

/** Findings that are not about one port. */
const generalFindings = (raw: LinkRaw): readonly LinkFinding[] => {
  const { skippedVfs, unmatched, settingsError, hasAdapters } = raw;
  const found = unmatched.map((name) =>
    finding(name, { field: null, code: 'absent', detail: 'no such device', severity: 'warning' }),
  );
  if (settingsError !== null) {
    const { detail } = reasonOf(settingsError);
    const code = settingsError.kind === 'timeout' ? 'timeout' : 'unreadable';
    found.push(
      finding(SETTINGS_FILE, { field: null, code, detail: `${SETTINGS_FILE} (${detail}): using default limits` }),
    );
  }
  if (skippedVfs > 0) {
    const detail = `skipped ${skippedVfs} VF${skippedVfs === 1 ? '' : 's'} (mlxlink blocks 8 s on each); use -d NAME`;
    found.push(finding('', { field: null, code: 'absent', detail }));
  }
  if (!hasAdapters) {
    const fix = 'lspci -d 15b3:    or without hardware: fabric link --replay bluefield3';
    found.push(finding('', { field: null, code: 'absent', detail: 'no NVIDIA adapter on the PCI bus', fix }));
  }
  return found;
};

/** Explains why a passive copper cable has no diagnostics. */
const passiveCopperRemarks = (records: readonly PortRecord[]): readonly string[] => {
  const passive = records.filter((r) => r.alarms === null && /passive/i.test(r.cable_type ?? ''));
  return passive.length === 0
    ? []
    : [`${listNames(passive.map((r) => `${r.device}/${r.port}`))}: passive copper, no diagnostics`];
};
