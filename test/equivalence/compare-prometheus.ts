// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares two Prometheus texts line by line: names and help with the texts of the map, labels with its keys. */

import { differingBlocks } from './compare-lines.js';
import type { Report } from './difference.js';
import type { CommandMap } from './rename-map.js';

const expectedLine = (line: string, map: CommandMap): string => {
  const [, name, labels, value] = /^([a-z]\w*)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? [];
  if (line.startsWith('#') || name === undefined) return map.text(line) ?? '';
  const pairs = labels?.replaceAll(
    /(\w+)="((?:[^"\\]|\\.)*)"/g,
    (_, key: string, text: string) => `${map.key(key) ?? ''}="${map.text(text) ?? ''}"`,
  );
  return `${map.text(name)}${pairs === undefined ? '' : `{${pairs}}`} ${value}`;
};

/** Reports each line that differs. */
export const comparePrometheus = (base: string, work: string, map: CommandMap, report: Report): void => {
  const [a, b] = [base.split('\n'), work.split('\n')];
  const isSame = (line: string, other: string): boolean => line === other || expectedLine(line, map) === other;
  for (const { from, to, workFrom, workTo } of differingBlocks(a, b, isSame)) {
    for (let i = 0; i < Math.max(to - from, workTo - workFrom); i += 1) {
      const line = from + i < to ? a[from + i] : undefined;
      const other = workFrom + i < workTo ? b[workFrom + i] : undefined;
      report('prometheus line', line === undefined ? null : expectedLine(line, map), other ?? null);
    }
  }
};
