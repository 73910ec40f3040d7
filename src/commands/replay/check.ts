// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric replay check DIR` */

import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { FabricCommand } from '../../cli/fabric-command.js';
import { printReplayCheck } from '../../cli/replay/print-check.js';
import { PROVIDERS } from '../../providers.generated.js';

/** Status of a recording that is readable but has errors. */
const HAS_ERRORS = 6;

export default class ReplayCheck extends FabricCommand {
  static override group = 'Recordings' as const;
  static override summary = 'check a recording for completeness and leftover identities';
  static override statuses = { 0: 'ok', 4: 'not a recording', 5: 'cannot be parsed', 6: 'incomplete or not anonymous' };
  static override examples = [
    'fabric hcaperf --record gpu-07            # writes three files, anonymized',
    'fabric replay check gpu-07                # before sending it',
  ];
  static override args = {
    directory: Args.string({
      required: true,
      ignoreStdin: true,
      description: 'recording directory, or bluefield3, connectx7, softroce',
    }),
  };
  static override flags = { json: Flags.boolean({ char: 'j', summary: 'print JSON on one line' }) };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(ReplayCheck);
    this.hasJsonErrors = flags.json;
    const isGood = await printReplayCheck(args.directory, this.config.root, PROVIDERS, flags.json);
    if (!isGood) process.exitCode = HAS_ERRORS;
  }
}
