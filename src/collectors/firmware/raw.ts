// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Result of `collect`: the answers for each card, before parsing. */

import type { FileAnswer } from '../../core/file-answer.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Card } from '../../hardware/adapter/cards.js';

/** One card. `manager` is null when it was not needed; `running` is null without an RDMA device. */
export type RawCard = {
  readonly card: Card;
  readonly flint: ToolAnswer;
  readonly manager: ToolAnswer | null;
  readonly running: FileAnswer | null;
};

/** Everything that `parse` needs. */
export type FirmwareRaw = {
  readonly cards: readonly RawCard[];
  /** Requested devices that do not exist, when others do. */
  readonly unmatched: readonly string[];
};
