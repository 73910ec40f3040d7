// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Array parameters. The table of all parameters prints only `Array[0..7]` for one, so a second query requests its elements:
 * a change of one element is a change.
 */

import type { Configuration, Parameter } from '../../hardware/nvconfig/configuration.js';
import { arrayBounds } from '../../hardware/nvconfig/printed-value.js';

/** An array parameter and the bounds of its index. */
export type ArrayParameter = { readonly name: string; readonly first: number; readonly last: number };

/** Returns the arrays of a table, whose elements must be queried. */
export const arraysOf = ({ parameters }: Configuration): readonly ArrayParameter[] =>
  parameters.flatMap(({ name, values }) => {
    const value = values.next ?? values.current ?? values.default;
    const bounds = value === null ? null : arrayBounds(value);
    return bounds === null || bounds.last < bounds.first ? [] : [{ name, ...bounds }];
  });

/** The argument that requests all elements: `NAME[0..7]`. */
export const queryArray = ({ name, first, last }: ArrayParameter): string => `${name}[${first}..${last}]`;

const elementsOf = ({ name, first, last }: ArrayParameter): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${name}[${first + i}]`);

/** Replaces each array of the table by its elements. `missing` names the arrays with a missing element. */
export const withElements = (
  table: Configuration,
  elements: readonly Parameter[],
): { readonly parameters: readonly Parameter[]; readonly missing: readonly string[] } => {
  const arrays = new Map(arraysOf(table).map((array) => [array.name, array]));
  const known = new Map(elements.map((element) => [element.name, element]));
  const missing: string[] = [];
  const parameters = table.parameters.flatMap((parameter): readonly Parameter[] => {
    const array = arrays.get(parameter.name);
    if (array === undefined) return [parameter];
    const found = elementsOf(array).flatMap((name) => known.get(name) ?? []);
    if (found.length < array.last - array.first + 1) missing.push(array.name);
    return found;
  });
  return { parameters, missing };
};
