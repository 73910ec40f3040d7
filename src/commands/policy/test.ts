// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric policy test -- ARGV…` */

import * as Flags from '@oclif/core/flags';
import { decisionJson, formatDecision, formatSuggestion } from '../../cli/policy/format-decision.js';
import { jsonFlag, PolicyCommand } from '../../cli/policy/policy-command.js';
import { printMessage } from '../../cli/print-message.js';
import { FabricError } from '../../core/error.js';
import { statusOfError } from '../../core/exit-status.js';
import { decide } from '../../policy/decision/decide.js';
import { matchingRules } from '../../policy/decision/matching-rules.js';
import { suggestRule } from '../../policy/decision/suggest.js';

export default class PolicyTest extends PolicyCommand {
  static override summary = 'test whether the policy allows a command';
  static override usage = 'policy test [flags] -- PROGRAM [ARGUMENT...]';
  static override statuses = { 0: 'allowed', 3: 'denied' };
  static override examples = [
    'fabric policy test -- /usr/bin/mlxlink -d 0000:18:00.0 -m',
    'fabric policy test --policy my.ini --suggest -- /usr/bin/ovs-vsctl show',
  ];
  static override flags = {
    ...jsonFlag,
    policy: Flags.string({ helpValue: 'FILE', summary: 'policy file (default: the active policy)' }),
    suggest: Flags.boolean({ summary: 'print the rule that would allow the command' }),
  };

  override async run(): Promise<void> {
    const dashes = this.argv.indexOf('--');
    if (dashes < 0) {
      throw new FabricError('usage', 'put the command to test after --', {
        fix: 'fabric policy test -- /usr/bin/mlxlink -d 0000:18:00.0 -m',
      });
    }
    const argv = this.argv.slice(dashes + 1); // before parse, which keeps only what it has parsed
    const { flags } = await this.parse(PolicyTest, this.argv.slice(0, dashes));
    this.hasJsonErrors = flags.json;
    const { policy } = this.policyOf(flags.policy);
    const decision = decide(policy, argv);
    const isDenied = decision.verdict !== 'allow';
    const rules = policy.kind === 'policy' && !isDenied ? matchingRules(policy, argv) : [];
    const suggestion = flags.suggest && isDenied ? suggestRule(argv) : null;
    this.answer(
      [...formatDecision(decision, rules), ...(flags.suggest && isDenied ? formatSuggestion(suggestion) : [])],
      {
        ...decisionJson(decision),
        ...(flags.suggest ? { suggestion } : {}),
      },
    );
    if (suggestion !== null)
      await printMessage('note', "rules are not checked for harm; read the tool's manual before adding one");
    process.exitCode = isDenied ? statusOfError('denied') : 0;
  }
}
