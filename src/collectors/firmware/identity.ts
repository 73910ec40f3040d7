// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a tool says of the firmware of one card, and how it spells versions. */

/** Null where the tool does not say it. */
export type FirmwareAnswer = {
  /** The device as the tool names it; null when it does not (flint). */
  readonly device: string | null;
  /** The version in the flash. */
  readonly stored: string | null;
  /** The version that runs, which the tools name only when it is another one than the stored. */
  readonly running: string | null;
  readonly psid: string | null;
  readonly partNumber: string | null;
  readonly baseGuid: string | null;
  readonly uefi: string | null;
  readonly pxe: string | null;
  /** `YYYY-MM-DD`. */
  readonly releaseDate: string | null;
  /** `secure-fw, dev`; null when the image is neither signed nor secured. */
  readonly security: string | null;
  /** What was not understood, one phrase each. With any of them `running` may be missing for another reason. */
  readonly faults: readonly string[];
};

/** Nothing said, with the reason. */
export const emptyAnswer = (fault: string): FirmwareAnswer => ({
  device: null,
  stored: null,
  running: null,
  psid: null,
  partNumber: null,
  baseGuid: null,
  uefi: null,
  pxe: null,
  releaseDate: null,
  security: null,
  faults: [fault],
});

/** The words that stand for no value: `N/A`, `--` (a device that could not be opened), and nothing. */
export const isBlankValue = (word: string): boolean => word === '' || word === 'N/A' || word === '--';

/** A version of numbers (`28.43.2026`, `14.35.0015`); null for what is none. */
export const parseVersion = (word: string): string | null => (/^\d{1,5}(?:\.\d{1,5}){1,3}$/.test(word) ? word : null);

/** Whether two versions are one: `14.35.15` is `14.35.0015`. */
export const isSameVersion = (a: string, b: string): boolean => {
  const numbers = (version: string): string => version.split('.').map(Number).join('.');
  return numbers(a) === numbers(b);
};

/** Sixteen hexadecimal digits; null for what is not. */
export const parseGuid = (word: string): string | null => (/^[0-9a-f]{16}$/i.test(word) ? word.toLowerCase() : null);

/** A board's identifier as the vendors spell it (`MT_0000000838`, `DEL0000000015`); null for what is none. */
export const parsePsid = (word: string): string | null => (/^[A-Z0-9_]{4,16}$/.test(word) ? word : null);
