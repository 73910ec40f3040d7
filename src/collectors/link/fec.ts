// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses forward error correction (FEC): modes per speed, and the histogram of symbol errors per codeword. */

import { parseU64 } from '../../core/attribute.js';
import type { AddReason } from '../../core/findings.js';
import { compareNatural } from '../../core/natural-order.js';
import { type Report, sectionsOf } from './report.js';
import { sectionReader } from './section-reader.js';

/** FEC modes available at a speed (`200G_4X`). */
export type FecCapability = { readonly speed: string; readonly modes: string | null };

/** Number of codewords with `errors_from` to `errors_to` symbol errors, bounds included. */
export type FecBin = {
  readonly bin: number;
  readonly errors_from: number | null;
  readonly errors_to: number | null;
  readonly codewords: bigint | null;
};

/** Correctable symbol errors per codeword: 15 for RS(544,514). Null for a mode without such a name. */
export const correctableErrors = (fec: string | null): number | null => {
  const [, total, data, extra = '0'] = /\((\d{2,4}),(\d{2,4})(?:\+(\d))?\)/.exec(fec ?? '') ?? [];
  if (total === undefined || data === undefined) return null;
  return Math.floor((Number(total) - Number(data) - Number(extra)) / 2);
};

const CAPABILITY = 'FEC Capability Info';
const HISTOGRAM = 'Histogram of FEC Errors';

/** Parses capabilities and histogram. InfiniBand has no capabilities, and a link that is down has no histogram. */
export const parseFec = (report: Report, fec: string | null, isUp: boolean, note: AddReason) => {
  const correctable = correctableErrors(fec);
  const bins = isUp ? parseBins(report, note) : null;
  const isComplete = bins !== null && correctable !== null && coverRange(bins, correctable);
  if (bins !== null && !isComplete) {
    for (const field of ['fec_codewords', 'fec_worst_errors'])
      note(field, { code: 'parse', detail: 'bins do not cover 0 to the correctable maximum' });
  }
  return {
    fec_capabilities: parseCapabilities(report, note),
    fec_bins: bins,
    fec_codewords: isComplete ? bins.reduce((sum, { codewords }) => sum + (codewords ?? 0n), 0n) : null,
    fec_worst_errors: isComplete ? (bins.findLast(({ codewords }) => codewords !== 0n)?.errors_to ?? 0) : null,
  };
};

const parseCapabilities = (report: Report, note: AddReason): readonly FecCapability[] | null => {
  const [section, ...others] = sectionsOf(report, CAPABILITY);
  if (section === undefined || others.length > 0) return null;
  const rows = sectionReader(report, { title: CAPABILITY, error: /FEC cap/i, isUp: true }, note);
  return [...section.rows.keys()]
    .flatMap((key): FecCapability[] => {
      const [, speed] = /^FEC Capability (\S+)$/.exec(key) ?? [];
      if (speed === undefined) return [];
      return [{ speed, modes: rows.readIfPresent(key, 'fec_capabilities.modes', parseModes) }];
    })
    .sort((a, b) => compareNatural(b.speed, a.speed));
};

/** Parses `0x5 (No-FEC, RS-FEC (528,514))` → `No-FEC,RS-FEC (528,514)`; an empty mask has no modes. */
const parseModes = (text: string): string | null => {
  const [, modes] = /^0x[0-9a-f]+ \((.*)\)$/i.exec(text) ?? [];
  if (modes === undefined) return null;
  return modes === 'N/A' ? '' : modes.replaceAll(/,\s+/g, ',');
};

const parseBins = (report: Report, note: AddReason): readonly FecBin[] | null => {
  const [section] = sectionsOf(report, HISTOGRAM);
  const rows = sectionReader(report, { title: HISTOGRAM, error: /histogram/i, isUp: true }, note);
  if (!rows.isPresent('fec_bins') || section === undefined) return null;
  return [...section.rows.keys()]
    .flatMap((key): FecBin[] => {
      const [, bin] = /^Bin (\d{1,3})$/.exec(key) ?? [];
      if (bin === undefined) return [];
      const found = rows.readIfPresent(key, 'fec_bins.codewords', parseBin);
      return [{ bin: Number(bin), ...(found ?? { errors_from: null, errors_to: null, codewords: null }) }];
    })
    .sort((a, b) => a.bin - b.bin);
};

/** Parses `[2:4] 3`, in JSON `[2:4],3`; `[2]` is a range of one. */
const parseBin = (text: string): Omit<FecBin, 'bin'> | null => {
  const [, from, to = from, count = ''] = /^\[(\d{1,4})(?::(\d{1,4}))?\]\s*,?\s*(\d+)$/.exec(text) ?? [];
  const codewords = parseU64(count);
  if (from === undefined || codewords === null) return null;
  // A range that ends before it begins is dropped; the count is kept.
  const isRange = Number(to) >= Number(from);
  return { errors_from: isRange ? Number(from) : null, errors_to: isRange ? Number(to) : null, codewords };
};

/** True when the bins cover 0 to the correctable maximum without gaps. */
const coverRange = (bins: readonly FecBin[], correctable: number): boolean =>
  bins.every(
    ({ bin, errors_from }, i) => bin === i && errors_from === (i === 0 ? 0 : (bins[i - 1]?.errors_to ?? -2) + 1),
  ) && (bins.at(-1)?.errors_to ?? -1) >= correctable;
