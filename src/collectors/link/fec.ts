// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Error correction: what each speed may use, and how many errors the code words had. */

import { parseU64 } from '../../core/attribute.js';
import { compareNatural } from '../../core/natural-order.js';
import { type Report, sectionsOf } from './report.js';
import { type AddFinding, sectionReader } from './section-reader.js';

/** The codes that may be used at a speed (`200G_4X`). */
export type FecCapability = { readonly speed: string; readonly modes: string | null };

/** How many code words had so many errors, both bounds included. */
export type FecBin = {
  readonly bin: number;
  readonly errors_from: number | null;
  readonly errors_to: number | null;
  readonly codewords: bigint | null;
};

/** How many symbols of a code word the code mends: 15 of RS(544,514). Null for a code without such a name. */
export const correctableErrors = (fec: string | null): number | null => {
  const [, whole, data, more = '0'] = /\((\d{2,4}),(\d{2,4})(?:\+(\d))?\)/.exec(fec ?? '') ?? [];
  if (whole === undefined || data === undefined) return null;
  return Math.floor((Number(whole) - Number(data) - Number(more)) / 2);
};

const CAPABILITY = 'FEC Capability Info';
const HISTOGRAM = 'Histogram of FEC Errors';

/** Capability and histogram. InfiniBand has no capability to ask for, and a link that is down no histogram. */
export const parseFec = (report: Report, fec: string | null, isUp: boolean, note: AddFinding) => {
  const correctable = correctableErrors(fec);
  const bins = isUp ? readBins(report, note) : null;
  const isWhole = bins !== null && correctable !== null && coversAll(bins, correctable);
  if (bins !== null && !isWhole) {
    for (const field of ['fec_codewords', 'fec_worst_errors'])
      note(field, { code: 'parse', detail: 'bins do not cover 0 to the correctable maximum' });
  }
  return {
    fec_capabilities: readCapabilities(report, note),
    fec_bins: bins,
    fec_codewords: isWhole ? bins.reduce((sum, { codewords }) => sum + (codewords ?? 0n), 0n) : null,
    fec_worst_errors: isWhole ? (bins.findLast(({ codewords }) => codewords !== 0n)?.errors_to ?? 0) : null,
  };
};

const readCapabilities = (report: Report, note: AddFinding): readonly FecCapability[] | null => {
  const [section, ...others] = sectionsOf(report, CAPABILITY);
  if (section === undefined || others.length > 0) return null;
  const rows = sectionReader(report, { title: CAPABILITY, complaint: /FEC cap/i, isUp: true }, note);
  return [...section.rows.keys()]
    .flatMap((key): FecCapability[] => {
      const [, speed] = /^FEC Capability (\S+)$/.exec(key) ?? [];
      if (speed === undefined) return [];
      return [{ speed, modes: rows.readIfThere(key, 'fec_capabilities.modes', modesOf) }];
    })
    .sort((a, b) => compareNatural(b.speed, a.speed));
};

/** `0x5 (No-FEC, RS-FEC (528,514))` → `No-FEC,RS-FEC (528,514)`; the empty mask allows none. */
const modesOf = (text: string): string | null => {
  const [, modes] = /^0x[0-9a-f]+ \((.*)\)$/i.exec(text) ?? [];
  if (modes === undefined) return null;
  return modes === 'N/A' ? '' : modes.replaceAll(/,\s+/g, ',');
};

const readBins = (report: Report, note: AddFinding): readonly FecBin[] | null => {
  const [section] = sectionsOf(report, HISTOGRAM);
  const rows = sectionReader(report, { title: HISTOGRAM, complaint: /histogram/i, isUp: true }, note);
  if (!rows.isThere('fec_bins') || section === undefined) return null;
  return [...section.rows.keys()]
    .flatMap((key): FecBin[] => {
      const [, bin] = /^Bin (\d{1,3})$/.exec(key) ?? [];
      if (bin === undefined) return [];
      const found = rows.readIfThere(key, 'fec_bins.codewords', binOf);
      return [{ bin: Number(bin), ...(found ?? { errors_from: null, errors_to: null, codewords: null }) }];
    })
    .sort((a, b) => a.bin - b.bin);
};

/** `[2:4] 3`, in JSON `[2:4],3`, and `[2]` for one number of errors. */
const binOf = (text: string): Omit<FecBin, 'bin'> | null => {
  const [, from, to = from, count = ''] = /^\[(\d{1,4})(?::(\d{1,4}))?\]\s*,?\s*(\d+)$/.exec(text) ?? [];
  const codewords = parseU64(count);
  if (from === undefined || codewords === null) return null;
  // A range that ends before it begins is none; the count stands.
  const isRange = Number(to) >= Number(from);
  return { errors_from: isRange ? Number(from) : null, errors_to: isRange ? Number(to) : null, codewords };
};

/** Whether the bins follow each other from no error to the most that the code mends. */
const coversAll = (bins: readonly FecBin[], correctable: number): boolean =>
  bins.every(
    ({ bin, errors_from }, i) => bin === i && errors_from === (i === 0 ? 0 : (bins[i - 1]?.errors_to ?? -2) + 1),
  ) && (bins.at(-1)?.errors_to ?? -1) >= correctable;
