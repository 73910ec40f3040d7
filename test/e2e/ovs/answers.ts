// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What `fabric ovs --json` printed, read back; a number stays the text that was printed. */

import { type Problem, parseExact, type Row } from '../documents.js';
import type { Run } from '../fabric.js';

/** A value of a record: a field that is a list or true is kept as it is. */
export type Values = { readonly [field: string]: unknown };

/** Its parts. */
export type Answer = {
  readonly switch: Values;
  /** By name; a record that has none of its own by its place. */
  readonly interfaces: ReadonlyMap<string, Values>;
  readonly records: Readonly<Record<string, readonly Values[]>>;
  readonly problems: readonly Problem[];
};

/** @throws SyntaxError with what was printed in its place */
export const readAnswer = ({ stdout, stderr }: Pick<Run, 'stdout' | 'stderr'>): Answer => {
  if (stdout === '') throw new SyntaxError(`no document: ${stderr}`);
  const { records, problems } = parseExact(stdout) as {
    records: Record<string, readonly Row[]> & { switch: Row; interfaces: readonly Row[] };
    problems: readonly Problem[];
  };
  const interfaces = new Map(records.interfaces.map((row) => [String(row['interface']), row]));
  return { switch: records.switch, interfaces, records, problems };
};

/** What is said of these fields, of any record: `code detail`, each once. */
export const reasonsOf = ({ problems }: Answer, ...fields: readonly string[]): readonly string[] => [
  ...new Set(
    problems
      .filter((problem) => problem.fields.some((field) => fields.includes(field)))
      .map(({ code, detail }) => `${code} ${detail}`),
  ),
];
