// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares tables, messages and help: cells regardless of column widths, paragraphs regardless of line breaks. */

import { type Block, differingBlocks } from './compare-lines.js';
import type { Report } from './difference.js';
import type { CommandMap } from './rename-map.js';
import { isExpected } from './text-pattern.js';

/** Splits a table line into cells at two or more blanks. Rules of dashes are shortened to equal length. */
const cellsOf = (line: string): readonly string[] => line.trim().replaceAll(/-{3,}/g, '---').split(/ {2,}/);

const collapse = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** By how many lines a block may grow to find a rewrapped paragraph. */
const MAX_GROWTH = 12;

/**
 * Reports each cell, line or paragraph that differs. `where` begins the kind of each difference; `mayWrap` is false for text
 * that the program does not wrap, where a moved line break is a difference.
 */
export const compareText = (
  base: string,
  work: string,
  map: CommandMap,
  { where, mayWrap }: { readonly where: string; readonly mayWrap: boolean },
  report: Report,
): void => {
  const baseLines = base.split('\n').filter((line) => line === '' || !map.isGoneText(line.trim()));
  const workLines = work.split('\n').filter((line) => line === '' || !map.isNewText(line.trim()));
  const isSame = (a: string, b: string): boolean => isSameLine(a, b, map);
  for (const block of differingBlocks(baseLines, workLines, isSame)) {
    if (mayWrap && isRewrapped(block, baseLines, workLines, map)) continue;
    const gone = baseLines.slice(block.from, block.to);
    const come = workLines.slice(block.workFrom, block.workTo);
    if (mayWrap && [...gone, ...come].every((line) => line === '')) continue;
    if (gone.length === come.length)
      for (const [i, line] of gone.entries()) reportLine(line, come[i] ?? '', map, where, report);
    else reportBlock(gone, come, map, where, report);
  }
};

const isSameLine = (base: string, work: string, map: CommandMap): boolean => {
  if (base === work) return true;
  const [a, b] = [cellsOf(base), cellsOf(work)];
  if (a.length === b.length && a.every((cell, i) => isSameCell(cell, b[i] ?? '', map))) return true;
  const expected = collapse(map.text(collapse(base)) ?? '');
  return isExpected(expected, collapse(work));
};

/** True when the block, or the paragraph around it, differs only in line breaks. */
const isRewrapped = (block: Block, base: readonly string[], work: readonly string[], map: CommandMap): boolean => {
  const isText = (line: string | undefined): boolean => line !== undefined && line.trim() !== '';
  let { from, to, workFrom, workTo } = block;
  for (let growth = 0; growth <= MAX_GROWTH; growth += 1) {
    const expected = map.text(collapse(base.slice(from, to).join(' ')));
    if (isExpected(expected, collapse(work.slice(workFrom, workTo).join(' ')))) return true;
    const canGrowUp = isText(base[from - 1]) && isText(work[workFrom - 1]);
    const canGrowDown = isText(base[to]) && isText(work[workTo]);
    if (!canGrowUp && !canGrowDown) return false;
    if (canGrowUp) [from, workFrom] = [from - 1, workFrom - 1];
    if (canGrowDown) [to, workTo] = [to + 1, workTo + 1];
  }
  return false;
};

const isSameCell = (base: string, work: string, map: CommandMap): boolean =>
  base === work || isExpected(map.text(base), work);

const reportLine = (base: string, work: string, map: CommandMap, where: string, report: Report): void => {
  if (isSameLine(base, work, map)) return;
  const [a, b] = [cellsOf(base), cellsOf(work)];
  if (a.length !== b.length) {
    report(`${where} line`, map.text(collapse(base)), collapse(work));
    return;
  }
  a.forEach((cell, i) => {
    const expected = map.text(cell);
    if (!isSameCell(cell, b[i] ?? '', map)) report(`${where} cell`, expected, b[i] ?? '');
  });
};

const reportBlock = (
  gone: readonly string[],
  come: readonly string[],
  map: CommandMap,
  where: string,
  report: Report,
): void => {
  const join = (lines: readonly string[]): string => collapse(lines.join(' '));
  if (come.length === 0) for (const line of gone) report(`${where} line is gone`, collapse(line), null);
  else if (gone.length === 0) for (const line of come) report(`${where} line is new`, null, collapse(line));
  else report(`${where} ${gone.length} lines became ${come.length}`, map.text(join(gone)), join(come));
};
