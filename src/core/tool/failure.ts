// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The error when no tool gave a usable answer. */

import { type CommandAnswer, isMissingProgram } from '../command-answer.js';
import { FabricError } from '../error.js';
import { programOf } from '../invocation.js';
import { reasonOfTool } from './reason.js';
import type { ToolAnswer } from './run-tool.js';

/** Names of the tools of a provider in error messages. */
export type Toolkit = {
  /** The provider. */
  readonly name: string;
  /** The command that puts the tools on a machine. */
  readonly install: string;
};

/** More devices that failed are counted. */
const LINES = 4;

/**
 * The error for a collector to throw when no answer is of use; null when one is, or no tool was run. `isOfUse` looks at
 * a tool that failed: some write most of an answer before they do.
 */
export const failureOfTools = (
  toolkit: Toolkit,
  answers: readonly ToolAnswer[],
  isOfUse: (answer: CommandAnswer) => boolean = () => false,
): FabricError | null => {
  const [first] = answers;
  if (first === undefined || answers.some(({ answer }) => answer.kind === 'ok' || isOfUse(answer))) return null;
  if (answers.every(({ answer }) => answer.kind === 'denied')) return deniedError(toolkit, answers, first);
  if (answers.every(({ answer }) => answer.kind === 'missing')) return missingError(toolkit, first);
  const reasons = answers.map((one) => ({ where: one.where, ...reasonOfTool(one) }));
  const [firstReason = '', ...others] = reasons.map(({ where, detail = '' }) =>
    where === '' ? detail : `${where}: ${detail}`,
  );
  const isForbidden = reasons.every(({ code }) => code === 'permission');
  return new FabricError(isForbidden ? 'permission' : 'tool_failed', firstReason, {
    details: [...others.slice(0, LINES), ...(others.length > LINES ? [`+${others.length - LINES} more`] : [])],
  });
};

const deniedError = ({ name }: Toolkit, answers: readonly ToolAnswer[], { invocation, argv, answer }: ToolAnswer) => {
  if (answer.kind !== 'denied') throw new FabricError('bug', `${name}: not denied`);
  const program = programOf(invocation);
  if (answer.by !== 'policy') {
    return new FabricError(answer.by === 'root' ? 'unreadable' : 'denied', `${program} not run: ${answer.detail}`);
  }
  const count = answers.length === 1 ? 'not run' : `${answers.length} commands, none run`;
  return new FabricError('denied', `policy denies ${program} (${count})`, {
    details: [argv.join(' '), answer.nearest === null ? answer.detail : `nearest rule: ${answer.nearest}`],
    fix: `fabric policy explain ${name}    (shows the rules it needs)`,
  });
};

const missingError = ({ name, install }: Toolkit, { invocation, answer, missing }: ToolAnswer): FabricError => {
  const last = answer.kind === 'missing' ? [{ invocation, detail: answer.detail }] : [];
  const tried = [...missing, ...last];
  const needs = `${name} needs ${tried.map((one) => programOf(one.invocation)).join(' or ')}`;
  const odd = tried.find((one) => !isMissingProgram(one.detail, one.invocation.path));
  if (odd !== undefined) return new FabricError('tool_missing', `${needs}; ${odd.detail}`);
  const places = [...new Set(tried.map((one) => one.invocation.path.replace(/\/[^/]*$/, '')))].join(', ');
  const which = tried.length === 1 ? 'it is not' : tried.length === 2 ? 'neither is' : 'none is';
  return new FabricError('tool_missing', `${needs}; ${which} in ${places}`, { fix: install });
};
