// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A text of a policy inside a message. */

const SHOWN = 60;

/** In double quotes; what is long is cut. */
export const quote = (text: string): string => `"${text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}...` : text}"`;
