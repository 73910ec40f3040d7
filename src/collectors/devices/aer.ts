// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the PCIe error totals of a device (Documentation/ABI/testing/sysfs-bus-pci-devices-aer_stats). Pure. */

import { parseU64 } from '../../core/attribute.js';

/** Returns a parser for the last line, `TOTAL_ERR_COR 2`. Null if that line is missing, repeated or not the last. */
export const aerTotal =
  (name: 'TOTAL_ERR_COR' | 'TOTAL_ERR_NONFATAL' | 'TOTAL_ERR_FATAL') =>
  (text: string): bigint | null => {
    const lines = text.split('\n').map((line) => line.split(' '));
    const totals = lines.filter(([error]) => error === name);
    const [total] = totals;
    const isComplete = totals.length === 1 && lines.at(-1) === total && total?.length === 2;
    return isComplete ? parseU64(total[1] ?? '') : null;
  };
