// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The commands of fabric: how each is loaded, and what help needs from its class. */

import type { Command } from '@oclif/core/command';

/** The headings of `fabric --help`, in order. */
export const COMMAND_GROUPS = ['Adapters and links', 'Machine', 'Recordings', 'Policy'] as const;

/** Exit statuses of a command with their meaning, a few words each. */
export type Statuses = { readonly [status: number]: string };

/** A command's class: oclif's, with what help needs besides. */
export type CommandClass = Command.Class & {
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** Position below the heading. */
  readonly place: number;
  /** A line for the examples of `fabric --help`; null for none. */
  readonly highlight: string | null;
  readonly statuses: Statuses;
};

/** Every command by its id (`policy:test`); each is a module of its own. */
export type CommandList = { readonly [id: string]: () => Promise<CommandClass> };
