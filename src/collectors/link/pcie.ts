// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The PCIe side, asked with `--port_type PCIE`. Always from the text: an adapter of several hosts prints a section for
 * each of its links, and the tool's JSON keeps only the last of them.
 */

import { parseU64 } from '../../core/attribute.js';
import { type Report, type Section, sectionsOf } from './report.js';
import { type AddFinding, sectionReader } from './section-reader.js';
import { parseErrorRatio } from './values.js';

/** One link, numbered as the tool numbers it: how deep below the root port, which of the adapter's, which host's. */
export type PcieLink = {
  readonly depth: number;
  readonly pcie_index: number;
  readonly node: number;
  readonly speed_transfers_per_second: number | null;
  readonly max_speed_transfers_per_second: number | null;
  readonly width_lanes: number | null;
  readonly max_width_lanes: number | null;
};

const LINK = 'PCIe Operational (Enabled) Info';

/** The links, and the error counters of the one that leads to this machine. */
export const parsePcieSection = (report: Report, note: AddFinding) => {
  const found = sectionsOf(report, LINK);
  if (found.length === 0) {
    sectionReader(report, { title: LINK, complaint: /PCIe/i, isUp: true }, note).isThere('pcie_links');
  }
  const expected = { title: 'Management PCIe Performance Counters Info', complaint: /counters|MPCNT/i, isUp: true };
  const rows = sectionReader(report, expected, note);
  const count = (key: string, field: string): bigint | null => rows.read(key, field, parseU64);
  return {
    pcie_links: found.length === 0 ? null : found.flatMap((section) => linkOf(section, note)),
    pcie_rx_errors: count('RX Errors', 'pcie_rx_errors'),
    pcie_tx_errors: count('TX Errors', 'pcie_tx_errors'),
    pcie_crc_dllp_errors: count('CRC Error dllp', 'pcie_crc_dllp_errors'),
    pcie_crc_tlp_errors: count('CRC Error tlp', 'pcie_crc_tlp_errors'),
    pcie_effective_ber: rows.readIfThere('Effective ber', 'pcie_effective_ber', parseErrorRatio),
  };
};

/** A link without its numbers is nobody's: it is left out, and said. */
const linkOf = (section: Section, note: AddFinding): readonly PcieLink[] => {
  // A reader of this one section: its title stands there for every link.
  const rows = sectionReader({ sections: [section], errors: '' }, { title: LINK, complaint: /(?!)/, isUp: true }, note);
  const place = rows.read('Depth, pcie index, node', 'pcie_links', placeOf);
  if (place === null) return [];
  const speed = rows.read('Link Speed Active (Enabled)', 'pcie_links.speed_transfers_per_second', speedsOf);
  const width = rows.read('Link Width Active (Enabled)', 'pcie_links.width_lanes', widthsOf);
  return [
    {
      ...place,
      speed_transfers_per_second: speed?.now ?? null,
      max_speed_transfers_per_second: speed?.max ?? null,
      width_lanes: width?.now ?? null,
      max_width_lanes: width?.max ?? null,
    },
  ];
};

const placeOf = (text: string): Pick<PcieLink, 'depth' | 'pcie_index' | 'node'> | null => {
  const [, depth, index, node] = /^(\d{1,3}), ?(\d{1,3}), ?(\d{1,3})$/.exec(text) ?? [];
  return depth === undefined ? null : { depth: Number(depth), pcie_index: Number(index), node: Number(node) };
};

type NowAndMax = { readonly now: number; readonly max: number };

/** `8G-Gen 3 (16G-Gen 4)`: what it runs at, and what is enabled. */
const speedsOf = (text: string): NowAndMax | null => {
  const [, now, max] = /^(\d{1,3}(?:\.\d)?)G-Gen ?\d \((\d{1,3}(?:\.\d)?)G-Gen ?\d\)$/.exec(text) ?? [];
  return now === undefined ? null : { now: Number(now) * 1e9, max: Number(max) * 1e9 };
};

/** `8X (16X)` */
const widthsOf = (text: string): NowAndMax | null => {
  const [, now, max] = /^(\d{1,2})X \((\d{1,2})X\)$/i.exec(text) ?? [];
  return now === undefined ? null : { now: Number(now), max: Number(max) };
};
