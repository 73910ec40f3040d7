// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Options of sysinfo. */

import { textOption } from '../../core/option.js';

/** `--packages all` */
export const OPTIONS = {
  packages: textOption('WHICH', 'all: list every package, not only network and kernel', {
    pattern: 'all',
  }),
};
