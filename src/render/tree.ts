// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rows as a tree: the columns that name the parents of a row become one, drawn with branches. */

import { escapeForeign } from '../core/escape.js';
import type { Tree } from '../core/view.js';
import type { Cell, Grid } from './grid.js';

/** A place in the tree with its rows; none if only places below it have rows. */
type Node = { readonly name: string; readonly rows: (readonly Cell[])[]; readonly below: Map<string, Node> };

const node = (name: string): Node => ({ name, rows: [], below: new Map() });

/** Rows, and where in the tree each of them is. */
export type PlacedRows = { readonly grid: Grid; readonly paths: readonly (readonly string[])[] };

const NONE: Cell = { text: '-', tone: 'missing' };

/**
 * The rows below their parents, brothers in the order in which they first come. `replaces` is the number of columns that the
 * tree stands for. `parents` are for places without a row, under the headers that they share with the rows.
 */
export const renderTree = (
  { grid, paths }: PlacedRows,
  { header, replaces }: Pick<Tree, 'header' | 'replaces'>,
  parents: PlacedRows | null = null,
): Grid => {
  const headers = grid.headers.slice(replaces);
  const root = node('');
  const placeOf = (path: readonly string[] = []): Node => {
    let at = root;
    for (const name of path) {
      const next = at.below.get(name) ?? node(name);
      at.below.set(name, next);
      at = next;
    }
    return at;
  };
  for (const [i, row] of grid.rows.entries()) placeOf(paths[i]).rows.push(row.slice(replaces));
  for (const [i, row] of parents?.grid.rows.entries() ?? []) {
    const cells = headers.map((one) => row[parents?.grid.headers.indexOf(one) ?? -1] ?? NONE);
    placeOf(parents?.paths[i]).rows.push(cells);
  }
  const none = headers.map(() => NONE);
  return {
    headers: [header, ...headers],
    alignRight: [false, ...grid.alignRight.slice(replaces)],
    rows: [...root.below.values()].flatMap((top) => linesOf(top, '', '', none)),
  };
};

/** `lead` is drawn before the name, `under` before what is below it. */
const linesOf = (
  { name, rows, below }: Node,
  lead: string,
  under: string,
  none: readonly Cell[],
): (readonly Cell[])[] => {
  const own = (rows.length === 0 ? [none] : rows).map((row): readonly Cell[] => [
    { text: lead + escapeForeign(name), tone: null },
    ...row,
  ]);
  const children = [...below.values()];
  return [
    ...own,
    ...children.flatMap((child, i) => {
      const isLast = i === children.length - 1;
      return linesOf(child, `${under} ${isLast ? '`' : '|'}- `, `${under}${isLast ? '    ' : ' |  '}`, none);
    }),
  ];
};
