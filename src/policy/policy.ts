// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Types of a policy and of a decision: `parsePolicy` makes the first, `decide` the second. */

import type { Pattern } from './regex/pattern.js';

/** File and line of a rule. Every decision names one. */
export type RuleRef = {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The line as it is written. */
  readonly text: string;
};

/** One argument of a rule. It occurs at least `least` times (0 only with `WORD@N`) and at most `most` times. */
export type Word = {
  /** The word as written, `@N` included. */
  readonly text: string;
  readonly least: 0 | 1;
  readonly most: number;
} & (
  | { readonly kind: 'literal'; readonly value: string }
  /** Matched whole. */
  | { readonly kind: 'regex'; readonly pattern: Pattern }
);

/** One command line that is allowed. */
export type Rule = RuleRef & {
  readonly section: 'commands' | 'commands_regex';
  /** The program: what is compared with the caller's, and the only path that is ever run. */
  readonly path: string;
  readonly words: readonly Word[];
  /** Minimum and maximum number of arguments, without the program. */
  readonly least: number;
  readonly most: number;
  /** The macros that its line names, in order, each once. */
  readonly uses: readonly string[];
};

/** One line of `[regex_macros]`. */
export type Macro = {
  readonly name: string;
  readonly line: number;
  /** The regex as it is written. */
  readonly text: string;
  readonly pattern: Pattern;
  /** The macros that it names, each once. */
  readonly uses: readonly string[];
  /** 1 when it names none, else one more than the deepest that it names. */
  readonly depth: number;
};

/** The settings of `[server]`, with defaults. */
export type ServerSettings = {
  /** An absolute path; null when nothing listens. */
  readonly socket: string | null;
  readonly timeout_seconds: number;
  /** Null when it is not set: then each command has the limit of its declaration. */
  readonly stdout_bytes: number | null;
  readonly stderr_bytes: number;
  /** `required`: what cannot be written down is denied. */
  readonly audit: 'off' | 'on' | 'required';
  /** At this size the audit is rotated. */
  readonly audit_bytes: number;
  /** The providers that may program counters. */
  readonly program: readonly string[];
};

/** A policy without any error. */
export type Policy = {
  readonly kind: 'policy';
  readonly file: string;
  readonly server: ServerSettings;
  /** In the order of the file, which decides nothing. */
  readonly rules: readonly Rule[];
  readonly macros: readonly Macro[];
};

/** An error or a warning about a policy. `line` counts from 1; 0 is about the file. */
export type PolicyError = { readonly file: string; readonly line: number; readonly reason: string };

/** A policy with an error: no rule of it holds, everything is denied. */
export type InvalidPolicy = {
  readonly kind: 'invalid';
  readonly file: string;
  /** At least one. */
  readonly errors: readonly PolicyError[];
};

/** The command may run: `path` with `argv`, and nothing else. */
export type Allowed = {
  readonly verdict: 'allow';
  readonly rule: RuleRef;
  /** From the rule. */
  readonly path: string;
  /** The program and its arguments as they were checked: a frozen copy. */
  readonly argv: readonly string[];
};

/** The command may not run. */
export type Denied = {
  readonly verdict: 'deny';
  readonly rule: null;
  readonly reason: 'no_rule' | 'invalid_policy' | 'argv';
  /** One line for people, safe to print. */
  readonly detail: string;
  /** Only of `no_rule`; null when no rule is near. */
  readonly nearest: Nearest | null;
};

/** Whether a command may run. Anything that is not `Allowed` is a denial. */
export type Decision = Allowed | Denied;

/** The rule that came closest, and where it failed. */
export type Nearest = RuleRef & {
  /** Counted from 1; the program is 0. */
  readonly argument: number;
  /** Null when the command ends there. */
  readonly got: string | null;
  /** The rule's word as it is written; null when the rule ends there. */
  readonly expected: string | null;
};
