// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Parses the output of `--port_type PCIE`. Always text: an adapter with several hosts prints a section per link, and the
 * tool's JSON keeps only the last one.
 */

import { parseU64 } from '../../core/attribute.js';
import type { AddReason } from '../../core/findings.js';
import { type Report, type Section, sectionsOf } from './report.js';
import { sectionReader } from './section-reader.js';
import { parseErrorRatio } from './values.js';

/** A PCIe link with the tool's numbers: depth below the root port, index in the adapter, and node (host). */
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

/** Parses the links, and the error counters of the link to this machine. */
export const parsePcieSection = (report: Report, note: AddReason) => {
  const found = sectionsOf(report, LINK);
  if (found.length === 0) {
    sectionReader(report, { title: LINK, error: /PCIe/i, isUp: true }, note).isPresent('pcie_links');
  }
  const expected = { title: 'Management PCIe Performance Counters Info', error: /counters|MPCNT/i, isUp: true };
  const rows = sectionReader(report, expected, note);
  const count = (key: string, field: string): bigint | null => rows.read(key, field, parseU64);
  return {
    pcie_links: found.length === 0 ? null : found.flatMap((section) => parseLink(section, note)),
    pcie_rx_errors: count('RX Errors', 'pcie_rx_errors'),
    pcie_tx_errors: count('TX Errors', 'pcie_tx_errors'),
    pcie_crc_dllp_errors: count('CRC Error dllp', 'pcie_crc_dllp_errors'),
    pcie_crc_tlp_errors: count('CRC Error tlp', 'pcie_crc_tlp_errors'),
    pcie_effective_ber: rows.readIfPresent('Effective ber', 'pcie_effective_ber', parseErrorRatio),
  };
};

/** Parses one link. A link without depth, index and node is dropped, with a finding. */
const parseLink = (section: Section, note: AddReason): readonly PcieLink[] => {
  // The reader gets only this section, because every link has the same title.
  const rows = sectionReader({ sections: [section], errors: '' }, { title: LINK, error: /(?!)/, isUp: true }, note);
  const location = rows.read('Depth, pcie index, node', 'pcie_links', parseLocation);
  if (location === null) return [];
  const speed = rows.read('Link Speed Active (Enabled)', 'pcie_links.speed_transfers_per_second', parseSpeeds);
  const width = rows.read('Link Width Active (Enabled)', 'pcie_links.width_lanes', parseWidths);
  return [
    {
      ...location,
      speed_transfers_per_second: speed?.current ?? null,
      max_speed_transfers_per_second: speed?.max ?? null,
      width_lanes: width?.current ?? null,
      max_width_lanes: width?.max ?? null,
    },
  ];
};

const parseLocation = (text: string): Pick<PcieLink, 'depth' | 'pcie_index' | 'node'> | null => {
  const [, depth, index, node] = /^(\d{1,3}), ?(\d{1,3}), ?(\d{1,3})$/.exec(text) ?? [];
  return depth === undefined ? null : { depth: Number(depth), pcie_index: Number(index), node: Number(node) };
};

type CurrentAndMax = { readonly current: number; readonly max: number };

/** Parses `8G-Gen 3 (16G-Gen 4)`: current and highest enabled speed. */
const parseSpeeds = (text: string): CurrentAndMax | null => {
  const [, current, max] = /^(\d{1,3}(?:\.\d)?)G-Gen ?\d \((\d{1,3}(?:\.\d)?)G-Gen ?\d\)$/.exec(text) ?? [];
  return current === undefined ? null : { current: Number(current) * 1e9, max: Number(max) * 1e9 };
};

/** Parses `8X (16X)`: current and highest enabled width. */
const parseWidths = (text: string): CurrentAndMax | null => {
  const [, current, max] = /^(\d{1,2})X \((\d{1,2})X\)$/i.exec(text) ?? [];
  return current === undefined ? null : { current: Number(current), max: Number(max) };
};
