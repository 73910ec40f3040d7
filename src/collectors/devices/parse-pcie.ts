// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the PCIe fields of a function: its own link, and the path from it to the root port. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import { type AddReason, createRecordTaker } from '../../core/findings.js';
import { type Reason, reasonOf } from '../../core/problem.js';
import { BUS, type BusFunction } from '../../hardware/adapter/bus.js';
import { type Bottleneck, bottleneckOf, type Hop, slowestOf } from './bottleneck.js';
import type { AnswerLookup } from './parse-values.js';
import { bitsPerSecond, formatPcieLink, type PcieLink, parseLanes, parseTransfers } from './pcie-link.js';
import { bridgesOf } from './raw.js';

/** The PCIe fields of a record, and the bottleneck for the remarks. */
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

/** For VFs, SFs and representors, which have no link of their own. */
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

/** Parses the links of a function and of every bridge above it. */
export const parsePcie = (fn: BusFunction, answerTo: AnswerLookup, note: AddReason): Pcie => {
  const own = parseLinkFiles(fn.path, answerTo);
  const take = createRecordTaker(note);
  const speed = take(own.speed, 'pcie_speed_transfers_per_second', 'pcie_link');
  const width = take(own.width, 'pcie_width_lanes', 'pcie_link');
  const maxSpeed = take(own.maxSpeed, 'pcie_max_speed_transfers_per_second');
  const maxWidth = take(own.maxWidth, 'pcie_max_width_lanes');
  const current = linkOf(speed, width);
  const path = pathOf(fn, answerTo);
  if ('code' in path) for (const field of ['pcie_bottleneck', 'pcie_available_bytes_per_second']) note(field, path);
  const hops = 'code' in path ? [] : path;
  const slowest = slowestOf(hops);
  const bottleneck = bottleneckOf(hops);
  return {
    fields: {
      pcie_speed_transfers_per_second: speed,
      pcie_width_lanes: width,
      pcie_max_width_lanes: maxWidth,
      pcie_bottleneck: bottleneck?.address ?? null,
      pcie_link: current === null ? null : formatPcieLink(current),
      pcie_max_speed_transfers_per_second: maxSpeed,
      pcie_available_bytes_per_second: slowest === null ? null : Math.floor(bitsPerSecond(slowest.link) / 8),
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

const parseLinkFiles = (path: string, answerTo: AnswerLookup): LinkReadings => ({
  speed: parseTransfers(answerTo(`${path}/current_link_speed`)),
  width: parseLanes(answerTo(`${path}/current_link_width`)),
  maxSpeed: parseTransfers(answerTo(`${path}/max_link_speed`)),
  maxWidth: parseLanes(answerTo(`${path}/max_link_width`)),
});

const linkOf = (transfersPerSecond: number | null, lanes: number | null): PcieLink | null =>
  transfersPerSecond === null || lanes === null ? null : { transfersPerSecond, lanes };

/** Returns every device from the root port to the function, or the reason when one of them could not be read. */
const pathOf = (fn: BusFunction, answerTo: AnswerLookup): readonly Hop[] | Reason => {
  const bridges = bridgesOf(fn);
  if (bridges === null) return fn.place.kind === 'error' ? reasonOf(fn.place) : NO_LOCATION;
  const hops: Hop[] = [];
  for (const address of [...bridges, fn.pciAddress]) {
    const { speed, width, maxSpeed, maxWidth } = parseLinkFiles(`${BUS}/${address}`, answerTo);
    const isFunction = address === fn.pciAddress;
    const failed = [speed, width, maxSpeed, maxWidth].find((r) => (isFunction ? 'reason' in r : hasFailed(r)));
    if (failed !== undefined && 'reason' in failed) {
      return isFunction ? failed.reason : { ...failed.reason, detail: `${address}: ${failed.reason.detail}` };
    }
    hops.push({ address, current: linkOf(speed.value, width.value), best: linkOf(maxSpeed.value, maxWidth.value) });
  }
  return hops;
};

const NO_LOCATION: Reason = { code: 'absent', detail: 'location on the bus is unknown' };

/** True when the link of a bridge could not be read. A bridge without a link (a virtual one) is not a bottleneck. */
const hasFailed = (reading: ValueOrReason<number>): boolean =>
  'reason' in reading && reading.reason.code !== 'absent' && reading.reason.code !== 'not_supported';
