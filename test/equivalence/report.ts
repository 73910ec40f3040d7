// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Groups equal differences of thousands of runs into a few lines, the most frequent first. */

import { changedWords, type Difference } from './difference.js';
import type { Rename } from './read-map.js';

/** A difference and the name of its case. */
export type Found = { readonly difference: Difference; readonly name: string };

/** Differences with the same changed words. */
export type Group = {
  readonly kind: string;
  readonly base: string | null;
  readonly work: string | null;
  readonly example: Found;
  readonly count: number;
};

/** Number of groups in a report without `--all`. */
const MOST_GROUPS = 40;

/** Groups ignore digits: a counter that is off by one is one group, not a thousand. */
const masked = (text: string | null): string => text?.replaceAll(/\d+/g, '#') ?? '\u0000';

/** Returns the groups, the most frequent first. */
export const groupDifferences = (found: readonly Found[]): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const one of found) {
    const { kind, base, work } = one.difference;
    const [before, after] = base === null || work === null ? [base, work] : changedWords(base, work);
    // The same words on stdout, stderr or in a file are one group; the example shows the place.
    const key = `${kind.replace(/^(stdout|stderr|file [^,]*?)(?=,| cell| line)/, '')}\n${masked(before)}\n${masked(after)}`;
    const known = groups.get(key);
    groups.set(
      key,
      known ? { ...known, count: known.count + 1 } : { kind, base: before, work: after, example: one, count: 1 },
    );
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
};

const LONGEST = 160;

const show = (text: string | null): string => {
  if (text === null) return '(nothing)';
  const printed = JSON.stringify(text);
  return printed.length > LONGEST ? `${printed.slice(0, LONGEST)}…` : printed;
};

const groupLines = ({ kind, base, work, example, count }: Group): readonly string[] => [
  `${String(count).padStart(6)} x  ${kind}`,
  `          - ${show(base)}`,
  `          + ${show(work)}`,
  ...(example.difference.base === base ? [] : [`          in ${show(example.difference.base)}`]),
  `          ${example.name}`,
];

/** Formats the report: groups, unused entries of the map, and the closing line. */
export const reportText = (
  runs: number,
  found: readonly Found[],
  unused: readonly Rename[],
  showsAll: boolean,
): string => {
  const groups = groupDifferences(found);
  const shown = showsAll ? groups : groups.slice(0, MOST_GROUPS);
  const differing = new Set(found.map(({ name }) => name)).size;
  return [
    ...shown.flatMap((group) => [...groupLines(group), '']),
    ...(groups.length > shown.length
      ? [`and ${groups.length - shown.length} more kinds of difference: use --all`, '']
      : []),
    ...unused.map(({ line, from, to }) => `map.txt:${line}: never applied: ${from === '' ? `+ ${to}` : `- ${from}`}`),
    `${runs} runs, ${differing} differ${groups.length === 0 ? '' : `, in ${groups.length} ways`}`,
    '',
  ].join('\n');
};

/** Proposes lines for map.txt that would explain the differences, to be corrected by hand. */
export const proposalText = (found: readonly Found[]): string => {
  const kinds = { key: new Set<string>(), text: new Set<string>() };
  for (const { example } of groupDifferences(found)) {
    const { kind, base, work } = example.difference;
    if (/length|layout|order|rows|status|files|became|lines|empty/.test(kind)) continue;
    kinds[/ key below|csv column/.test(kind) ? 'key' : 'text'].add(`- ${base ?? ''}\n+ ${work ?? ''}\n`);
  }
  return Object.entries(kinds)
    .filter(([, entries]) => entries.size > 0)
    .map(([kind, entries]) => `[${kind}]\n${[...entries].join('\n')}`)
    .join('\n');
};
