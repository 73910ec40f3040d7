// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Derives which side owns a BlueField's network, its Arm cores or the host, from firmware parameters. */

import { NOT_KNOWN, type PrintedValue } from './printed-value.js';

/**
 * `dpu`: the Arm cores own it. `nic`: the host does, the card is an adapter. `restricted`: as `dpu`, and the host has no
 * way to the card's own system.
 */
export const MODES = ['dpu', 'nic', 'restricted'] as const;

/** One of the modes. */
export type Mode = (typeof MODES)[number];

/** A mode; null with the reason when the parameters do not add up, null without one for a card that has no modes. */
export type ModeReading = { readonly mode: Mode | null; readonly error: string | null };

// Meaning of each number. INTERNAL_CPU_OFFLOAD_ENGINE and INTERNAL_CPU_RSHIM are inverted: ENABLED is 0.
const WORDS = {
  INTERNAL_CPU_MODEL: ['SEPARATED_HOST', 'EMBEDDED_CPU'],
  INTERNAL_CPU_OFFLOAD_ENGINE: ['ENABLED', 'DISABLED'],
  INTERNAL_CPU_PAGE_SUPPLIER: ['ECPF', 'EXT_HOST_PF'],
  INTERNAL_CPU_ESWITCH_MANAGER: ['ECPF', 'EXT_HOST_PF'],
  INTERNAL_CPU_IB_VPORT0: ['ECPF', 'EXT_HOST_PF'],
  INTERNAL_CPU_RSHIM: ['ENABLED', 'DISABLED'],
  HOST_PRIV_LEVEL: ['PRIVILEGED', 'LIMITED'],
} as const;

type Decider = keyof typeof WORDS;

const DECIDERS = Object.keys(WORDS) as readonly Decider[];

/** The parameters that mlxprivhost sets for a restricted host. */
const ALIASES: Readonly<Record<string, string>> = { RESTRICTED: 'LIMITED' };

/** The word of a value, from its number and its name, which must agree; null when they do not. */
const wordOf = (decider: Decider, { text, number }: PrintedValue): string | null => {
  const words: readonly string[] = WORDS[decider];
  const named = /^[A-Z][A-Z0-9_]*/.exec(text)?.[0] ?? null;
  const numbered = number === null ? null : (words[number] ?? '');
  const word = (named === null ? numbered : (ALIASES[named] ?? named)) ?? '';
  return words.includes(word) && (numbered === null || numbered === word) ? word : null;
};

const none = (error: string | null): ModeReading => ({ mode: null, error });

/** The mode that these values make; `look` answers null for a value that is N/A, undefined for a parameter that is not there. */
export const parseOperationMode = (look: (name: string) => PrintedValue | null | undefined): ModeReading => {
  const words: Partial<Record<Decider, string>> = {};
  for (const decider of DECIDERS) {
    const value = look(decider);
    if (value === undefined) continue;
    const word = value === null ? null : wordOf(decider, value);
    if (word === null) return none(`${decider} is ${value?.text ?? NOT_KNOWN}`);
    words[decider] = word;
  }
  // Every BlueField has the engine, no ConnectX does; early BlueField-2 cards also have a separated mode.
  if (words.INTERNAL_CPU_OFFLOAD_ENGINE === undefined) return none(null);
  if (words.INTERNAL_CPU_MODEL === 'SEPARATED_HOST') return none('INTERNAL_CPU_MODEL is SEPARATED_HOST(0)');
  if (words.INTERNAL_CPU_OFFLOAD_ENGINE === 'DISABLED') return { mode: 'nic', error: null };
  const astray = DECIDERS.find((decider) => words[decider] === 'EXT_HOST_PF');
  if (astray !== undefined)
    return none(`${astray} is EXT_HOST_PF(1) although INTERNAL_CPU_OFFLOAD_ENGINE is ENABLED(0)`);
  const isShut = words.INTERNAL_CPU_RSHIM === 'DISABLED' || words.HOST_PRIV_LEVEL === 'LIMITED';
  return { mode: isShut ? 'restricted' : 'dpu', error: null };
};
