// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Whether UEFI starts only what is signed, from its own variable. */

import type { ValueOrReason } from '../../../../core/attribute.js';
import type { FileAnswer } from '../../../../core/file-answer.js';
import { reasonOf } from '../../../../core/problem.js';

/** The variable, named with the identifier that all of UEFI's own have. */
export const SECURE_BOOT = '/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';

/**
 * Four bytes of attributes and one of value: bytes below 128, which are the same as text.
 *
 * @see UEFI specification, Globally Defined Variables
 */
export const parseSecureBoot = (answer: FileAnswer): ValueOrReason<boolean> => {
  if (answer.kind !== 'text') return { value: null, reason: reasonOf(answer) };
  // A file that a person wrote ends in a line break.
  const bytes = [...answer.text.replace(/\n$/, '')].map((one) => one.codePointAt(0));
  const value = bytes[4];
  const isComplete = bytes.length === 5 && bytes.slice(1, 4).every((byte) => byte === 0);
  if (isComplete && (value === 0 || value === 1)) return { value: value === 1 };
  return { value: null, reason: { code: 'parse', detail: `SecureBoot has ${bytes.length} bytes` } };
};
