// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Chooses the table of a run. */

import { FabricError } from '../core/error.js';
import { isGiven, type OptionValues } from '../core/option.js';
import type { AnyProvider } from '../core/provider.js';
import { optionsOf, type View } from '../core/view.js';

/** The tables for `--group`: those without an option. */
export const groupsOf = ({ views }: Pick<AnyProvider, 'views'>): readonly string[] =>
  Object.keys(views).filter((name) => views[name]?.option === undefined);

/** The table of the options that were given, of `--group`, or the first one. @throws usage when two are chosen */
export const chooseView = (group: string | undefined, values: OptionValues, provider: AnyProvider): View => {
  const chosen = Object.values(provider.views).flatMap((view) =>
    optionsOf(view)
      .filter((option) => isGiven(values[option]))
      .map((option) => ({ view, flag: `--${option}` })),
  );
  const named = group ?? groupsOf(provider)[0] ?? '';
  const view = provider.views[named];
  if (view === undefined) throw new FabricError('bug', `${provider.name} has no view ${named}`);
  if (group !== undefined) chosen.unshift({ view, flag: '--group' });
  const [first] = chosen;
  if (first === undefined) return view;
  const other = chosen.find((one) => one.view !== first.view);
  if (other !== undefined) {
    throw new FabricError('usage', `choose either ${first.flag} or ${other.flag}`);
  }
  return first.view;
};
