// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Asking a tool that exists under several names: mlxlink of one package is mstlink of another. */
import type { CommandAnswer } from '../command-answer.js';
import type { Host } from '../host.js';
import { argvOf, type Invocation, type SlotValues } from '../invocation.js';

/** The same command by the names it may have, the first of which that is there is run. */
export type Alternatives = readonly [Invocation, ...Invocation[]];

/** What was asked of a tool about one thing, and how that ended. */
export type ToolAnswer = {
  /** What it was asked about, as findings name it: a device, a port; empty for the machine. */
  readonly where: string;
  /** The one that answered, or of all that are missing the last. */
  readonly invocation: Invocation;
  readonly argv: readonly string[];
  readonly answer: CommandAnswer;
  /** Those before it, and why each was not there. */
  readonly missing: readonly { readonly invocation: Invocation; readonly detail: string }[];
};

/** The command under other paths too, for `runs` of a provider and for `askTool`. */
export const alternatives = (invocation: Invocation, ...paths: readonly string[]): Alternatives => [
  invocation,
  ...paths.map((path) => ({ ...invocation, path, insteadOf: invocation.path })),
];

/** Asks one after the other, until one is there. `device` is what it works on: see Host.run. Never rejects. */
export const askTool = async (
  host: Pick<Host, 'run'>,
  [first, ...others]: Alternatives,
  values: SlotValues,
  { where, device }: { readonly where: string; readonly device: string | null },
): Promise<ToolAnswer> => {
  const missing: { invocation: Invocation; detail: string }[] = [];
  let invocation = first;
  let answer = await host.run(invocation, values, device);
  for (const other of others) {
    if (answer.kind !== 'missing') break;
    missing.push({ invocation, detail: answer.detail });
    invocation = other;
    answer = await host.run(invocation, values, device);
  }
  return { where, invocation, argv: argvOf(invocation, values), answer, missing };
};
