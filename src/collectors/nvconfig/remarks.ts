// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What people are told beside the table of parameters. */

import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import type { ParsedCard } from './parse-card.js';
import type { NvconfigRaw } from './raw.js';
import { hasFilter, matchesFilter } from './select.js';

/** How much waits and differs; or that nothing is there of what was asked for. */
export const remarksOn = (
  { options, pair, baseline }: NvconfigRaw,
  cards: readonly ParsedCard[],
): readonly string[] => {
  if (pair !== null || baseline !== null) return [];
  // Only of a card that was read whole it can be said that nothing is there.
  const whole = cards.filter(({ reasons }) => reasons.length === 0);
  if (hasFilter(options)) {
    if (whole.length === 0 || cards.some(({ parameters }) => parameters.some(matchesFilter(options)))) return [];
    const devices = `${whole.length} ${whole.length === 1 ? 'device' : 'devices'}`;
    const what = options.pending ? 'pending' : options.changed ? 'changed' : `named ${options.param.join(' or ')}`;
    return [`no parameters ${what} on ${devices}`];
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
