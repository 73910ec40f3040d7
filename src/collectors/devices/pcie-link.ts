// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses PCIe links and computes their bandwidth. Pure. */

import { parseTextAnswer, type ValueOrReason } from '../../core/attribute.js';
import type { FileAnswer } from '../../core/file-answer.js';

/** Speed and width of a link, current or best: transfers per second and lane, and lanes. */
export type PcieLink = { readonly transfersPerSecond: number; readonly lanes: number };

/**
 * Generations of the PCI Express base specification. `payload` is the share of data after encoding (8b/10b, 128b/130b,
 * none), as in PCIE_SPEED2MBS_ENC of the kernel's drivers/pci/pci.h.
 */
const GENERATIONS = [
  { transfersPerSecond: 2.5e9, payload: 8 / 10 },
  { transfersPerSecond: 5e9, payload: 8 / 10 },
  { transfersPerSecond: 8e9, payload: 128 / 130 },
  { transfersPerSecond: 16e9, payload: 128 / 130 },
  { transfersPerSecond: 32e9, payload: 128 / 130 },
  { transfersPerSecond: 64e9, payload: 1 },
] as const;

const WIDTHS: readonly number[] = [1, 2, 4, 8, 12, 16, 32];

const NO_LINK = { code: 'not_supported', detail: 'no link' } as const;
const unparsable = (text: string) => ({ code: 'parse', detail: `"${text.slice(0, 40)}"` }) as const;

/** Parses a speed: `32.0 GT/s PCIe` → 32e9; older kernels print `8 GT/s`. `Unknown` is a device without a link. */
export const parseTransfers = (answer: FileAnswer): ValueOrReason<number> => {
  const reading = parseTextAnswer(answer);
  if (reading.value === null) return reading;
  if (/^Unknown( speed)?$/.test(reading.value)) return { value: null, reason: NO_LINK };
  const [, giga] = /^([1-9]\d{0,2}(?:\.\d)?) GT\/s(?: PCIe)?$/.exec(reading.value) ?? [];
  const value = Math.round(Number(giga) * 10) * 1e8;
  const isKnown = GENERATIONS.some((g) => g.transfersPerSecond === value);
  return isKnown ? { value } : { value: null, reason: unparsable(reading.value) };
};

/** Parses a width: `16` → 16. 0 is a device without a link; 63 and 255 come from a device that no longer responds. */
export const parseLanes = (answer: FileAnswer): ValueOrReason<number> => {
  const reading = parseTextAnswer(answer);
  if (reading.value === null) return reading;
  if (reading.value === '0') return { value: null, reason: NO_LINK };
  const value = WIDTHS.find((width) => String(width) === reading.value);
  return value === undefined ? { value: null, reason: unparsable(reading.value) } : { value };
};

const generationOf = ({ transfersPerSecond }: PcieLink): number =>
  GENERATIONS.findIndex((g) => g.transfersPerSecond === transfersPerSecond) + 1;

/** `gen5 x16` */
export const formatPcieLink = (link: PcieLink): string => `gen${generationOf(link)} x${link.lanes}`;

/** `gen5 x8 of x16`, `gen4 x16 of gen5 x16`: a link and the best it could be. */
export const formatPcieLinkOf = (link: PcieLink, best: PcieLink): string =>
  link.transfersPerSecond === best.transfersPerSecond
    ? `${formatPcieLink(link)} of x${best.lanes}`
    : `${formatPcieLink(link)} of ${formatPcieLink(best)}`;

/** Bits per second of a link in one direction, after encoding. */
export const bitsPerSecond = (link: PcieLink): number => {
  const generation = GENERATIONS.find((g) => g.transfersPerSecond === link.transfersPerSecond);
  return link.transfersPerSecond * (generation?.payload ?? 0) * link.lanes;
};

/** Returns the slower link; the first of two equal ones. */
export const slowerOf = (a: PcieLink, b: PcieLink): PcieLink => (bitsPerSecond(b) < bitsPerSecond(a) ? b : a);
