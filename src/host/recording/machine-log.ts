// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Logs what was read and run on a machine, and the answers, in order, under the paths as requested. */

import type { CommandAnswer } from '../../core/command-answer.js';
import type { LinkAnswer } from '../../core/file-answer.js';
import {
  type CommandLine,
  type ContentAnswer,
  commandLineOf,
  type FileLine,
  fileLineOf,
  writeLineOf,
} from './lines.js';

/** A recorded answer; `isLink` marks a readlink request. */
export type RequestLine = { readonly line: FileLine; readonly isLink: boolean };

/** The log of one run. */
export class MachineLog {
  readonly files: RequestLine[] = [];
  readonly commands: CommandLine[] = [];

  /** A file or a directory was read. */
  content(path: string, answer: ContentAnswer): void {
    this.files.push({ line: fileLineOf(path, answer), isLink: false });
  }

  /** The target of a link was read. */
  link(path: string, answer: LinkAnswer): void {
    this.files.push({ line: fileLineOf(path, answer), isLink: true });
  }

  /** A setting could not be written or restored. */
  notWritten(of: 'write' | 'restore', path: string, value: string, errno: string): void {
    this.files.push({ line: writeLineOf(of, path, value, errno), isLink: false });
  }

  /** A command was run, or was not. */
  command(name: string, argv: readonly string[], answer: CommandAnswer): void {
    this.commands.push(commandLineOf(name, argv, answer));
  }
}
