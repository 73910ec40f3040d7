// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Totals of the PCIe errors that a device has counted (Documentation/ABI/testing/sysfs-bus-pci-devices-aer_stats). Pure. */

import { parseU64 } from '../../core/attribute.js';

/** The total that a file ends with, `TOTAL_ERR_COR 2` for one; null for a text that does not end with it, once. */
export const aerTotal =
  (name: 'TOTAL_ERR_COR' | 'TOTAL_ERR_NONFATAL' | 'TOTAL_ERR_FATAL') =>
  (text: string): bigint | null => {
    const lines = text.split('\n').map((line) => line.split(' '));
    const totals = lines.filter(([error]) => error === name);
    const [total] = totals;
    const isWhole = totals.length === 1 && lines.at(-1) === total && total?.length === 2;
    return isWhole ? parseU64(total[1] ?? '') : null;
  };
