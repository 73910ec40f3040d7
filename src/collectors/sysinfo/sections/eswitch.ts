// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Eswitch mode of each device: with representors (switchdev), or learning addresses by itself (legacy). */

import { answerTo, parseTextAnswer } from '../../../core/attribute.js';
import { type Document, recordsOf, valueIn } from '../../../core/document.js';
import type { Host } from '../../../core/host.js';
import { compareNatural } from '../../../core/natural-order.js';
import type { ToolAnswer } from '../../../core/tool/run-tool.js';
import { column } from '../../../core/view.js';
import { BUS } from '../../../hardware/adapter/bus.js';
import { isRepresentorName } from '../../../hardware/adapter/netdev.js';
import { canHaveEswitch, handleOf, PHYSFN, parseDevlink, queryEswitch, runDevlink, TOOLS } from '../devlink.js';
import { detectPlatform, MACHINE_READS } from '../platform.js';
import { defineSection } from '../section.js';
import { type EswitchQuery, parseEswitch } from './eswitch/parse.js';
import { type EswitchFinding, TYPES } from './eswitch/records.js';

const NETDEVS = `${BUS}/*/net`;
const PORT_NAME = `${BUS}/*/net/*/phys_port_name`;

type Raw = { readonly devices: ToolAnswer; readonly queries: readonly EswitchQuery[] };

/** True when the function has representors: only switchdev has them. */
const representorsOf = async (host: Host, handle: string): Promise<boolean> => {
  const [bus, address = ''] = handle.split('/');
  if (bus !== 'pci') return false;
  const netdevs = host.readdir(NETDEVS.replace('*', address));
  if (netdevs.kind === 'error') return false;
  const paths = netdevs.entries.map((name) => PORT_NAME.replace('*', address).replace('*', name));
  const files = await host.readFiles([{ device: address, paths }], 0.5);
  return paths.some((path) => isRepresentorName(parseTextAnswer(answerTo(files, path)).value));
};

const collect = async (host: Host): Promise<Raw> => {
  const [devices, { adapters }] = await Promise.all([runDevlink(host, 'devices'), detectPlatform(host)]);
  const own = adapters.filter(({ kind, driver }) => kind === 'pf' && driver === 'mlx5_core');
  const handles = new Set([
    ...own.map(({ pciAddress }) => handleOf(pciAddress)),
    ...parseDevlink(devices, 'dev').devices.keys(),
  ]);
  const queries = [...handles]
    .filter((handle) => canHaveEswitch(host, handle))
    .sort(compareNatural)
    .map(async (handle) => {
      const [answer, hasRepresentors] = await Promise.all([queryEswitch(host, handle), representorsOf(host, handle)]);
      return { handle, answer, hasRepresentors };
    });
  return { devices, queries: await Promise.all(queries) };
};

/** `switchdev: 0000:03:00.0, 0000:03:00.1  legacy: 0000:18:00.0` */
const summarizeEswitches = (document: Document): string | null => {
  const byMode = new Map<string, string[]>();
  for (const eswitch of recordsOf(document, 'eswitches')) {
    const mode = String(valueIn(eswitch, 'mode') ?? 'mode -');
    byMode.set(mode, [...(byMode.get(mode) ?? []), String(valueIn(eswitch, 'device'))]);
  }
  return byMode.size === 0 ? null : [...byMode].map(([mode, devices]) => `${mode}: ${devices.join(', ')}`).join('  ');
};

/** The eswitches of devices that have one. */
export const eswitch = defineSection({
  types: TYPES,
  reads: [...MACHINE_READS, NETDEVS, PORT_NAME, PHYSFN],
  runs: [...TOOLS.devices, ...TOOLS.eswitch],
  summary: summarizeEswitches,
  table: {
    type: 'eswitches',
    columns: [
      column('DEVICE', 'device'),
      column('MODE', 'mode'),
      column('INLINE', 'inline_mode'),
      column('ENCAP', 'encap_mode'),
    ],
    wide: [column('SOURCE', 'evidence')],
  },
  collect,
  parse: ({ devices, queries }) => {
    const findings: EswitchFinding[] = [];
    const eswitches = queries.flatMap((one) => parseEswitch(one, findings) ?? []);
    // A missing tool is reported with the adapters, where there are any.
    const { reason } = parseDevlink(devices, 'dev');
    if (reason !== null && reason.code !== 'absent')
      findings.push({ type: 'eswitches', where: '', field: null, ...reason });
    return { records: { eswitches }, findings };
  },
});
