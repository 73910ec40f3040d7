// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Base of the policy commands: loads the policy and prints the result. All run without root. */

import { resolve } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { FabricError } from '../../core/error.js';
import { writeJson } from '../../core/json.js';
import type { Json } from '../../core/json-value.js';
import { findProgram, readForeignFile } from '../../host/command/find-program.js';
import { type LoadedPolicy, loadPolicy, loadPolicyFile } from '../../host/policy-file.js';
import { FabricCommand } from '../fabric-command.js';
import { writeStdout } from '../write.js';

/** `--json`, which all of them have. */
export const jsonFlag = { json: Flags.boolean({ char: 'j', summary: 'print JSON on one line' }) };

/** The base. */
export abstract class PolicyCommand extends FabricCommand {
  static override group = 'Policy' as const;

  /** The named file, or the policy that holds on this machine. @throws not_found */
  protected policyOf(file: string | undefined): LoadedPolicy {
    if (file === undefined) return loadPolicy(this.config.root);
    const loaded = loadPolicyFile(resolve(file), file, { decides: false });
    if (loaded === null) throw new FabricError('not_found', `${file}: no such file`);
    return loaded;
  }

  /** A file of another program, and where programs are. @throws not_found */
  protected readForeign(file: string): string {
    return readForeignFile(resolve(file));
  }

  /** The trusted path of a program; null without one. */
  protected findProgram(name: string): string | null {
    return findProgram(name);
  }

  /** Prints lines, or JSON with `--json`. */
  protected answer(lines: readonly string[], json: Json): void {
    writeStdout(this.hasJsonErrors ? `${writeJson(json)}\n` : lines.map((line) => `${line}\n`).join(''));
  }

  /** The path of the active policy, and why it is that one. */
  protected formatPolicyPath({ path, isShipped }: LoadedPolicy): string {
    return isShipped ? `${path} (no /etc/fabric/policy.ini)` : path;
  }
}
