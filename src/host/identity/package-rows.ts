// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Rows of packages, in the formats that fabric requests from dpkg-query and rpm. A version of four numbers, or with a commit in it, is in them. */

import type { IdentityMatch } from './identity-match.js';

// `ii \tmft\t4.30.1-8\tarm64` and `mft\t0\t4.30.1-8\tx86_64`: state or epoch in its place, and nothing else on the line.
const ROW =
  /^(?:[uihrp][ncHUFWti][ R]\t[0-9A-Za-z][0-9A-Za-z+._-]*|[0-9A-Za-z][0-9A-Za-z+._-]*\t\d{1,9})\t\d[0-9A-Za-z.+:~^_-]*\t[a-z][a-z0-9_]*$/gm;

/** The matches that are no part of a version. What is known to be a name or a serial number is one in there too. */
export const excludeVersionMatches = (text: string, matches: readonly IdentityMatch[]): readonly IdentityMatch[] => {
  if (!text.includes('\t')) return matches;
  const rows = [...text.matchAll(ROW)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  return matches.filter((match) => !['ip', 'mac', 'guid'].includes(match.kind) || !isInRow(rows, match.start));
};

type Row = { readonly from: number; readonly to: number };

/** Whether one of the rows, which are in order, covers this place: found by halves, a text has many rows and many matches. */
const isInRow = (rows: readonly Row[], place: number): boolean => {
  let [first, behind] = [0, rows.length];
  while (first < behind) {
    const middle = (first + behind) >> 1;
    if ((rows[middle]?.to ?? 0) <= place) first = middle + 1;
    else behind = middle;
  }
  const row = rows[first];
  return row !== undefined && row.from <= place;
};
