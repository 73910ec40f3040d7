// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What was asked of every port and how that ended, before it is understood. */

import type { FileAnswer } from '../../core/file-answer.js';
import type { OptionValues } from '../../core/option.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Adapter } from '../../hardware/adapter/adapter.js';
import type { OPTIONS } from './options.js';
import type { Thresholds } from './thresholds.js';

/** A function that is asked: mlxlink knows one port of each. */
export type LinkTarget = {
  readonly adapter: Adapter;
  /** Its RDMA device, or its address where it has none. */
  readonly device: string;
  /** What sysfs says of the firmware; null without an RDMA device. */
  readonly firmwareFile: string | null;
};

/** What one of them said. */
export type RawPort = {
  readonly target: LinkTarget;
  readonly firmware: FileAnswer | null;
  readonly answer: ToolAnswer;
  /** Null where the PCIe side was not asked for. */
  readonly pcie: ToolAnswer | null;
  /** What the tool was too old to be asked, and was asked without. */
  readonly isTooOldFor: 'fec' | 'eye' | null;
};

/** The whole of it. */
export type LinkRaw = {
  readonly ports: readonly RawPort[];
  readonly options: OptionValues<typeof OPTIONS>;
  readonly limits: Thresholds;
  /** Why the settings could not be read; null when they were, or there are none. */
  readonly unreadSettings: Exclude<FileAnswer, { kind: 'text' }> | null;
  /** How many VFs nobody named. */
  readonly skippedVfs: number;
  /** What was asked for and is not there, beside something that is. */
  readonly unmatched: readonly string[];
  /** Whether the machine has an adapter at all. */
  readonly hasAdapters: boolean;
};
