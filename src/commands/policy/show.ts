// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric policy show` */

import { formatFinding } from '../../cli/policy/format-decision.js';
import { jsonFlag, PolicyCommand } from '../../cli/policy/policy-command.js';
import { FabricError } from '../../core/error.js';

export default class PolicyShow extends PolicyCommand {
  static override summary = 'print the active policy: settings, macros and rules';
  static override statuses = { 0: 'ok', 3: 'the policy is invalid' };
  static override examples = ['fabric policy show', 'fabric policy show --json | jq .rules'];
  static override flags = jsonFlag;

  override async run(): Promise<void> {
    const { flags } = await this.parse(PolicyShow);
    this.hasJsonErrors = flags.json;
    const loaded = this.policyOf(undefined);
    const { policy, sha256 } = loaded;
    if (policy.kind === 'invalid') {
      const [first] = policy.errors;
      throw new FabricError('denied', first === undefined ? 'the policy is invalid' : formatFinding(first), {
        fix: `fabric policy check    (no rule of ${loaded.path} applies)`,
      });
    }
    const lines = [
      `from   ${this.formatPolicyPath(loaded)}`,
      `sha256 ${sha256}`,
      ...Object.entries(policy.server).map(([key, value]) => `set    ${key}=${value ?? '-'}`),
      ...policy.macros.map(({ name, text, line }) => `macro  ${name}=${text}  line ${line}`),
      ...policy.rules.map(({ line, text }) => `rule   ${text}  line ${line}`),
    ];
    this.answer(lines, {
      file: loaded.path,
      sha256,
      server: { ...policy.server },
      macros: policy.macros.map(({ name, text, line }) => ({ name, text, line })),
      rules: policy.rules.map(({ section, line, text }) => ({ section, line, text })),
    });
  }
}
