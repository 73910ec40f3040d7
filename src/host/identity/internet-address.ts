// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * IPv4, IPv6 and GIDs. What is of a kind stays of it: private, link-local, IPv4-mapped. Addresses of one network are of one
 * network afterwards. Loopback, multicast and unspecified addresses identify no machine.
 */

import { pseudonymForGuid } from './hardware-address.js';
import type { PseudonymKey } from './pseudonym-key.js';

/** Another IPv4 address, from `a.b.c.d`; null for one that identifies no machine. */
export const pseudonymForIpv4 = (text: string, key: PseudonymKey): string | null => {
  const octets = text.split('.').map(Number);
  const [a = 0, b = 0] = octets;
  if (a === 0 || a === 127 || a >= 224) return null;
  const kept = KEPT_OCTETS.find(({ covers }) => covers(a, b))?.octets ?? 0;
  // A public address becomes one of the network that is set aside for measurements (RFC 2544).
  const start = kept === 0 ? [198, 18] : octets.slice(0, kept);
  const rest = octets.slice(start.length).map((octet, i) => {
    const before = octets.slice(0, start.length + i).join('.');
    return key.permuteByte(octet, `ipv4:${before}`);
  });
  return [...start, ...rest].join('.');
};

const KEPT_OCTETS: readonly { readonly octets: number; readonly covers: (a: number, b: number) => boolean }[] = [
  { octets: 1, covers: (a) => a === 10 },
  { octets: 2, covers: (a, b) => a === 192 && b === 168 },
  { octets: 2, covers: (a, b) => a === 169 && b === 254 },
  { octets: 2, covers: (a, b) => a === 172 && b >= 16 && b < 32 },
  { octets: 2, covers: (a, b) => a === 100 && b >= 64 && b < 128 },
];

/** Another IPv6 address or GID, 32 hex digits in and out; null for one that identifies no machine. */
export const pseudonymForIpv6 = (hex: string, key: PseudonymKey): string | null => {
  if (/^0{16}/.test(hex)) {
    if (!/^0{20}ffff/.test(hex)) return null; // unspecified, loopback
    const ipv4 = pseudonymForIpv4(octetsOf(hex.slice(24)).join('.'), key);
    return ipv4 === null ? null : hex.slice(0, 24) + hexOf(ipv4.split('.').map(Number));
  }
  if (hex.startsWith('ff')) return null; // multicast
  const isLinkLocal = /^fe[89ab]/.test(hex);
  const low = hex.slice(16);
  // fe80::1 is everybody's; ::5 of a network of one's own is not.
  const isSmall = /^0{12}/.test(low);
  if (isLinkLocal && isSmall) return null;
  const interfaceId =
    (isSmall ? null : pseudonymForGuid(low, key)) ?? low.slice(0, 6) + key.permuteHex(low.slice(6), 'ipv6');
  return (isLinkLocal ? hex.slice(0, 16) : otherNetwork(hex.slice(0, 16), key)) + interfaceId;
};

/** A network of one's own becomes one of those set aside for documentation (RFC 3849). */
const otherNetwork = (network: string, key: PseudonymKey): string => `20010db8${key.hex(`network:${network}`, 8)}`;

const octetsOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
const hexOf = (octets: readonly number[]): string => octets.map((o) => o.toString(16).padStart(2, '0')).join('');

/** The 32 hex digits of an IPv6 address in any spelling. */
export const expandIpv6 = (text: string): string => {
  const [head = '', tail] = shortIpv6(text).split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':').map((g) => g.padStart(4, '0')));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0000'), ...after].join('');
};

/** The usual short spelling (RFC 5952). @throws TypeError for what is no IPv6 address */
export const shortIpv6 = (text: string): string => new URL(`http://[${text}]`).hostname.slice(1, -1);
