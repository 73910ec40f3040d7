// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From what was found of the interfaces to the records. Pure. */

import { answerTo, parseAnswer, parseTextAnswer, type ValueOrReason } from '../../../../core/attribute.js';
import type { FileAnswer, FileAnswers } from '../../../../core/file-answer.js';
import { reasonOf } from '../../../../core/problem.js';
import type { Parsed, TypedFinding } from '../../../../core/record-type.js';
import type { Adapter } from '../../../../hardware/adapter/adapter.js';
import { isRepresentorName } from '../../../../hardware/adapter/netdev.js';
import { createTaker, withPath } from '../../reasons.js';
import { type FILES, type FoundNetdevs, fileOf, NET, type Netdev } from './find.js';
import { type KINDS, type PORTS, STATES } from './records.js';

type Kind = (typeof KINDS)[number];

/** A BlueField's ports towards its BMC network and towards its host (drivers mlxbf_gige and mlxbf_tmfifo). */
const MANAGEMENT = /^(?:oob_net|tmfifo_net)\d+$/;

/** Errors of a driver that does not support the file. */
const NO_SUCH_NOTION: ReadonlySet<string> = new Set(['ENOENT', 'EOPNOTSUPP', 'EINVAL']);

type Types = typeof PORTS;

/** The interfaces, their files, and the adapters that some belong to. */
export type FoundPorts = FoundNetdevs & { readonly adapters: readonly Adapter[]; readonly answers: FileAnswers };

/** The interfaces in natural order. */
export const parsePorts = ({
  listing,
  netdevs,
  adapters,
  answers,
}: FoundPorts): Pick<Parsed<Types>, 'records' | 'findings'> => {
  const findings: TypedFinding<Types>[] = [];
  if (listing.kind === 'error' && listing.errno !== 'ENOENT')
    findings.push({ type: 'ports', where: '', field: null, ...withPath(NET, reasonOf(listing)) });
  const byAddress = new Map(adapters.map((adapter) => [adapter.pciAddress, adapter]));
  const records = netdevs.map((netdev) => {
    const take = createTaker<Types, 'ports'>(findings, 'ports', netdev.name);
    const answer = (file: (typeof FILES)[number]): FileAnswer => answerTo(answers, fileOf(netdev.name, file));
    const portName = nameIn(answer('phys_port_name'));
    const isPlaced = netdev.place.kind === 'link';
    return {
      netdev: netdev.name,
      kind: take(kindOf(netdev, portName, byAddress), 'kind'),
      state: take(
        parseAnswer(answer('operstate'), (text) => STATES.find((one) => one === text) ?? null),
        'state',
      ),
      mtu_bytes: take(
        parseAnswer(answer('mtu'), (text) => (/^\d{1,10}$/.test(text) ? Number(text) : null)),
        'mtu_bytes',
      ),
      mac: take(
        parseAnswer(answer('address'), (text) => (/^[0-9a-f]{2}(:[0-9a-f]{2}){5,31}$/.test(text) ? text : null)),
        'mac',
      ),
      phys_port_name: take(portName, 'phys_port_name'),
      switch_id: take(nameIn(answer('phys_switch_id')), 'switch_id'),
      speed_bytes_per_second: take(speedIn(answer('speed')), 'speed_bytes_per_second'),
      pci_address: isPlaced ? netdev.pciAddress : take(placeless(netdev), 'pci_address'),
      driver: take(driverIn(netdev), 'driver'),
    };
  });
  return { records: { ports: records }, findings };
};

const placeless = ({ place }: Netdev): ValueOrReason<never> => ({
  value: null,
  reason: place.kind === 'error' ? reasonOf(place) : { code: 'absent', detail: 'no PCI address' },
});

const kindOf = (
  netdev: Netdev,
  portName: ValueOrReason<string | null>,
  adapters: ReadonlyMap<string | null, Adapter>,
): ValueOrReason<Kind> => {
  if (MANAGEMENT.test(netdev.name)) return { value: 'management' };
  if (netdev.isSubfunction) return { value: 'sf' };
  // The netdev may be the representor of another function.
  if ('reason' in portName) return portName;
  if (isRepresentorName(portName.value)) return { value: 'representor' };
  if (netdev.place.kind === 'error') return placeless(netdev);
  const adapter = adapters.get(netdev.pciAddress);
  if (adapter === undefined) return { value: 'other' };
  return adapter.kind === null
    ? { value: null, reason: { code: 'unreadable', detail: `kind of ${adapter.pciAddress}` } }
    : { value: adapter.kind };
};

/** A name that not every netdev has: an empty one, and a driver without the notion, are null by design. */
const nameIn = (answer: FileAnswer): ValueOrReason<string | null> => {
  const isNameless =
    answer.kind === 'text' ? answer.text.trim() === '' : answer.kind === 'error' && NO_SUCH_NOTION.has(answer.errno);
  return isNameless ? { value: null } : parseTextAnswer(answer);
};

/** Mb/s; -1 and EINVAL of a link that is down or has no speed, null by design. */
const speedIn = (answer: FileAnswer): ValueOrReason<number | null> => {
  if (answer.kind === 'error' && NO_SUCH_NOTION.has(answer.errno)) return { value: null };
  const reading = parseAnswer(answer, (text) => (/^(?:-1|\d{1,10})$/.test(text) ? Number(text) : null));
  if (reading.value === null) return reading;
  // The kernel's SPEED_UNKNOWN is -1, which some drivers pass on as a number without a sign.
  return { value: reading.value <= 0 || reading.value >= 0xffff_ffff ? null : (reading.value * 1e6) / 8 };
};

/** No driver, as of what is emulated, is null by design. */
const driverIn = ({ driver }: Netdev): ValueOrReason<string | null> => {
  if (driver.kind === 'link') return { value: driver.target.split('/').at(-1) ?? null };
  return driver.errno === 'ENOENT' ? { value: null } : { value: null, reason: reasonOf(driver) };
};
