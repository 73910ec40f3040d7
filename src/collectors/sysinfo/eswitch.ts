// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** How the eswitch of each device works: its ports have representors (switchdev), or it learns addresses alone (legacy). */
import { BUS } from '../../core/adapter/bus.js';
import { isRepresentorName } from '../../core/adapter/netdev.js';
import { readText } from '../../core/attribute.js';
import { type Document, recordsOf, valueIn } from '../../core/document.js';
import { label, state } from '../../core/field.js';
import type { Host } from '../../core/host.js';
import type { Json } from '../../core/json.js';
import { compareNatural } from '../../core/natural-order.js';
import { list, type Records, type TypedFinding } from '../../core/provider.js';
import type { ToolAnswer } from '../../core/tool/ask.js';
import { column } from '../../core/view.js';
import {
  askDevlink,
  askEswitch,
  handleOf,
  isObject,
  mayHaveEswitch,
  nameOf,
  PHYSFN,
  readDevlink,
  TOOLS,
} from './devlink.js';
import { lookAtMachine, MACHINE_READS } from './machine.js';
import { definePart } from './part.js';
import { NOT_THERE } from './take.js';
import type { ToolReason } from './tool.js';

const SOURCE = 'devlink -j dev eswitch show DEVICE';
const NETDEVS = `${BUS}/*/net`;
const PORT_NAME = `${BUS}/*/net/*/phys_port_name`;

const MODES = ['legacy', 'switchdev', 'switchdev_inactive'] as const;
const INLINE_MODES = ['none', 'link', 'network', 'transport'] as const;
const ENCAP_MODES = ['none', 'basic'] as const;

const TYPES = {
  eswitches: list({
    device: label('PCI address of the device, or its name in devlink.', 'devlink -j dev show'),
    mode: state(MODES, 'How it works.', `mode of ${SOURCE}; switchdev where the device has representors`),
    told_by: state(
      ['devlink', 'representors'],
      'What tells the mode; null where nothing does.',
      'the source that answered',
    ),
    inline_mode: state(
      INLINE_MODES,
      'How much of a packet its sender must show the hardware; null for a device without the notion.',
      `inline-mode of ${SOURCE}`,
    ),
    encap_mode: state(
      ENCAP_MODES,
      'Whether it can put packets into tunnels; null for a device without the notion.',
      `encap-mode of ${SOURCE}`,
    ),
  }),
};

type Eswitch = Records<typeof TYPES>['eswitches'][number];
type EswitchFinding = TypedFinding<typeof TYPES>;

type Raw = {
  readonly devices: ToolAnswer;
  readonly asked: readonly {
    readonly handle: string;
    readonly answer: ToolAnswer;
    readonly hasRepresentors: boolean;
  }[];
};

/** Whether the kernel shows netdevs of the function that stand for ports of an eswitch: only switchdev has them. */
const representorsOf = async (host: Host, handle: string): Promise<boolean> => {
  const [bus, address = ''] = handle.split('/');
  if (bus !== 'pci') return false;
  const netdevs = host.list(NETDEVS.replace('*', address));
  if (netdevs.kind === 'error') return false;
  const paths = netdevs.entries.map((name) => PORT_NAME.replace('*', address).replace('*', name));
  const files = await host.read([{ device: address, paths }], 0.5);
  // `pf0` alone is the name of a PF's own port, too.
  return paths.some((path) => {
    const name = readText(files.get(path) ?? NOT_THERE).value;
    return isRepresentorName(name) && /(?:hpf|vf\d+|sf\d+)$/.test(name ?? '');
  });
};

const collect = async (host: Host): Promise<Raw> => {
  const [devices, { adapters }] = await Promise.all([askDevlink(host, 'devices'), lookAtMachine(host)]);
  const own = adapters.filter(({ kind, driver }) => kind === 'pf' && driver === 'mlx5_core');
  const handles = new Set([
    ...own.map(({ pciAddress }) => handleOf(pciAddress)),
    ...readDevlink(devices, 'dev').devices.keys(),
  ]);
  const asked = [...handles]
    .filter((handle) => mayHaveEswitch(host, handle))
    .sort(compareNatural)
    .map(async (handle) => {
      const [answer, hasRepresentors] = await Promise.all([askEswitch(host, handle), representorsOf(host, handle)]);
      return { handle, answer, hasRepresentors };
    });
  return { devices, asked: await Promise.all(asked) };
};

const wordOf = <V extends string>(words: readonly V[], json: Json | undefined): V | null =>
  words.find((word) => word === json) ?? null;

// `devlink answers: Operation not supported`: the device has none. Of InfiniBand, of many drivers.
const hasNone = ({ answer }: ToolAnswer): boolean =>
  answer.kind === 'failed' && /Operation not supported/.test(answer.stderr);

const understand = (
  { handle, answer, hasRepresentors }: Raw['asked'][number],
  findings: EswitchFinding[],
): Eswitch | null => {
  if (hasNone(answer) && !hasRepresentors) return null;
  const device = nameOf(handle);
  const { devices, reason } = readDevlink(answer, 'dev');
  const told = devices.get(handle);
  const find = (field: keyof Eswitch, why: ToolReason): null => {
    // A tool that is not there is told once, and not of each device.
    findings.push({ type: 'eswitches', where: why.code === 'absent' ? '' : device, field, ...why });
    return null;
  };
  if (!isObject(told)) {
    const why = reason ?? { code: 'parse', detail: `nothing of ${device}` };
    if (!hasRepresentors) find('mode', why);
    find('inline_mode', why);
    find('encap_mode', why);
    return {
      device,
      mode: hasRepresentors ? 'switchdev' : null,
      told_by: hasRepresentors ? 'representors' : null,
      inline_mode: null,
      encap_mode: null,
    };
  }
  const take = <V extends string>(field: 'mode' | 'inline_mode' | 'encap_mode', words: readonly V[]): V | null => {
    const json = told[field.replace('_', '-')];
    return wordOf(words, json) ?? find(field, { code: 'parse', detail: `"${String(json).slice(0, 40)}"` });
  };
  const optional = <V extends string>(field: 'inline_mode' | 'encap_mode', words: readonly V[]): V | null =>
    told[field.replace('_', '-')] === undefined ? null : take(field, words);
  // The netlink attribute of encap was a yes or no in the first versions of the tool.
  const encap = told['encap-mode'] ?? told['encap'];
  const mode = take('mode', MODES);
  return {
    device,
    mode,
    told_by: mode === null ? null : 'devlink',
    inline_mode: optional('inline_mode', INLINE_MODES),
    encap_mode: encap === 'enable' ? 'basic' : encap === 'disable' ? 'none' : optional('encap_mode', ENCAP_MODES),
  };
};

/** `switchdev: 0000:03:00.0, 0000:03:00.1  legacy: 0000:18:00.0` */
const sayEswitches = (document: Document): string | null => {
  const byMode = new Map<string, string[]>();
  for (const eswitch of recordsOf(document, 'eswitches')) {
    const mode = String(valueIn(eswitch, 'mode') ?? 'mode -');
    byMode.set(mode, [...(byMode.get(mode) ?? []), String(valueIn(eswitch, 'device'))]);
  }
  return byMode.size === 0 ? null : [...byMode].map(([mode, devices]) => `${mode}: ${devices.join(', ')}`).join('  ');
};

/** The eswitches of devices that have one. */
export const eswitch = definePart({
  types: TYPES,
  reads: [...MACHINE_READS, NETDEVS, PORT_NAME, PHYSFN],
  runs: [...TOOLS.devices, ...TOOLS.eswitch],
  says: sayEswitches,
  table: {
    type: 'eswitches',
    columns: [
      column('DEVICE', 'device'),
      column('MODE', 'mode'),
      column('INLINE', 'inline_mode'),
      column('ENCAP', 'encap_mode'),
    ],
    wide: [column('TOLD-BY', 'told_by')],
  },
  collect,
  parse: ({ devices, asked }) => {
    const findings: EswitchFinding[] = [];
    const eswitches = asked.flatMap((one) => understand(one, findings) ?? []);
    // Of a tool that is not there the adapters tell, where there are any.
    const { reason } = readDevlink(devices, 'dev');
    if (reason !== null && reason.code !== 'absent')
      findings.push({ type: 'eswitches', where: '', field: null, ...reason });
    return { records: { eswitches }, findings };
  },
});
