// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Applies the map to the output of the base build, and records which entries were used. */

import type { Rename } from './read-map.js';
import { fillText, type TextPattern, textPattern } from './text-pattern.js';

/** The entries that apply to one command. */
export type CommandMap = {
  /** The expected text of the work tree; null for text that is gone. */
  readonly text: (text: string) => string | null;
  /** The expected key; `parents` are the keys above it. Null for a key that is gone. */
  readonly key: (key: string, parents?: readonly string[]) => string | null;
  /** The argument with the same meaning for the work tree. */
  readonly argument: (word: string) => string;
  /** True for text that only the base build prints. */
  readonly isGoneText: (text: string) => boolean;
  /** True for text that only the work tree prints. */
  readonly isNewText: (text: string) => boolean;
  /** True for a key that only the work tree has. */
  readonly isNewKey: (key: string) => boolean;
};

/** The complete map. */
export type RenameMap = {
  /** The map of a command, by the first word of its command line. */
  readonly for: (command: string) => CommandMap;
  /** The entries that were never applied. */
  readonly unused: () => readonly Rename[];
};

/** Creates a map from its entries. */
export const makeRenameMap = (renames: readonly Rename[]): RenameMap => {
  const used = new Set<Rename>();
  const maps = new Map<string, CommandMap>();
  return {
    for: (command) => {
      const own = renames.filter(({ commands }) => commands.length === 0 || commands.includes(command));
      const map = maps.get(command) ?? commandMap(own, (rename) => used.add(rename));
      maps.set(command, map);
      return map;
    },
    unused: () => renames.filter((rename) => !used.has(rename)),
  };
};

const commandMap = (renames: readonly Rename[], use: (rename: Rename) => void): CommandMap => {
  const ofKind = (kind: Rename['kind']): readonly Rename[] => renames.filter((rename) => rename.kind === kind);
  const keys = ofKind('key');
  const texts = ofKind('text');
  const added = texts.filter(({ from }) => from === '').map((rename) => textPattern(rename, rename.to));
  const gone = texts.filter(({ to }) => to === '').map((rename) => textPattern(rename, rename.from));
  /** Finds an entry and counts it as used. */
  const find = (among: readonly Rename[], isIt: (rename: Rename) => boolean): Rename | null => {
    const found = among.find(isIt) ?? null;
    if (found !== null) use(found);
    return found;
  };
  const isOneOf = (patterns: readonly TextPattern[], text: string): boolean => {
    const found = patterns.find(({ whole }) => whole.test(text));
    if (found !== undefined) use(found.rename);
    return found !== undefined;
  };
  return {
    text: textMapper([...texts.filter(({ from }) => from !== ''), ...keys.filter(isFieldName)], use),
    key: (key, parents = []) => {
      const path = `.${[...parents, key].join('.')}`;
      const found = find(keys, ({ from }) => from !== '' && path.endsWith(`.${from}`));
      if (found === null) return key;
      return found.to === '' ? null : nameIn(found.to);
    },
    argument: (word) =>
      word
        .split(',')
        .map((part) => find(ofKind('argument'), ({ from }) => from === part)?.to ?? part)
        .join(','),
    isGoneText: (text) => isOneOf(gone, text),
    isNewText: (text) => isOneOf(added, text),
    isNewKey: (key) => find(keys, ({ from, to }) => from === '' && to === key) !== null,
  };
};

/** The key without the keys above it. */
const nameIn = (path: string): string => path.split('.').at(-1) ?? '';

/** A key with `_` is not an English word, so it is also replaced in messages and help. */
const isFieldName = ({ from, to }: Rename): boolean => from !== '' && to !== '' && nameIn(from).includes('_');

/** Maps a text with an entry that matches all of it, else with entries that match parts, from left to right. */
const textMapper = (renames: readonly Rename[], use: (rename: Rename) => void): CommandMap['text'] => {
  const patterns = renames
    .map((rename) => textPattern(rename, rename.kind === 'key' ? nameIn(rename.from) : rename.from))
    .sort((a, b) => b.weight - a.weight);
  const memory = new Map<string, string | null>();
  const fill = ({ rename }: TextPattern, match: RegExpExecArray): string => {
    use(rename);
    const caught = Object.entries(match.groups ?? {}).map(([name, text]) => [name, map(text) ?? '']);
    return rename.kind === 'key' ? nameIn(rename.to) : fillText(rename.to, Object.fromEntries(caught));
  };
  const mapAfresh = (text: string): string | null => {
    const candidates = patterns.filter(({ literal }) => text.includes(literal));
    for (const pattern of candidates) {
      const match = pattern.whole.exec(text);
      if (match !== null) return fill(pattern, match) || null;
    }
    let done = '';
    let at = 0;
    for (;;) {
      let next: { readonly pattern: TextPattern; readonly match: RegExpExecArray } | null = null;
      for (const pattern of candidates) {
        pattern.within.lastIndex = at;
        const match = pattern.within.exec(text);
        if (match !== null && (next === null || match.index < next.match.index)) next = { pattern, match };
      }
      if (next === null) return done + text.slice(at);
      const { index } = next.match;
      const end = index + next.match[0].length;
      done += text.slice(at, index) + fill(next.pattern, next.match);
      at = end;
    }
  };
  const map = (text: string): string | null => {
    const known = memory.get(text);
    if (known !== undefined) return known;
    const mapped = mapAfresh(text);
    memory.set(text, mapped);
    return mapped;
  };
  return map;
};
