// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The name of a rule in an answer. */

import type { RuleRef } from '../policy.js';

/** Only where the rule stands and what it says. */
export const refOf = ({ file, line, text }: RuleRef): RuleRef => Object.freeze({ file, line, text });
