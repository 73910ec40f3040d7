// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The name of a rule in an answer. */

import type { RuleRef } from '../policy.js';

/** The place and the text of a rule. */
export const refOf = ({ file, line, text }: RuleRef): RuleRef => Object.freeze({ file, line, text });
