// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * MAC addresses, GUIDs and interface identifiers. The vendor's prefix stays, and what was made of one address (a GUID, a
 * link-local GID) is made of its pseudonym too: OUI + `0300` + rest as the vendor does, or EUI-64 as the kernel does.
 */

import type { PseudonymKey } from './pseudonym-key.js';

/** Another address of the vendor, 12 hex digits; null for none's own: a multicast one, or zero. */
export const pseudonymForMac = (mac: string, key: PseudonymKey): string | null => {
  const first = Number.parseInt(mac.slice(0, 2), 16);
  if ((first & MULTICAST) !== 0 || /^0{12}$/.test(mac)) return null;
  // A locally administered address has no vendor: it is one of its own after the first byte.
  const kept = (first & LOCAL) === 0 ? 6 : 2;
  const prefix = mac.slice(0, kept);
  return prefix + key.permuteHex(mac.slice(kept), `hardware:${prefix}`);
};

/** Another GUID of the vendor, 16 hex digits; null for a number: zero, or one that fits into 40 bits. */
export const pseudonymForGuid = (guid: string, key: PseudonymKey): string | null => {
  if (/^0{6}/.test(guid)) return null;
  const middle = guid.slice(6, 10);
  if (middle === '0300') {
    const mac = pseudonymForMac(guid.slice(0, 6) + guid.slice(10), key);
    if (mac !== null) return `${mac.slice(0, 6)}0300${mac.slice(6)}`;
  }
  if (middle === 'fffe') {
    const mac = pseudonymForMac(withLocalBitFlipped(guid.slice(0, 6)) + guid.slice(10), key);
    if (mac !== null) return `${withLocalBitFlipped(mac.slice(0, 6))}fffe${mac.slice(6)}`;
  }
  if (middle === '0003') {
    // The id of an eswitch: the vendor writes the GUID of the adapter from its last byte to its first.
    const other = pseudonymForGuid(backwards(guid), key);
    return other === null ? null : backwards(other);
  }
  return guid.slice(0, 6) + key.permuteHex(guid.slice(6), `guid:${guid.slice(0, 6)}`);
};

const MULTICAST = 0x01;
const LOCAL = 0x02;

const backwards = (hex: string): string => (hex.match(/../g) ?? []).reverse().join('');

const withLocalBitFlipped = (hex: string): string =>
  (Number.parseInt(hex.slice(0, 2), 16) ^ LOCAL).toString(16).padStart(2, '0') + hex.slice(2);
