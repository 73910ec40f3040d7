// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** How mlxlink spells the speed of a link: Ethernet by its rate, InfiniBand by the name of its generation. */

// Gb/s of one lane, as the kernel counts them in `ports/N/rate`.
const LANE_GIGABITS: Readonly<Record<string, number>> = {
  SDR: 2.5,
  DDR: 5,
  QDR: 10,
  FDR10: 10,
  FDR: 14,
  EDR: 25,
  HDR: 50,
  NDR: 100,
  XDR: 200,
};

const BYTES: Readonly<Record<string, number>> = { G: 125_000_000, M: 125_000 };

/** `400G`, `25GbE`, `100M`, or `IB-NDR` on so many lanes. Null for others, and for InfiniBand without its width. */
export const linkBytesPerSecond = (speed: string, lanes: number | null): number | null => {
  const [, generation] = /^IB-([A-Z]+\d*)$/.exec(speed) ?? [];
  if (generation !== undefined) {
    const gigabits = LANE_GIGABITS[generation];
    return gigabits === undefined || lanes === null ? null : gigabits * lanes * 125_000_000;
  }
  const [, amount, unit = ''] = /^(\d{1,4}(?:\.\d)?)([GM])(?:bE)?$/.exec(speed) ?? [];
  return amount === undefined ? null : Number(amount) * (BYTES[unit] ?? 0);
};
