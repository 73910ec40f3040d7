// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric policy check [FILE]` */

import * as Args from '@oclif/core/args';
import { formatFinding } from '../../cli/policy/format-decision.js';
import { jsonFlag, PolicyCommand } from '../../cli/policy/policy-command.js';
import { FabricError } from '../../core/error.js';
import { lintPolicy } from '../../policy/lint/lint.js';

export default class PolicyCheck extends PolicyCommand {
  static override summary = 'validate a policy file';
  static override statuses = { 0: 'valid', 3: 'invalid', 4: 'no such file' };
  static override examples = [
    'fabric policy check                          # the active policy',
    'fabric policy check ./policy.ini             # a file, before installing it',
  ];
  static override args = {
    file: Args.string({ ignoreStdin: true, description: 'policy file (default: the active policy)' }),
  };
  static override flags = jsonFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(PolicyCheck);
    this.hasJsonErrors = flags.json;
    const { policy, path } = this.policyOf(args.file);
    const errors = policy.kind === 'invalid' ? policy.errors : [];
    const warnings = policy.kind === 'policy' ? lintPolicy(policy) : [];
    const counts = {
      rules: policy.kind === 'policy' ? policy.rules.length : 0,
      macros: policy.kind === 'policy' ? policy.macros.length : 0,
    };
    const lines = [
      ...errors.map(formatFinding),
      ...warnings.map((w) => formatFinding({ ...w, reason: `warning: ${w.reason}` })),
      ...(errors.length === 0
        ? [
            `ok  ${path}: ${counted(counts.rules, 'rule')}, ${counted(counts.macros, 'macro')}, ${counted(warnings.length, 'warning')}`,
          ]
        : []),
    ];
    this.answer(lines, { file: path, valid: errors.length === 0, ...counts, errors, warnings });
    if (errors.length > 0) {
      this.hasJsonErrors = false; // the errors are the answer; the verdict is talk
      throw new FabricError(
        'denied',
        `${counted(errors.length, 'error')}: the policy is invalid, every command is denied`,
      );
    }
  }
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
