// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The report of a tool about the firmware of one card, and parsers for its values. */

/** The report of a tool. A value is null when the tool does not report it. */
export type FirmwareAnswer = {
  /** Device name in the output; null for flint, which prints none. */
  readonly device: string | null;
  /** The version in flash. */
  readonly stored: string | null;
  /** The running version; the tools print it only when it differs from the stored one. */
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
  /** Errors of parsing, one phrase each. With any error, `running` may be missing for another reason. */
  readonly errors: readonly string[];
};

/** An empty report, with the reason. */
export const emptyAnswer = (error: string): FirmwareAnswer => ({
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
  errors: [error],
});

/** True for texts without a value: empty, `N/A`, and `--` (a device that could not be opened). */
export const isBlankValue = (text: string): boolean => text === '' || text === 'N/A' || text === '--';

/** Parses a version (`28.43.2026`, `14.35.0015`); null for any other text. */
export const parseVersion = (text: string): string | null => (/^\d{1,5}(?:\.\d{1,5}){1,3}$/.test(text) ? text : null);

/** True for equal versions: `14.35.15` equals `14.35.0015`. */
export const isSameVersion = (a: string, b: string): boolean => {
  const numbers = (version: string): string => version.split('.').map(Number).join('.');
  return numbers(a) === numbers(b);
};

/** Parses 16 hexadecimal digits; null for any other text. */
export const parseGuid = (text: string): string | null => (/^[0-9a-f]{16}$/i.test(text) ? text.toLowerCase() : null);

/** Parses a PSID (`MT_0000000838`, `DEL0000000015`); null for any other text. */
export const parsePsid = (text: string): string | null => (/^[A-Z0-9_]{4,16}$/.test(text) ? text : null);
