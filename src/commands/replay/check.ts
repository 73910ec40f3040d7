// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { FabricCommand } from '../../cli/fabric-command.js';
import { printMessage } from '../../cli/print-message.js';
import { formatReport, reportJson } from '../../cli/replay/format-report.js';
import { writeStdout } from '../../cli/write.js';
import { writeJson } from '../../core/json.js';
import { PROVIDERS } from '../../providers.generated.js';
import { checkReplay, recordingErrors } from '../../run/check-replay.js';

/** The status of a recording that can be read and has a fault. */
const FAULTY = 6;

/** `fabric replay check DIR` */
export default class ReplayCheck extends FabricCommand {
  static override group = 'Recordings' as const;
  static override summary = 'check a recording for completeness and leftover identities';
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
    const report = await checkReplay(args.directory, this.config.root, PROVIDERS);
    writeStdout(flags.json ? `${writeJson(reportJson(report))}\n` : await formatReport(report));
    const faults = recordingErrors(report);
    for (const fault of faults) await printMessage('warning', fault);
    if (faults.length > 0) process.exitCode = FAULTY;
  }
}
