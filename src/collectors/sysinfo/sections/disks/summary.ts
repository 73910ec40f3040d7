// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The line of the disks: `/ 31% of 41 GB`. */

import { type CellValue, type Document, type DocumentRecord, recordsOf, valueIn } from '../../../../core/document.js';
import { formatStorageSize, joinPhrases } from '../../summary-line.js';

/** Whole percent, rounded up as df does: a full one is 100%. Null where it is not known. */
const formatUsage = (record: DocumentRecord): string | null => {
  const [used, available] = [valueIn(record, 'used_bytes'), valueIn(record, 'available_bytes')];
  if (used === null || available === null || Number(used) + Number(available) === 0) return null;
  return `${Math.ceil((100 * Number(used)) / (Number(used) + Number(available)))}%`;
};

/** The cell of the table; a raw one is the ratio. */
export const usageCell = (record: DocumentRecord, isHuman: boolean): CellValue =>
  isHuman ? formatUsage(record) : valueIn(record, 'used_ratio');

/** Number of file systems on a line: a Kubernetes node mounts dozens. */
const SHOWN = 6;

/** The fullest ones with their use and size, in the order of their paths; with `--stable` the sizes alone. */
export const summarizeDisks = (document: Document): string | null => {
  const all = recordsOf(document, 'filesystems');
  const fullness = (record: DocumentRecord): number => Number(valueIn(record, 'used_ratio') ?? 0);
  const shown = new Set([...all].sort((a, b) => fullness(b) - fullness(a)).slice(0, SHOWN));
  const words = all.filter((record) => shown.has(record)).map(formatFilesystem);
  return joinPhrases(...words, all.length > SHOWN ? `+${all.length - SHOWN} more` : null);
};

const formatFilesystem = (record: DocumentRecord): string => {
  const [size, use] = [valueIn(record, 'size_bytes'), formatUsage(record)];
  const words = size === null ? '-' : `${use === null ? '' : `${use} of `}${formatStorageSize(size)}`;
  return `${valueIn(record, 'mountpoint')} ${words}${valueIn(record, 'is_read_only') === true ? ' read-only' : ''}`;
};
