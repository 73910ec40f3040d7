// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rows as a tree: the columns that say where a row belongs become one, drawn with branches. */
import { escapeForeign } from '../core/escape.js';
import type { Cell, Grid } from './cells.js';

/** A place in the tree, and the rows that stand there: none where only something below it has one. */
type Node = { readonly name: string; readonly rows: (readonly Cell[])[]; readonly below: Map<string, Node> };

const node = (name: string): Node => ({ name, rows: [], below: new Map() });

/**
 * The rows below their parents, brothers in the order in which they first come. `paths` are the places of the rows;
 * `replaces` says for how many columns the tree stands.
 */
export const asTree = (
  grid: Grid,
  paths: readonly (readonly string[])[],
  { header, replaces }: { readonly header: string; readonly replaces: number },
): Grid => {
  const root = node('');
  for (const [i, row] of grid.rows.entries()) {
    let at = root;
    for (const name of paths[i] ?? []) {
      const next = at.below.get(name) ?? node(name);
      at.below.set(name, next);
      at = next;
    }
    at.rows.push(row.slice(replaces));
  }
  const none = grid.headers.slice(replaces).map((): Cell => ({ text: '-', tone: 'missing' }));
  return {
    headers: [header, ...grid.headers.slice(replaces)],
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
