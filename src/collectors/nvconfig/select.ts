// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which parameters a user asked to see. */
import type { OptionValues } from '../../core/option.js';
import type { Parameter } from '../../hardware/nvconfig/configuration.js';
import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import type { OPTIONS } from './options.js';

type Asked = Pick<OptionValues<typeof OPTIONS>, 'param' | 'changed' | 'pending'>;

/** Whether any of them was asked for, and not all. */
export const hasFilter = ({ param, changed, pending }: Asked): boolean => param.length > 0 || changed || pending;

/** Whether this one was. The name of an array stands for its elements. */
export const matchesFilter = (asked: Asked): ((parameter: Parameter) => boolean) => {
  const globs = asked.param.map(regexOf);
  return ({ name, values }) => {
    if (asked.changed && isSameValue(values.current, values.default) !== false) return false;
    if (asked.pending && isSameValue(values.current, values.next) !== false) return false;
    return globs.length === 0 || globs.some((glob) => glob.test(name) || glob.test(name.replace(/\[\d+\]$/, '')));
  };
};

const regexOf = (glob: string): RegExp => {
  const pattern = glob
    .replace(/[.[\]]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${pattern}$`);
};
