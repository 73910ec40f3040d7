// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Result of `collect`: the tool answer of each port, before parsing. */

import type { FileAnswer } from '../../core/file-answer.js';
import type { OptionValues } from '../../core/option.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Adapter } from '../../hardware/adapter/adapter.js';
import type { OPTIONS } from './options.js';
import type { Thresholds } from './thresholds.js';

/** A queried function: mlxlink knows one port per function. */
export type LinkTarget = {
  readonly adapter: Adapter;
  /** RDMA device, or the PCI address when it has none. */
  readonly device: string;
  /** File with the running firmware version; null without an RDMA device. */
  readonly firmwareFile: string | null;
};

/** The answers for one port. */
export type RawPort = {
  readonly target: LinkTarget;
  readonly firmware: FileAnswer | null;
  readonly answer: ToolAnswer;
  /** Null without --pcie. */
  readonly pcie: ToolAnswer | null;
  /** The option that the tool does not know; it was then run without it. */
  readonly isTooOldFor: 'fec' | 'eye' | null;
};

/** Everything that `parse` needs. */
export type LinkRaw = {
  readonly ports: readonly RawPort[];
  readonly options: OptionValues<typeof OPTIONS>;
  readonly limits: Thresholds;
  /** Why the settings file could not be read; null when it was read or does not exist. */
  readonly settingsError: Exclude<FileAnswer, { kind: 'text' }> | null;
  /** Number of VFs skipped because `--device` did not name them. */
  readonly skippedVfs: number;
  /** Requested devices that do not exist, when others do. */
  readonly unmatched: readonly string[];
  /** True when the machine has an adapter. */
  readonly hasAdapters: boolean;
};
