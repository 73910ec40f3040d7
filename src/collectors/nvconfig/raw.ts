// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Result of `collect`: the tool answers of each card, before parsing. */

import type { OptionValues } from '../../core/option.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Card } from '../../hardware/adapter/cards.js';
import type { Baseline } from './baseline.js';
import type { OPTIONS } from './options.js';

/** One card: its table and the answers with array elements; empty without arrays or without a table. */
export type RawCard = {
  readonly card: Card;
  readonly table: ToolAnswer;
  readonly arrays: readonly ToolAnswer[];
};

/** Everything that `parse` needs. */
export type NvconfigRaw = {
  readonly cards: readonly RawCard[];
  readonly options: OptionValues<typeof OPTIONS>;
  readonly baseline: Baseline | null;
  /** The devices of `--diff`, as their records are named. */
  readonly pair: readonly [string, string] | null;
  /** True when no --device restricts the cards. */
  readonly includesAllCards: boolean;
  /** Requested devices that do not exist, when others do. */
  readonly unmatched: readonly string[];
};
