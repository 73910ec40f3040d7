// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Addresses and ids written in hex: with colons, dashes, `0x`, or bare as the vendor's tools print them. */

import { isIPv6 } from 'node:net';
import { type Run, runsWithDoubleColon } from './double-colon.js';
import { pseudonymForGuid, pseudonymForMac } from './hardware-address.js';
import type { IdentityFinder, IdentityKind, IdentityMatch } from './identity-match.js';
import { expandIpv6, pseudonymForIpv6, shortIpv6 } from './internet-address.js';
import type { PseudonymKey } from './pseudonym-key.js';

// `a0:88:c2:00:01:20`; with eight pairs an EUI-64; with twenty the address of IP over InfiniBand.
const PAIRS =
  /(?<![0-9A-Za-z])[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}(?:(?:\1[0-9a-f]{2}){14}|(?:\1[0-9a-f]{2}){2})?(?![0-9A-Za-z])/gi;
// `a088:c203:0000:0120`, and eight such groups.
const QUADS = /(?<![0-9A-Za-z])[0-9a-f]{4}(?::[0-9a-f]{4}){3}(?:(?::[0-9a-f]{4}){4})?(?![0-9A-Za-z])/gi;
const UUID = /(?<![0-9A-Za-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z])/gi;
// `0xa088c20300000120`, `a088c2000120`, the MAC in `enxa088c2000120`, and 32 digits: a machine id or a GID. 64 digits are a
// digest, or the longest switch id that there is.
const BARE =
  /(?<![0-9A-Za-z]|[0-9A-Za-z]_)(?:0x|(?:en|et|ib|wl)x)?((?:[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64}))(?![0-9A-Za-z])/gi;

/** Finds them. `known` are bare spellings that were seen elsewhere as addresses or switch ids. */
export const hexFinder =
  (known: ReadonlySet<string>): IdentityFinder =>
  (text) => [
    ...each(text, PAIRS, pairs),
    ...each(text, QUADS, quads),
    ...runsWithDoubleColon(text).flatMap(shortAddress),
    ...each(text, UUID, ([token]) => uuid(token)),
    ...each(text, BARE, (match) => bare(match, known)),
  ];

type Found = Omit<IdentityMatch, 'start'> & { readonly skip?: number };

const each = (text: string, pattern: RegExp, look: (match: RegExpExecArray) => Found | null): IdentityMatch[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const found = look(match);
    return found === null ? [] : [{ ...found, start: match.index + (found.skip ?? 0) }];
  });

const pairs = ([token, separator = ':']: RegExpExecArray): Found => {
  const hex = token.replaceAll(separator, '');
  const spell = spelling(token, (digits) => (digits.match(/../g) ?? []).join(separator));
  if (hex.length === 12) return { kind: 'mac', text: token, pseudonym: spell((key) => pseudonymForMac(hex, key)) };
  if (hex.length === 16) return { kind: 'guid', text: token, pseudonym: spell((key) => pseudonymForGuid(hex, key)) };
  // Queue pair number, then the GID of the port.
  const gid = spell((key) => prefixed(hex.slice(0, 8), pseudonymForIpv6(hex.slice(8), key)));
  return { kind: 'gid', text: token, pseudonym: gid };
};

const quads = ([token]: RegExpExecArray): Found => {
  const hex = token.replaceAll(':', '');
  const spell = spelling(token, (digits) => (digits.match(/.{4}/g) ?? []).join(':'));
  return hex.length === 16
    ? { kind: 'guid', text: token, pseudonym: spell((key) => pseudonymForGuid(hex, key)) }
    : { kind: 'gid', text: token, pseudonym: spell((key) => pseudonymForIpv6(hex, key)) };
};

const shortAddress = ({ start, text: run }: Run): IdentityMatch[] => {
  // Punctuation around it, or a prefix such as `tcp:`, is not part of it.
  const token = run.replace(/[.:]$/, (end) => (run.endsWith('::') ? end : ''));
  const skip = token.startsWith(':') && !token.startsWith('::') ? 1 : 0;
  const address = token.slice(skip);
  if (!isIPv6(address)) return [];
  const spell = spelling(address, (digits) => shortIpv6((digits.match(/.{4}/g) ?? []).join(':')));
  const pseudonym = spell((key) => pseudonymForIpv6(expandIpv6(address), key));
  return [{ kind: 'ip', start: start + skip, text: address, pseudonym }];
};

/** UEFI's own variables are named with this one on every machine. */
const EVERYBODYS = '8be4df61-93ca-11d2-aa0d-00e098032b8c';

const uuid = (token: string): Found => {
  if (token.toLowerCase() === EVERYBODYS) return { kind: 'uuid', text: token, pseudonym: () => null };
  const hex = token.replaceAll('-', '');
  const dashed = (digits: string): string => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { kind: 'uuid', text: token, pseudonym: spelling(token, dashed)((key) => otherUuid(hex, key)) };
};

const bare = ([token, digits = '']: RegExpExecArray, known: ReadonlySet<string>): Found | null => {
  const hex = digits.toLowerCase();
  const skip = token.length - digits.length;
  // A number in decimal is no address, unless it was seen as one.
  if (/^\d+$/.test(hex) && skip === 0 && !known.has(hex)) return null;
  const spell = spelling(digits, (other) => other);
  const found = (kind: IdentityKind, other: (key: PseudonymKey) => string | null): Found => ({
    kind,
    text: digits,
    skip,
    pseudonym: spell(other),
  });
  if (hex.length === 12) return token.startsWith('0x') ? null : found('mac', (key) => pseudonymForMac(hex, key));
  if (hex.length === 16) return found('guid', (key) => pseudonymForGuid(hex, key));
  if (hex.length === 64) return known.has(hex) ? found('guid', (key) => key.hex(`switch:${hex}`, 64)) : null;
  return /^fe80/.test(hex)
    ? found('gid', (key) => pseudonymForIpv6(hex, key))
    : found('uuid', (key) => otherUuid(hex, key));
};

/** Version and variant stay. */
const otherUuid = (hex: string, key: PseudonymKey): string | null => {
  if (/^(.)\1*$/.test(hex)) return null;
  const other = key.hex(`uuid:${hex.toLowerCase()}`, 32);
  return other.slice(0, 12) + hex.charAt(12) + other.slice(13, 16) + hex.charAt(16) + other.slice(17);
};

const prefixed = (prefix: string, rest: string | null): string | null => (rest === null ? null : prefix + rest);

/** Gives the digits back in the spelling and case of the token. */
const spelling =
  (token: string, write: (digits: string) => string) =>
  (other: (key: PseudonymKey) => string | null) =>
  (key: PseudonymKey): string | null => {
    const digits = other(key);
    if (digits === null) return null;
    const written = write(digits.toLowerCase());
    return /[A-F]/.test(token) ? written.toUpperCase() : written;
  };
