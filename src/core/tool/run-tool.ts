// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Asking a tool that exists under several names: mlxlink of one package is mstlink of another. */

import type { CommandAnswer } from '../command-answer.js';
import type { Host } from '../host.js';
import { argvOf, type Invocation, programOf, type SlotValues } from '../invocation.js';

/** The same command under several names; the first installed one runs. */
export type ToolAlternatives = readonly [Invocation, ...Invocation[]];

/** A run of a tool for one subject, and how it ended. */
export type ToolAnswer = {
  /** The subject, as findings name it: a device, a port; empty for the machine. */
  readonly where: string;
  /** The command that answered, or the last one if all are missing. */
  readonly invocation: Invocation;
  readonly argv: readonly string[];
  readonly answer: CommandAnswer;
  /** The alternatives tried before, and why each was missing. */
  readonly missing: readonly { readonly invocation: Invocation; readonly detail: string }[];
};

/** The command under other paths too, for `runs` of a provider and for `runTool`: `mlxlink.port`, `mstlink.port`. */
export const toolAlternatives = (invocation: Invocation, ...paths: readonly string[]): ToolAlternatives => [
  invocation,
  ...paths.map((path) => ({ ...invocation, name: nameAt(path, invocation), path, insteadOf: invocation.path })),
];

/** The name with the other program; of a program of the same name elsewhere with its directory. */
const nameAt = (path: string, { name, ...first }: Invocation): string => {
  const program = programOf({ path });
  return program === programOf(first) ? `${name}@${path.replace(/\/[^/]*$/, '')}` : name.replace(/^[^.]*/, program);
};

/**
 * Tries one after the other, until one is installed and allowed: the policy may allow only the one that a machine has.
 * `device` is what it works on: see Host.run. Never rejects.
 */
export const runTool = async (
  host: Pick<Host, 'run'>,
  [first, ...others]: ToolAlternatives,
  values: SlotValues,
  { where, device }: { readonly where: string; readonly device: string | null },
): Promise<ToolAnswer> => {
  const runOne = async (invocation: Invocation) => ({ invocation, answer: await host.run(invocation, values, device) });
  let last = await runOne(first);
  const tried = [last];
  for (const other of others) {
    if (!isPassedOver(last.answer)) break;
    last = await runOne(other);
    tried.push(last);
  }
  // Reported first: adding a rule to the policy is easier than installing a tool.
  const denied = tried.find(({ answer }) => answer.kind === 'denied');
  const { invocation, answer } = isPassedOver(last.answer) ? (denied ?? last) : last;
  const missing = tried.flatMap((one) =>
    one.invocation !== invocation && one.answer.kind === 'missing'
      ? [{ invocation: one.invocation, detail: one.answer.detail }]
      : [],
  );
  return { where, invocation, argv: argvOf(invocation, values), answer, missing };
};

const isPassedOver = (answer: CommandAnswer): boolean =>
  answer.kind === 'missing' || (answer.kind === 'denied' && answer.by === 'policy');
