// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What was asked of every card and how that ended, before it is understood. */

import type { FileAnswer } from '../../core/file-answer.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Card } from '../../hardware/adapter/cards.js';

/** One card: `manager` is null where it was not needed, `running` where there is no RDMA device to say what runs. */
export type RawCard = {
  readonly card: Card;
  readonly flint: ToolAnswer;
  readonly manager: ToolAnswer | null;
  readonly running: FileAnswer | null;
};

/** The whole of it. */
export type FirmwareRaw = {
  readonly cards: readonly RawCard[];
  /** What was asked for and is not there, beside something that is. */
  readonly unmatched: readonly string[];
};
