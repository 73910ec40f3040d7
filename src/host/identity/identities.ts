// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Replaces the identities of a machine in everything that is recorded of it, or lists them. */

import { hexFinder } from './find-hex.js';
import { findIpv4 } from './find-ipv4.js';
import { findLabeled, pseudonymForWord, wordFinder } from './find-words.js';
import type { IdentityFinder, IdentityKind, IdentityMatch } from './identity-match.js';
import { type KnownIdentities, kindOfFile } from './known-identities.js';
import { excludeVersionMatches } from './package-rows.js';
import type { PseudonymKey } from './pseudonym-key.js';

/** A text without its identities, and an account of what was replaced. */
export class Identities {
  /** The pseudonyms that replaced identities. */
  readonly pseudonyms = new Set<string>();
  private readonly replaced = new Map<string, IdentityKind>();
  private readonly known = new Map<string, string | null>();
  private readonly key: PseudonymKey;
  private readonly find: IdentityFinder;

  constructor(key: PseudonymKey, known: KnownIdentities) {
    this.key = key;
    this.find = finderOf(known);
  }

  /** Number of different identities that were replaced. */
  get count(): number {
    return this.replaced.size;
  }

  /** The text with a pseudonym for each identity. `path` is the file's whose text it is. */
  replace(text: string, path: string | null = null): string {
    let out = '';
    let at = 0;
    for (const match of matchesIn(text, path, this.find)) {
      const pseudonym = this.pseudonymOf(match);
      if (pseudonym === null) continue;
      out += text.slice(at, match.start) + pseudonym;
      at = match.start + match.text.length;
    }
    return out + text.slice(at);
  }

  /** The pseudonym of a match. The digests for a kind and a text are made once: an address stands in many files. */
  private pseudonymOf(match: IdentityMatch): string | null {
    const name = `${match.kind}:${match.text}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const pseudonym = match.pseudonym(this.key);
    this.known.set(name, pseudonym);
    if (pseudonym !== null) {
      this.replaced.set(match.text.toLowerCase(), match.kind);
      this.pseudonyms.add(pseudonym);
    }
    return pseudonym;
  }

  /** The machine's name. */
  hostname(name: string): string {
    return this.replace(name, '/etc/hostname');
  }
}

/** Finds in texts the identities that a key would replace, in their order, none within another. */
export const identityFinder = (
  known: KnownIdentities,
  key: PseudonymKey,
): ((text: string, path: string | null) => readonly IdentityMatch[]) => {
  const find = finderOf(known);
  return (text, path) => matchesIn(text, path, find).filter((match) => match.pseudonym(key) !== null);
};

const finderOf = (known: KnownIdentities): IdentityFinder => {
  const finders = [hexFinder(known.addresses), findIpv4, findLabeled, wordFinder(known.words)];
  return (text) =>
    excludeVersionMatches(
      text,
      finders.flatMap((find) => find(text)),
    );
};

const matchesIn = (text: string, path: string | null, find: IdentityFinder): readonly IdentityMatch[] => {
  const kind = path === null ? null : kindOfFile(path);
  const whole = kind === null ? [] : wholeOf(kind, text);
  const all = [...whole, ...find(text)].sort((a, b) => a.start - b.start || b.text.length - a.text.length);
  const separate: IdentityMatch[] = [];
  let end = 0;
  for (const match of all) {
    if (match.start < end) continue;
    separate.push(match);
    end = match.start + match.text.length;
  }
  return separate;
};

const wholeOf = (kind: 'serial' | 'hostname' | 'key', text: string): IdentityMatch[] => {
  const word = text.trim();
  if (word === '') return [];
  return [{ kind, start: text.indexOf(word), text: word, pseudonym: (key) => pseudonymForWord(kind, word, key) }];
};
