// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Removes colors from the output of tools that always color. */

// A control sequence by ECMA-48 5.4, begun with ESC [ or its one-byte form, whole or cut off by the end of the text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const CONTROL_SEQUENCE = /(?:\u001b\[|\u009b)[0-?]*[ -/]*(?:[@-~]|$)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these too
const LEFT_OVER = /[\u001b\u009b\r]/g;

/** Without control sequences and carriage returns; nothing that it gives can begin one. Other text is untouched. */
export const stripAnsi = (text: string): string => text.replace(CONTROL_SEQUENCE, '').replace(LEFT_OVER, '');
