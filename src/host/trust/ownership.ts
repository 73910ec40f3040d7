// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The effective user of this process, and the trust rule shared with bin/root-guard.cjs (docs/decisions/020). */

export { untrustedEntryReason, untrustedOwnerReason, untrustedPassageReason } from '../../../bin/trust-rule.cjs';

/** Whether this process acts as root: then what it runs and what it obeys must be root's. */
export const actsAsRoot = (): boolean => process.geteuid?.() === 0;
