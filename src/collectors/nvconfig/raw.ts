// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What was asked of every card and how that ended, before it is understood. */

import type { OptionValues } from '../../core/option.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { Card } from '../../hardware/adapter/cards.js';
import type { Baseline } from './baseline.js';
import type { OPTIONS } from './options.js';

/** One card: its table, and the answers about its arrays; none where there are no arrays, or no table. */
export type RawCard = {
  readonly card: Card;
  readonly table: ToolAnswer;
  readonly arrays: readonly ToolAnswer[];
};

/** The whole of it. */
export type NvconfigRaw = {
  readonly cards: readonly RawCard[];
  readonly options: OptionValues<typeof OPTIONS>;
  readonly baseline: Baseline | null;
  /** The devices of `--diff`, as their records are named. */
  readonly pair: readonly [string, string] | null;
  /** Whether every card of the machine was to be asked. */
  readonly isOfAll: boolean;
  /** What was asked for and is not there, beside something that is. */
  readonly unmatched: readonly string[];
};
