// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What every command of fabric has: a place in the help, and one way to tell an error. */

import { Command } from '@oclif/core/command';
import type { FabricError } from '../core/error.js';
import { statusOfError } from '../core/exit-status.js';
import { writeJson } from '../core/json.js';
import { errorMessages, renderMessages } from '../render/messages.js';
import type { CommandClass } from './command-list.js';
import { convertError } from './convert-error.js';
import { detectTerminal } from './terminal.js';
import { writeStderr, writeStdout } from './write.js';

/** The base of all commands. */
export abstract class FabricCommand extends Command {
  /** The heading of `fabric --help` that it stands below. */
  static group: CommandClass['group'];
  /** Its place below the heading; those of one place stand in the order of their names. */
  static place = 9;
  /** A line for the examples of `fabric --help`; null for none. */
  static highlight: string | null = null;

  /** Set once the flags are read: programs find the error as JSON on stdout. */
  protected hasJsonErrors = false;

  /** Tells the error where its readers look for it, and always in a line on stderr. */
  protected override async catch(thrown: Error): Promise<void> {
    const error = convertError(thrown, this.ctor.id.replaceAll(':', ' '), Object.keys(this.ctor.flags ?? {}));
    process.exitCode = statusOfError(error.code, error.signal);
    if (error.code === 'interrupted') return;
    if (error.code !== 'output') await this.answerWithError(error);
    writeStderr(await renderMessages(errorMessages(error), detectTerminal(true).stderrColor));
  }

  /** What a program gets in place of an answer: of the fix the command alone. */
  protected async answerWithError({ code, message, details, fix }: FabricError): Promise<void> {
    if (!this.hasJsonErrors) return;
    const error = { code, message, ...(details.length === 0 ? {} : { details }), fix: fix?.split(/ {4}/)[0] ?? null };
    await this.writeError(`${writeJson({ error })}\n`);
  }

  /** Writes an error for a program, where it expects the answer. */
  protected async writeError(text: string): Promise<void> {
    writeStdout(text);
  }
}
