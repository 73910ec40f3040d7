// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses JSON and keeps each number as printed, so that none is rounded and 1 differs from "1". */

/** A number as it was printed. */
export class PrintedNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type ExactJson =
  | string
  | boolean
  | null
  | PrintedNumber
  | readonly ExactJson[]
  | { readonly [key: string]: ExactJson };

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARK = '\u0000number:';

/** Parses JSON; undefined for other text. */
export const parseExactJson = (text: string): ExactJson | undefined => {
  try {
    const marked = text.replaceAll(TOKEN, (token) =>
      token.startsWith('"') ? token : JSON.stringify(`${MARK}${token}`),
    );
    return JSON.parse(marked, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) ? new PrintedNumber(value.slice(MARK.length)) : value,
    ) as ExactJson;
  } catch {
    return undefined;
  }
};
