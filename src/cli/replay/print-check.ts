// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric replay check`: checks a recording, prints the report, and warns of each error. */

import { writeJson } from '../../core/json.js';
import { checkReplay, type ProviderList, recordingErrors } from '../../run/check-replay.js';
import { printMessage } from '../print-message.js';
import { writeStdout } from '../write.js';
import { formatReport, reportJson } from './format-report.js';

/** Whether the recording has no error. @throws not_found, recording */
export const printReplayCheck = async (
  nameOrDirectory: string,
  packageRoot: string,
  providers: ProviderList,
  isJson: boolean,
): Promise<boolean> => {
  const report = await checkReplay(nameOrDirectory, packageRoot, providers);
  writeStdout(isJson ? `${writeJson(reportJson(report))}\n` : await formatReport(report));
  const errors = recordingErrors(report);
  for (const error of errors) await printMessage('warning', error);
  return errors.length === 0;
};
