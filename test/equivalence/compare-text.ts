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
  { where, mayWrap, ...shape }: { readonly where: string; readonly mayWrap: boolean } & TableShape,
  report: Report,
): void => {
  const baseLines = base.split('\n').filter((line) => line === '' || !map.isGoneText(line.trim()));
  const workLines = work.split('\n').filter((line) => line === '' || !map.isNewText(line.trim()));
  const isSame = (a: string, b: string): boolean => isSameLine(a, b, map, shape);
  for (const block of differingBlocks(baseLines, workLines, isSame)) {
    if (mayWrap && isRewrapped(block, baseLines, workLines, map)) continue;
    const gone = baseLines.slice(block.from, block.to);
    const come = workLines.slice(block.workFrom, block.workTo);
    if (mayWrap && [...gone, ...come].every((line) => line === '')) continue;
    if (gone.length === come.length)
      for (const [i, line] of gone.entries()) reportLine(line, come[i] ?? '', map, shape, where, report);
    else reportBlock(gone, come, map, where, report);
  }
};

/** `isRaw`: a table of plain numbers in a pipe. `mayDrop`: a terminal, whose table may have fewer columns than before. */
export type TableShape = { readonly isRaw: boolean; readonly mayDrop: boolean };

const isSameLine = (base: string, work: string, map: CommandMap, shape: TableShape): boolean => {
  if (base === work) return true;
  const [a, b] = [cellsOf(base), cellsOf(work)];
  if (a.length === b.length && a.every((cell, i) => isSameCell(cell, b[i] ?? '', map, shape))) return true;
  const expected = collapse(map.text(collapse(base)) ?? '');
  return isExpected(expected, collapse(work)) || (shape.mayDrop && b.length > 1 && isPart(expected, collapse(work)));
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

const isSameCell = (base: string, work: string, map: CommandMap, { isRaw }: TableShape): boolean => {
  if (base === work || isExpected(map.text(base), work)) return true;
  if (!isRaw) return false;
  const expected = (map.text(base) ?? '').replaceAll(' ', '_');
  return isSameQuantity(base, work) || expected === work || isSameHeader(expected, work);
};

/** Units that end a header: those of the base's tables, and those that `--raw` prints in their place. */
const UNIT =
  /(?:^|-)(?:(?:bytes|packets|transfers|[1GM]|Gb|Mb)\/s|bytes|packets|hertz|seconds|watts|celsius|ratio|meters|volts|amperes|GHz|MHz|Mpps|dBm|DBM|PKTS|GBPS|watts,celsius)$|%$|\/s$/;

const stemOf = (header: string): string => header.replace(UNIT, '');

const isSameHeader = (expected: string, work: string): boolean => UNIT.test(work) && stemOf(expected) === stemOf(work);

/** Whether the words of the work tree are among those of the base, in order. */
const isPart = (expected: string, work: string): boolean => {
  const words = work.split(' ');
  let found = 0;
  for (const word of expected.split(' ')) if (word === words[found]) found += 1;
  return found === words.length;
};

/** Units of the base's tables in those of `--raw`: percent, Gb/s in bytes, milli, kilo, MHz or Mpps. */
const FACTORS: readonly number[] = [0.01, 1.25e8, 1e-3, 1e3, 1e6, 1e9];

/** Whether both are one quantity: the base printed it scaled and rounded. */
const isSameQuantity = (base: string, work: string): boolean => {
  const [, digits, decimals = ''] = /^(-?\d+(?:\.(\d+))?)%?$/.exec(base) ?? [];
  if (digits === undefined || !/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(work)) return false;
  const half = 0.500001 * 10 ** -decimals.length;
  return FACTORS.some((factor) => Math.abs(Number(work) / factor - Number(digits)) <= half);
};

const reportLine = (
  base: string,
  work: string,
  map: CommandMap,
  shape: TableShape,
  where: string,
  report: Report,
): void => {
  if (isSameLine(base, work, map, shape)) return;
  const [a, b] = [cellsOf(base), cellsOf(work)];
  if (a.length !== b.length) {
    report(`${where} line`, map.text(collapse(base)), collapse(work));
    return;
  }
  a.forEach((cell, i) => {
    const expected = map.text(cell);
    if (!isSameCell(cell, b[i] ?? '', map, shape)) report(`${where} cell`, expected, b[i] ?? '');
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
