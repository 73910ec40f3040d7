// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses map.txt: texts, keys and arguments that changed on purpose. */

/** An entry. An empty `from` means a new text or key, an empty `to` one that is gone. */
export type Rename = {
  readonly kind: 'text' | 'key' | 'argument';
  /** The first words of the commands it applies to; empty for all. */
  readonly commands: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Line in map.txt. */
  readonly line: number;
};

const KINDS: readonly string[] = ['text', 'key', 'argument'];

/** Parses `[kind command…]` headings with pairs of `- from` and `+ to`. @throws Error that names the line */
export const readMap = (content: string): readonly Rename[] => {
  const renames: Rename[] = [];
  let heading: Pick<Rename, 'kind' | 'commands'> | null = null;
  let from: { readonly text: string; readonly line: number } | null = null;
  for (const [i, raw] of content.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const sign = /^([-+])(?: |$)/.exec(line)?.[1] ?? '';
    if (from !== null && sign !== '+') throw failAt(from.line, 'a line with + must follow this line');
    if (sign === '-') {
      if (heading === null) throw failAt(i + 1, 'expected [text], [key] or [argument] first');
      from = { text: line.slice(2), line: i + 1 };
    } else if (sign === '+') {
      if (heading === null || from === null) throw failAt(i + 1, 'a line with - must stand above this line');
      renames.push(checked({ ...heading, from: from.text, to: line.slice(2), line: from.line }));
      from = null;
    } else {
      heading = readHeading(line, i + 1);
    }
  }
  if (from !== null) throw failAt(from.line, 'a line with + must follow this line');
  return renames;
};

const failAt = (line: number, reason: string): Error => new Error(`map.txt:${line}: ${reason}`);

const readHeading = (line: string, number: number): Pick<Rename, 'kind' | 'commands'> => {
  const [kind = '', ...commands] = /^\[(.+)\]$/.exec(line)?.[1]?.split(' ') ?? [];
  if (!KINDS.includes(kind)) throw failAt(number, `expected - or +, or a heading [${KINDS.join('], [')}]`);
  return { kind: kind as Rename['kind'], commands };
};

const checked = (rename: Rename): Rename => {
  const { from, to, line, kind } = rename;
  if (from === to) throw failAt(line, 'both lines are equal');
  const known = placeholdersOf(from);
  const unknown = placeholdersOf(to).find((name) => kind === 'text' && from !== '' && !known.includes(name));
  if (unknown !== undefined) throw failAt(line + 1, `{${unknown}} is not in the line with -`);
  if (kind === 'argument' && (from === '' || to === '')) throw failAt(line, 'an argument needs both lines');
  return rename;
};

const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name = '']) => name);
