// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The PCIe fields of a function: its own link, and the way from it to the root port. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import { reasonOf } from '../../core/problem.js';
import { BUS, type BusFunction } from '../../hardware/adapter/bus.js';
import { type Bottleneck, bottleneckOf, type Hop, narrowestOf } from './bottleneck.js';
import { type AddFinding, type AnswerLookup, type Reason, takeValue } from './parse-values.js';
import { bitsPerSecond, formatPcieLink, type PcieLink, parseLanes, parseTransfers } from './pcie-link.js';
import { bridgesOf } from './raw.js';

/** The fields, and the bottleneck as the remarks tell of it. */
export type Pcie = {
  readonly fields: {
    readonly pcie_speed_transfers_per_second: number | null;
    readonly pcie_width_lanes: number | null;
    readonly pcie_max_width_lanes: number | null;
    readonly pcie_bottleneck: string | null;
    readonly pcie_link: string | null;
    readonly pcie_max_speed_transfers_per_second: number | null;
    readonly pcie_available_bytes_per_second: number | null;
  };
  readonly bottleneck: Bottleneck | null;
};

/** What has no link of its own: a VF, an SF, a representor. */
export const NO_PCIE: Pcie = {
  fields: {
    pcie_speed_transfers_per_second: null,
    pcie_width_lanes: null,
    pcie_max_width_lanes: null,
    pcie_bottleneck: null,
    pcie_link: null,
    pcie_max_speed_transfers_per_second: null,
    pcie_available_bytes_per_second: null,
  },
  bottleneck: null,
};

/** Reads the link of a function and of every bridge above it. */
export const parsePcie = (fn: BusFunction, answerTo: AnswerLookup, note: AddFinding): Pcie => {
  const own = linkFiles(fn.path, answerTo);
  const speed = takeValue(note, own.speed, 'pcie_speed_transfers_per_second', 'pcie_link');
  const width = takeValue(note, own.width, 'pcie_width_lanes', 'pcie_link');
  const maxSpeed = takeValue(note, own.maxSpeed, 'pcie_max_speed_transfers_per_second');
  const maxWidth = takeValue(note, own.maxWidth, 'pcie_max_width_lanes');
  const now = linkOf(speed, width);
  const way = wayOf(fn, answerTo);
  if ('code' in way) note(['pcie_bottleneck', 'pcie_available_bytes_per_second'], way);
  const hops = 'code' in way ? [] : way;
  const narrowest = narrowestOf(hops);
  const bottleneck = bottleneckOf(hops);
  return {
    fields: {
      pcie_speed_transfers_per_second: speed,
      pcie_width_lanes: width,
      pcie_max_width_lanes: maxWidth,
      pcie_bottleneck: bottleneck?.address ?? null,
      pcie_link: now === null ? null : formatPcieLink(now),
      pcie_max_speed_transfers_per_second: maxSpeed,
      pcie_available_bytes_per_second: narrowest === null ? null : Math.floor(bitsPerSecond(narrowest.link) / 8),
    },
    bottleneck,
  };
};

type LinkReadings = {
  readonly speed: ValueOrReason<number>;
  readonly width: ValueOrReason<number>;
  readonly maxSpeed: ValueOrReason<number>;
  readonly maxWidth: ValueOrReason<number>;
};

const linkFiles = (path: string, answerTo: AnswerLookup): LinkReadings => ({
  speed: parseTransfers(answerTo(`${path}/current_link_speed`)),
  width: parseLanes(answerTo(`${path}/current_link_width`)),
  maxSpeed: parseTransfers(answerTo(`${path}/max_link_speed`)),
  maxWidth: parseLanes(answerTo(`${path}/max_link_width`)),
});

const linkOf = (transfersPerSecond: number | null, lanes: number | null): PcieLink | null =>
  transfersPerSecond === null || lanes === null ? null : { transfersPerSecond, lanes };

/** Every device from the root port to the function; the reason where one of them could not be read. */
const wayOf = (fn: BusFunction, answerTo: AnswerLookup): readonly Hop[] | Reason => {
  const bridges = bridgesOf(fn);
  if (bridges === null) return fn.place.kind === 'error' ? reasonOf(fn.place) : NOT_A_LINK;
  const hops: Hop[] = [];
  for (const address of [...bridges, fn.pciAddress]) {
    const { speed, width, maxSpeed, maxWidth } = linkFiles(`${BUS}/${address}`, answerTo);
    const isFunction = address === fn.pciAddress;
    const unread = [speed, width, maxSpeed, maxWidth].find((r) => (isFunction ? 'reason' in r : isUnread(r)));
    if (unread !== undefined && 'reason' in unread) {
      return isFunction ? unread.reason : { ...unread.reason, detail: `${address}: ${unread.reason.detail}` };
    }
    hops.push({ address, now: linkOf(speed.value, width.value), best: linkOf(maxSpeed.value, maxWidth.value) });
  }
  return hops;
};

const NOT_A_LINK: Reason = { code: 'absent', detail: 'location on the bus is unknown' };

/** A bridge without a link (a virtual one) is no narrow place; one whose link could not be read may be one. */
const isUnread = (reading: ValueOrReason<number>): boolean =>
  'reason' in reading && reading.reason.code !== 'absent' && reading.reason.code !== 'not_supported';
