// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What fabric prints, read back by means of the tests' own. A number stays the text that was printed: none is rounded. */

/** A record: numbers as they were printed. */
export type Row = { readonly [field: string]: string | null };

export type Problem = {
  readonly where: string;
  readonly fields: readonly string[];
  readonly severity: string;
  readonly code: string;
  readonly detail: string;
};

export type Document = { readonly records: { readonly ports: readonly Row[] }; readonly problems: readonly Problem[] };

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with every number as a string. @throws SyntaxError */
export const parseExact = (json: string): unknown =>
  JSON.parse(json.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)));

/** The document that `--json` printed. */
export const readDocument = (stdout: string): Document => parseExact(stdout) as Document;

/** Its ports by name. */
export const portsOf = (stdout: string): ReadonlyMap<string, Row> =>
  new Map(readDocument(stdout).records.ports.map((port) => [`${port['device']}/${port['port']}`, port]));

/** What of a port is neither as it was when all was well nor null with a reason: nothing, in a right answer. */
export const wrongFields = (
  port: Row | undefined,
  well: Row | undefined,
  problems: readonly Problem[] = [],
): string[] => {
  const where = `${well?.['device']}/${well?.['port']}`;
  const excused = new Set(problems.filter((p) => p.where === where).flatMap((p) => p.fields));
  return Object.entries(well ?? {})
    .filter(([field, value]) => port?.[field] !== value && !(port?.[field] === null && excused.has(field)))
    .map(([field, value]) => `${field}: ${port?.[field]} instead of ${value}`);
};

/** Characters that move a cursor, recolor or break a line: none may reach a terminal or a log, but for the line break. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to look for
export const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
