// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Filters parameters by --param, --changed and --pending. */

import { matchesGlob } from '../../core/glob.js';
import type { OptionValues } from '../../core/option.js';
import type { Parameter } from '../../hardware/nvconfig/configuration.js';
import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import type { OPTIONS } from './options.js';

type ParameterFilter = Pick<OptionValues<typeof OPTIONS>, 'param' | 'changed' | 'pending'>;

/** True when an option filters the parameters. */
export const hasFilter = ({ param, changed, pending }: ParameterFilter): boolean =>
  param.length > 0 || changed || pending;

/** Returns a function that tests a parameter. The name of an array matches its elements. */
export const matchesFilter =
  (filter: ParameterFilter): ((parameter: Parameter) => boolean) =>
  ({ name, values }) => {
    if (filter.changed && isSameValue(values.current, values.default) !== false) return false;
    if (filter.pending && isSameValue(values.current, values.next) !== false) return false;
    const names = [name, name.replace(/\[\d+\]$/, '')];
    return (
      filter.param.length === 0 || filter.param.some((glob) => names.some((candidate) => matchesGlob(glob, candidate)))
    );
  };
