// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares two lists of lines: pairs equal lines and returns the blocks that differ. */

/** A block of lines that replaces another one. */
export type Block = { readonly from: number; readonly to: number; readonly workFrom: number; readonly workTo: number };

/** Limit of the search table; a larger middle part becomes one block. */
const MAX_CELLS = 4_000_000;

/** Returns the blocks between equal lines, in order. */
export const differingBlocks = (
  base: readonly string[],
  work: readonly string[],
  isSame: (base: string, work: string) => boolean,
): readonly Block[] => {
  let head = 0;
  while (head < base.length && head < work.length && isSame(base[head] ?? '', work[head] ?? '')) head += 1;
  let tail = 0;
  const most = Math.min(base.length, work.length) - head;
  while (tail < most && isSame(base.at(-1 - tail) ?? '', work.at(-1 - tail) ?? '')) tail += 1;
  const ends = { from: head, to: base.length - tail, workFrom: head, workTo: work.length - tail };
  const rows = ends.to - ends.from;
  const columns = ends.workTo - ends.workFrom;
  if (rows === 0 && columns === 0) return [];
  if (rows === columns) {
    const pairs = pairUp(rows, (i) => isSame(base[head + i] ?? '', work[head + i] ?? ''));
    if (pairs.length * 2 >= rows || rows * columns > MAX_CELLS) return blocksOf(ends, pairs);
  }
  if (rows * columns > MAX_CELLS) return [ends];
  return blocksOf(
    ends,
    longestCommon(rows, columns, (i, j) => isSame(base[head + i] ?? '', work[head + j] ?? '')),
  );
};

type Pair = readonly [number, number];

const pairUp = (length: number, isSame: (i: number) => boolean): readonly Pair[] =>
  Array.from({ length }, (_, i): Pair => [i, i]).filter(([i]) => isSame(i));

/** Returns the longest common subsequence as pairs of indexes. */
const longestCommon = (rows: number, columns: number, isSame: (i: number, j: number) => boolean): readonly Pair[] => {
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const same = new Uint8Array(rows * columns);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      const equal = isSame(i, j);
      same[i * columns + j] = equal ? 1 : 0;
      lengths[i * width + j] = equal ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < rows && j < columns) {
    if (same[i * columns + j] === 1) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
};

const blocksOf = (ends: Block, pairs: readonly Pair[]): readonly Block[] => {
  const blocks: Block[] = [];
  let from = ends.from;
  let workFrom = ends.workFrom;
  for (const [i, j] of [...pairs, [ends.to - ends.from, ends.workTo - ends.workFrom] as const]) {
    const to = ends.from + i;
    const workTo = ends.workFrom + j;
    if (to > from || workTo > workFrom) blocks.push({ from, to, workFrom, workTo });
    from = to + 1;
    workFrom = workTo + 1;
  }
  return blocks;
};
