// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the entry knows of a command before it is loaded, and what help asks of it after. */

import type { Command } from '@oclif/core/command';

/** The headings of `fabric --help`, in order. */
export const COMMAND_GROUPS = ['Adapters and links', 'Machine', 'Recordings', 'Policy'] as const;

/** A command's class as help reads it; everything but these additions is oclif's. */
export type CommandClass = Command.Class & {
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** Its place below the heading. */
  readonly place: number;
  /** A line for the examples of `fabric --help`; null for none. */
  readonly highlight: string | null;
};

/** Every command by its id; each is loaded alone. */
export type CommandList = { readonly [id: string]: () => Promise<CommandClass> };
