// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** An identity found in a text: kind and position. */

import type { PseudonymKey } from './pseudonym-key.js';

/** The kinds of identities, in the words of docs/recording.md. */
export const IDENTITY_KINDS = ['guid', 'gid', 'mac', 'ip', 'uuid', 'hostname', 'serial', 'key'] as const;

export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** A place in a text that holds an identity. */
export type IdentityMatch = {
  readonly kind: IdentityKind;
  readonly start: number;
  readonly text: string;
  /** The replacement; null when it identifies no machine (zero, loopback, multicast). */
  readonly pseudonym: (key: PseudonymKey) => string | null;
};

/** Finds the identities of its kinds in a text, in any order. */
export type IdentityFinder = (text: string) => readonly IdentityMatch[];
