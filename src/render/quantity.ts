// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Quantities as people read them on a terminal. A pipe and every machine format get plain numbers instead. */

import { formatDuration } from '../core/duration.js';
import type { Unit } from '../core/unit.js';

const STEPS = ['', 'K', 'M', 'G', 'T', 'P', 'E', 'Z'];

/** A count with three digits and K M G T P of 1000, as `ip -h` prints it: 391, 1.21G, 12.9P. Rounded, not cut. */
export const formatCount = (value: bigint): string => {
  let step = 0;
  let unit = 1n;
  // 999.5 of one step is shown as 1.00 of the next.
  while (step < STEPS.length - 1 && value * 2n >= unit * 1999n) {
    unit *= 1000n;
    step++;
  }
  if (step === 0) return String(value);
  const digits = value * 200n < unit * 1999n ? 2 : value * 20n < unit * 1999n ? 1 : 0;
  const power = 10n ** BigInt(digits);
  const rounded = (value * power * 2n + unit) / (unit * 2n);
  const whole = rounded / power;
  const fraction = digits === 0 ? '' : `.${String(rounded % power).padStart(digits, '0')}`;
  return `${whole}${fraction}${STEPS[step]}`;
};

/** Bytes a second as bits, without trailing zeros: 400G, 2.5G. */
export const formatBitRate = (bytesPerSecond: number): string => {
  const bits = Number((bytesPerSecond * 8).toPrecision(4)); // rounded first: 999.96G is 1T, not 1000G
  const step = Math.min(STEPS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bits)) / 3)));
  return `${Number((bits / 1000 ** step).toPrecision(4))}${STEPS[step]}`;
};

const SYMBOLS = { celsius: 'C', volts: 'V', amperes: 'A', watts: 'W', hertz: 'Hz', meters: 'm' } as const;

/** A gauge for people. */
export const formatGauge = (value: number, unit: Unit | undefined): string => {
  switch (unit) {
    case 'bytes_per_second':
      return formatBitRate(value);
    case 'seconds':
      return formatDuration(value);
    case 'bytes':
    case 'packets':
    case 'transfers_per_second':
      return Number.isInteger(value) && value >= 0 ? formatCount(BigInt(value)) : String(value);
    case 'ratio':
    case 'packets_per_second':
    case 'per_second':
      return String(Number(value.toPrecision(4)));
    case 'dbm':
      return value.toFixed(1);
    case 'celsius':
    case 'volts':
    case 'amperes':
    case 'watts':
    case 'hertz':
    case 'meters':
      return `${Number(value.toPrecision(4))}${SYMBOLS[unit]}`;
    case undefined:
      return String(value);
  }
};
