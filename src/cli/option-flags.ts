// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A provider's own options as flags of its command. option-values.ts parses their values. */

import * as Flags from '@oclif/core/flags';
import type { ProviderOption, ProviderOptions } from '../core/option.js';

const flagOf = (option: ProviderOption) => {
  const about = { helpGroup: 'Selection', summary: option.help };
  switch (option.kind) {
    case 'flag':
      return Flags.boolean(about);
    case 'text':
      return option.many
        ? Flags.string({ ...about, helpValue: option.valueName, multiple: true })
        : Flags.string({ ...about, helpValue: option.valueName });
    case 'document':
      return Flags.string({ ...about, helpValue: option.valueName });
  }
};

/** One flag per option. */
export const optionFlags = (options: ProviderOptions) =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, flagOf(option)]));
