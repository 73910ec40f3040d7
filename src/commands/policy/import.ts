// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric policy import DPE_CONFIG` */

import * as Args from '@oclif/core/args';
import { formatFinding } from '../../cli/policy/format-decision.js';
import { jsonFlag, PolicyCommand } from '../../cli/policy/policy-command.js';
import { printMessage } from '../../cli/print-message.js';
import { importDpe } from '../../policy/dpe/import-dpe.js';

export default class PolicyImport extends PolicyCommand {
  static override summary = 'convert a DPE command list to a fabric policy';
  static override statuses = { 0: 'ok', 4: 'no such file', 6: 'some lines were left out' };
  static override examples = [
    'cd /opt/mellanox/doca/services/telemetry/dpe/etc',
    'fabric policy import dpe_config.ini > /tmp/policy.ini',
  ];
  static override args = {
    config: Args.string({
      ignoreStdin: true,
      required: true,
      description: 'DPE configuration file with command lists',
    }),
  };
  static override flags = jsonFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(PolicyImport);
    this.hasJsonErrors = flags.json;
    const text = this.readForeign(args.config);
    const { policy, refused } = importDpe(text, args.config, (name) => this.findProgram(name));
    this.answer(policy.trimEnd().split('\n'), { policy, refused });
    for (const finding of refused) await printMessage('warning', `left out: ${formatFinding(finding)}`);
    process.exitCode = refused.length === 0 ? 0 : 6;
  }
}
