// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { matchesGlob } from '../../core/glob.js';
import type { Parameter } from '../../core/nvconfig/configuration.js';
import { isSameValue } from '../../core/nvconfig/printed.js';
/** Which parameters a user asked to see. */
import type { OptionValues } from '../../core/option.js';
import type { OPTIONS } from './options.js';

type Asked = Pick<OptionValues<typeof OPTIONS>, 'param' | 'changed' | 'pending'>;

/** Whether any of them was asked for, and not all. */
export const isSelective = ({ param, changed, pending }: Asked): boolean => param.length > 0 || changed || pending;

/** Whether this one was. The name of an array stands for its elements. */
export const isAskedFor =
  (asked: Asked): ((parameter: Parameter) => boolean) =>
  ({ name, values }) => {
    if (asked.changed && isSameValue(values.current, values.default) !== false) return false;
    if (asked.pending && isSameValue(values.current, values.next) !== false) return false;
    const names = [name, name.replace(/\[\d+\]$/, '')];
    return asked.param.length === 0 || asked.param.some((glob) => names.some((one) => matchesGlob(glob, one)));
  };
