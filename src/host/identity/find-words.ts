// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds identities by their place: serial numbers and secrets beside their label, and words known from elsewhere. */

import { wordMatcher } from '../../core/word-matcher.js';
import type { IdentityFinder, IdentityKind, IdentityMatch } from './identity-match.js';
import type { PseudonymKey } from './pseudonym-key.js';
import { readWords } from './word-tokens.js';

/** A word that is an identity at any place. */
export type IdentityWord = { readonly kind: 'serial' | 'hostname' | 'key'; readonly text: string };

// `Vendor Serial Number : MT2233VS01234`, `"serial": "…"`, `serial=…`; in columns `Serial Number   MT2245X00123`.
const SERIAL =
  /(?<![a-z])(?:(?:serial(?:[ _-]?(?:number|num|no|nr))?\.?|s\/n|sn|asset[ _-]?tag)"?\s*[:=]\s*"?|serial[ _-]?(?:number|no)\s{2,})([0-9a-z][0-9a-z._/-]*[0-9a-z])/gi;
// The vendor's own form, at any place: plant, year and week, product, number.
const VENDOR_SERIAL = /(?<![0-9A-Za-z])MT\d{4}[A-Z]{1,2}\d{4,6}(?![0-9A-Za-z])/g;
// A pair of OVSDB, `["remote_psk","…"]`: its complete value, with any characters, as JSON escapes them.
const SECRET_PAIR =
  /\["[^"\\\n]{0,64}?(?:psk|pre.?shared|passw|passphrase|secret|token|private.?key|api.?key|credential|community)[^"\\\n]{0,64}",\s*"((?:[^"\\\n]|\\.)+)(?="\])/gi;
// `psk=…` and `"psk": "…"`.
const SECRET =
  /(?<![a-z])(?:psk|pre[ _-]?shared[ _-]?key|password|passwd|passphrase|secret|token|private[ _-]?key|api[ _-]?key|community)"?\s*[:=,]\s*"?([^\s",;[\]{}]+)/gi;
const PRIVATE_KEY = /(?<=-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----)[\s\S]*?(?=-----END|$)/g;
const PUBLIC_KEY = /(?<=\b(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-[a-z0-9-]+) )[A-Za-z0-9+/=]{40,}/g;
const HOSTNAME_PAIR = /\["hostname",\s*"([0-9a-z](?:[0-9a-z.-]*[0-9a-z])?)(?="\])/gi;
const HOSTNAME = /(?<![a-z])(?:host[ _-]?name|nodename|fqdn)"?\s*[:=]\s*"?([0-9a-z](?:[0-9a-z.-]*[0-9a-z])?)/gi;

/** Placeholders for an unknown value. */
const NOTHING =
  /^(?:n\/?a|none|null|unknown|unspecified|not|default|to|system|tty.*|0+|x+|-+|invalid|empty|number|localhost(?:\.localdomain)?|\(none\))$/i;

/** Classifies a word; null for a placeholder. */
export const isPlaceholder = (text: string): boolean => NOTHING.test(text);

/** Finds values beside their labels. */
export const findLabeled: IdentityFinder = (text) => [
  ...labelled(text, SERIAL, 'serial'),
  ...labelled(text, SECRET_PAIR, 'key'),
  ...labelled(text, SECRET, 'key'),
  ...labelled(text, HOSTNAME_PAIR, 'hostname'),
  ...labelled(text, HOSTNAME, 'hostname'),
  ...whole(text, VENDOR_SERIAL, 'serial'),
  ...whole(text, PRIVATE_KEY, 'key'),
  ...whole(text, PUBLIC_KEY, 'key'),
];

/** Finds words that are known to be identities, also within a longer name: `gpu-07-bmc`, `gpu-07.example.com`. */
export const wordFinder = (words: readonly IdentityWord[]): IdentityFinder => {
  const matchers = (['serial', 'hostname', 'key'] as const).flatMap((kind) => {
    const texts = words.filter((word) => word.kind === kind).map(({ text }) => text);
    if (texts.length === 0) return [];
    return [{ kind, match: wordMatcher(texts, readWords, kind === 'hostname' ? endOfDomain : undefined) }];
  });
  return (text) =>
    matchers.flatMap(({ kind, match }) =>
      match(text).map(({ start, end }) => matchOf(kind, start, text.slice(start, end))),
    );
};

// Sticky: from the end of a host's name. A label has at most 63 characters.
const DOMAIN = /(?:\.[0-9A-Za-z-]{1,63})*(?![0-9A-Za-z])/y;

const endOfDomain = (text: string, end: number): number => {
  DOMAIN.lastIndex = end;
  return end + (DOMAIN.exec(text)?.[0].length ?? 0);
};

/** The pseudonym of a word of this kind. */
export const pseudonymForWord = (kind: IdentityKind, text: string, key: PseudonymKey): string | null => {
  if (isPlaceholder(text)) return null;
  if (kind === 'hostname') return otherHostname(text, key);
  if (kind === 'key') return `key-${key.hex(`key:${text}`, 8)}`;
  // Each character of a permuted word costs a digest of all before it.
  if (text.length > LONGEST_PERMUTED) return `serial-${key.hex(`serial:${text}`, 16)}`;
  const vendor = /^[A-Z]{2}(?=.{4})/.exec(text)?.[0] ?? '';
  return vendor + key.permuteWord(text.slice(vendor.length), `serial:${vendor}`);
};

/** No serial number of a device is as long; the longest of DMI, NVMe and SCSI have under 64 characters. */
const LONGEST_PERMUTED = 128;

/** The first label is the machine's; what follows is where it stands. */
const otherHostname = (text: string, key: PseudonymKey): string => {
  const [host = '', ...domain] = text.toLowerCase().split('.');
  const other = `host-${key.hex(`hostname:${host}`, 6)}`;
  return domain.length === 0 ? other : `${other}.${key.hex(`domain:${domain.join('.')}`, 6)}.example`;
};

const matchOf = (kind: IdentityKind, start: number, text: string): IdentityMatch => ({
  kind,
  start,
  text,
  pseudonym: (key) => pseudonymForWord(kind, text, key),
});

const labelled = (text: string, pattern: RegExp, kind: IdentityKind): IdentityMatch[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const value = match[1] ?? '';
    return isPlaceholder(value) ? [] : [matchOf(kind, match.index + match[0].length - value.length, value)];
  });

const whole = (text: string, pattern: RegExp, kind: IdentityKind): IdentityMatch[] =>
  [...text.matchAll(pattern)].filter(([token]) => token !== '').map((match) => matchOf(kind, match.index, match[0]));
