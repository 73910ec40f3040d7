// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The data that `collect` passes to `parse`. */

import type { FileAnswers, ListAnswer } from '../../core/file-answer.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Adapter } from '../../hardware/adapter/adapter.js';
import type { BlueField } from '../../hardware/adapter/bluefield.js';
import type { Sensor } from '../../hardware/thermal/sensors.js';

/** The answers of mlxreg for a card: its power and its power envelope. */
export type PowerQuery = { readonly adapter: Adapter; readonly total: ToolAnswer; readonly envelope: ToolAnswer };

/** The whole of it. */
export type PtmRaw = {
  /** Null for a machine that is not a BlueField. */
  readonly bluefield: BlueField | null;
  /** The card that is part of this machine, where it is a BlueField. */
  readonly own: string | null;
  readonly status: ListAnswer;
  readonly debugfs: ListAnswer;
  readonly module: ListAnswer;
  readonly hwmon: ListAnswer;
  readonly sensors: readonly Sensor[];
  readonly answers: FileAnswers;
  readonly powerQueries: readonly PowerQuery[];
  /** Cards in this host whose power root could read. */
  readonly powerClosed: readonly string[];
  /** Adapters of which no file has the temperature; null: reading their firmware needs root. */
  readonly temperatureQueries: readonly { readonly name: string; readonly query: ToolAnswer | null }[];
};

/** Whether a user other than root was refused: then firmware does not answer either. */
export const isPermissionError = (...listings: readonly ListAnswer[]): boolean =>
  listings.some((one) => one.kind === 'error' && ['EACCES', 'EPERM'].includes(one.errno));
