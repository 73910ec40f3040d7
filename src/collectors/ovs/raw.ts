// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The data that `collect` passes to `parse`. */

import type { FileAnswer } from '../../core/file-answer.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';

/** Answers of the daemon, queried once it is known to answer. */
export type Daemon = {
  readonly datapaths: ToolAnswer;
  readonly upcalls: ToolAnswer;
  readonly bonds: ToolAnswer;
  /** Null where the daemon has no bond. */
  readonly lacp: ToolAnswer | null;
  /** Null without `--flows`. */
  readonly flows: ToolAnswer | null;
};

/** The process of the daemon, from the kernel. */
export type Process = {
  readonly pidFile: FileAnswer;
  /** `/proc/PID/stat`; null where the file has no pid. */
  readonly stat: FileAnswer | null;
  readonly uptime: FileAnswer | null;
};

/** The whole of it. */
export type OvsRaw = {
  readonly snapshot: ToolAnswer;
  readonly version: ToolAnswer;
  readonly process: Process;
  /** Null where the daemon does not answer: each further question would wait as long. */
  readonly daemon: Daemon | null;
  /** Whether `--flows` was given. */
  readonly wantsFlows: boolean;
};
