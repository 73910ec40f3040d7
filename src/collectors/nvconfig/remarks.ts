// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Remarks below the table of parameters. */

import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import type { ParsedCard } from './parse-card.js';
import type { NvconfigRaw } from './raw.js';
import { hasFilter, matchesFilter } from './select.js';

/** Counts pending and changed parameters; with a filter, reports that nothing matches. */
export const remarksOn = (
  { options, pair, baseline }: NvconfigRaw,
  cards: readonly ParsedCard[],
): readonly string[] => {
  if (pair !== null || baseline !== null) return [];
  // Only for complete cards is it known that nothing matches.
  const complete = cards.filter(({ reasons }) => reasons.length === 0);
  if (hasFilter(options)) {
    if (complete.length === 0 || cards.some(({ parameters }) => parameters.some(matchesFilter(options)))) return [];
    const devices = `${complete.length} ${complete.length === 1 ? 'device' : 'devices'}`;
    const condition = options.pending ? 'pending' : options.changed ? 'changed' : `named ${options.param.join(' or ')}`;
    return [`no parameters ${condition} on ${devices}`];
  }
  const parameters = cards.flatMap((card) => card.parameters);
  const pending = parameters.filter(({ values }) => isSameValue(values.current, values.next) === false).length;
  const changed = parameters.filter(({ values }) => isSameValue(values.current, values.default) === false).length;
  const remarks: string[] = [];
  if (pending > 0)
    remarks.push(`${pending} ${pending === 1 ? 'change takes' : 'changes take'} effect after a reboot or power cycle`);
  if (changed > 0)
    remarks.push(`${changed} ${changed === 1 ? 'parameter differs' : 'parameters differ'} from default; use --changed`);
  return remarks;
};
