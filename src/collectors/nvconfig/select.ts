// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which parameters a user asked to see. */

import { matchesGlob } from '../../core/glob.js';
import type { OptionValues } from '../../core/option.js';
import type { Parameter } from '../../hardware/nvconfig/configuration.js';
import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import type { OPTIONS } from './options.js';

type Asked = Pick<OptionValues<typeof OPTIONS>, 'param' | 'changed' | 'pending'>;

/** Whether any of them was asked for, and not all. */
export const hasFilter = ({ param, changed, pending }: Asked): boolean => param.length > 0 || changed || pending;

/** Whether this one was. The name of an array stands for its elements. */
export const matchesFilter =
  (asked: Asked): ((parameter: Parameter) => boolean) =>
  ({ name, values }) => {
    if (asked.changed && isSameValue(values.current, values.default) !== false) return false;
    if (asked.pending && isSameValue(values.current, values.next) !== false) return false;
    const names = [name, name.replace(/\[\d+\]$/, '')];
    return asked.param.length === 0 || asked.param.some((glob) => names.some((one) => matchesGlob(glob, one)));
  };
