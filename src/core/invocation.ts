// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** An external command that a provider may run, declared argument by argument. The policy must allow every form of it. */

import { FabricError } from './error.js';

/** An argument that changes from run to run. */
export type Slot = {
  /** Name in the policy and in `fabric policy explain`: upper case, like a macro. */
  readonly slot: string;
  /** RE2 that matches the whole argument: as narrow as the values the provider passes. */
  readonly pattern: string;
  /** A value that fits, for the test that the policy allows it. */
  readonly example: string;
  /** May be absent or repeated up to so many times, as `@N` in the policy; its value is then a list. */
  readonly upTo?: number;
};

/** Values of the slots of a command line: a word, or the words of a repeated slot. */
export type SlotValues = Readonly<Record<string, string | readonly string[]>>;

/** One command line of a provider. */
export type Invocation = {
  /** Unique in the program: the tool and its purpose, `mlxconfig.query`. Audit, recordings and `policy explain` use it. */
  readonly name: string;
  /** Absolute path of the program. */
  readonly path: string;
  readonly args: readonly (string | Slot)[];
  /** `read` changes nothing; `program` reprograms shared counters and puts them back. */
  readonly effect: 'read' | 'program';
  readonly timeoutSeconds: number;
  /** Longer output on stdout ends the command; a lower `stdout_bytes` of the policy applies first. Default: 4 MiB. */
  readonly outputLimitBytes?: number;
  /** Purpose of the command. */
  readonly help: string;
  /** The path of the same command that is preferred if it is installed. */
  readonly insteadOf?: string;
};

/** Limit of the output of a command that declares none. */
export const OUTPUT_LIMIT_BYTES = 4 * 1024 * 1024;

const wordsOf = (arg: string | Slot, values: SlotValues): readonly string[] => {
  if (typeof arg === 'string') return [arg];
  const value = values[arg.slot];
  if (value === undefined) throw new FabricError('bug', `no value for slot ${arg.slot}`);
  const words = typeof value === 'string' ? [value] : value;
  const fits = arg.upTo === undefined ? typeof value === 'string' : words.length <= arg.upTo;
  if (!fits) throw new FabricError('bug', `${words.length} values for slot ${arg.slot}`);
  return words;
};

/** The command line with these values in its slots. The policy decides about it. @throws bug for a slot without a value */
export const argvOf = (invocation: Invocation, values: SlotValues): readonly string[] => [
  invocation.path,
  ...invocation.args.flatMap((arg) => wordsOf(arg, values)),
];

/** The base name of its program. */
export const programOf = ({ path }: Pick<Invocation, 'path'>): string => path.replace(/^.*\//, '');

/** The slots of a command line, each once. */
export const slotsOf = (invocation: Invocation): readonly Slot[] => {
  const slots = new Map(invocation.args.filter((arg) => typeof arg !== 'string').map((slot) => [slot.slot, slot]));
  return [...slots.values()];
};

/** The command line that the declaration gives as its example: with every word that it may have. */
export const exampleOf = (invocation: Invocation): readonly string[] => {
  const given = ({ example, upTo }: Slot) => (upTo === undefined ? example : Array<string>(upTo).fill(example));
  return argvOf(invocation, Object.fromEntries(slotsOf(invocation).map((slot) => [slot.slot, given(slot)])));
};

/** The command line as in a policy: `$DEVICE` for a slot, `$ARRAY@32` for a repeated one. */
export const shapeOf = (invocation: Invocation): string => {
  const wordOf = ({ slot, upTo }: Slot): string => `$${slot}${upTo === undefined ? '' : `@${upTo}`}`;
  return [invocation.path, ...invocation.args.map((arg) => (typeof arg === 'string' ? arg : wordOf(arg)))].join(' ');
};
