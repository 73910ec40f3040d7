// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses link speeds as mlxlink prints them: Ethernet by rate, InfiniBand by generation. */

// Gb/s per lane, as in the kernel's `ports/N/rate`.
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

/** Bytes per second of `400G`, `25GbE`, `100M`, or `IB-NDR` times `lanes`. Null for other texts and for InfiniBand without lanes. */
export const linkBytesPerSecond = (speed: string, lanes: number | null): number | null => {
  const [, generation] = /^IB-([A-Z]+\d*)$/.exec(speed) ?? [];
  if (generation !== undefined) {
    const gigabits = LANE_GIGABITS[generation];
    return gigabits === undefined || lanes === null ? null : gigabits * lanes * 125_000_000;
  }
  const [, amount, unit = ''] = /^(\d{1,4}(?:\.\d)?)([GM])(?:bE)?$/.exec(speed) ?? [];
  return amount === undefined ? null : Number(amount) * (BYTES[unit] ?? 0);
};
