// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Base class of all commands: their place in the help, and how they report errors. */

import { Command } from '@oclif/core/command';
import type { FabricError } from '../core/error.js';
import { statusOfError } from '../core/exit-status.js';
import { writeJson } from '../core/json.js';
import { errorMessages, renderMessages } from '../render/messages.js';
import type { CommandClass, Statuses } from './command-list.js';
import { convertError } from './convert-error.js';
import { detectTerminal } from './terminal.js';
import { writeStderr, writeStdout } from './write.js';

/** The base class. */
export abstract class FabricCommand extends Command {
  /** Heading of `fabric --help`. */
  static group: CommandClass['group'];
  /** Position below the heading; commands of equal position are sorted by name. */
  static place = 9;
  /** A line for the examples of `fabric --help`; null for none. */
  static highlight: string | null = null;
  /** Exit statuses for help. Those of a provider's command follow from the provider. */
  static statuses: Statuses = { 0: 'ok' };

  /** Set once the flags are parsed: an error is also printed as JSON, in place of the result. */
  protected hasJsonErrors = false;

  /** Reports the error as JSON on stdout with `--json`, and always as text on stderr. */
  protected override async catch(thrown: Error): Promise<void> {
    const error = convertError(thrown, this.ctor.id.replaceAll(':', ' '), Object.keys(this.ctor.flags ?? {}));
    process.exitCode = statusOfError(error.code, error.signal);
    if (error.code === 'interrupted') return;
    if (error.code !== 'output') await this.answerWithError(error);
    writeStderr(await renderMessages(errorMessages(error), detectTerminal(true).stderrColor));
  }

  /** Prints the error as JSON. Its `fix` is the command alone, without the remark that follows it in the text. */
  protected async answerWithError({ code, message, details, fix }: FabricError): Promise<void> {
    if (!this.hasJsonErrors) return;
    const error = { code, message, ...(details.length === 0 ? {} : { details }), fix: fix?.split(/ {4}/)[0] ?? null };
    await this.writeError(`${writeJson({ error })}\n`);
  }

  /** Writes an error to where the result would go. */
  protected async writeError(text: string): Promise<void> {
    writeStdout(text);
  }
}
