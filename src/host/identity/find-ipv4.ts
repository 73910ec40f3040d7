// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds IPv4 addresses. A version of four numbers (`24.10-1.1.4.0`, `driver version 5.15.0.1`) is not one. */

import { isIPv4 } from 'node:net';
import type { IdentityFinder } from './identity-match.js';
import { pseudonymForIpv4 } from './internet-address.js';

const DOTTED = /(?<![0-9A-Za-z.]|\d[-_])\d{1,3}(?:\.\d{1,3}){3}(?![0-9A-Za-z]|\.\d|-\d+(?![\d.]))/g;

const SPEAKS_OF_A_VERSION = /(?:version|firmware|driver|release|\b(?:ver|rev|fw|mft|ofed|doca))["':=\s(]*$/i;

/** Finds them. */
export const findIpv4: IdentityFinder = (text) =>
  [...text.matchAll(DOTTED)].flatMap((match) => {
    const [token] = match;
    const isVersion = SPEAKS_OF_A_VERSION.test(text.slice(Math.max(0, match.index - 24), match.index));
    if (!isIPv4(token) || isVersion || /^255\./.test(token)) return []; // a mask identifies no machine
    return [{ kind: 'ip', start: match.index, text: token, pseudonym: (key) => pseudonymForIpv4(token, key) }];
  });
