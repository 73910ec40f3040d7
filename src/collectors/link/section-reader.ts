// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the rows of one section into fields, and says of each field that is missing why. */

import type { Finding } from '../../core/problem.js';
import { type Report, sectionsOf } from './report.js';
import { isNotAvailable } from './values.js';

/** Notes why a field has no value. */
export type AddFinding = (field: string, why: Pick<Finding, 'code' | 'detail'>) => void;

/** What is known of a section before it is read. */
export type SectionExpectation = {
  readonly title: string;
  /** Which complaint of the tool is about it. */
  readonly complaint: RegExp;
  /** A port that is up has its values; one that is not has none by design. */
  readonly isUp: boolean;
};

/** Reads a row. Expected rows are those that every version prints and a port that is up has. */
export type SectionReader = {
  /** Whether the section stands there once; if not, this field says why. */
  readonly isThere: (field: string) => boolean;
  /** The value of the row, else null; noted for an expected row that is missing, and for any that is not understood. */
  readonly read: <V>(key: string, field: string, understand: (text: string) => V | null) => V | null;
  /** The same for a row that some versions, link layers or modules have. */
  readonly readIfThere: <V>(key: string, field: string, understand: (text: string) => V | null) => V | null;
};

/** No line of the tool has as many characters. */
const LONGEST_LINE = 4096;

/** How much of a text that was not understood, or of a complaint, a finding repeats. */
const SHOWN = 120;

/** The reader of a section that was asked for. */
export const sectionReader = (report: Report, expected: SectionExpectation, note: AddFinding): SectionReader => {
  const [section, ...others] = sectionsOf(report, expected.title);
  const failure = expected.complaint.test(report.errors) ? errorOfTool(report.errors) : null;
  const isThere = (field: string): boolean => {
    if (section !== undefined && others.length === 0) return true;
    const count = section === undefined ? 'no section' : `${others.length + 1} sections`;
    note(field, failure ?? { code: 'parse', detail: `${count} "${expected.title}"` });
    return false;
  };
  const read = <V>(
    key: string,
    field: string,
    understand: (text: string) => V | null,
    isExpected: boolean,
  ): V | null => {
    const missing = (why: Pick<Finding, 'code' | 'detail'>): null => {
      if (isExpected) note(field, failure ?? why);
      return null;
    };
    if (section === undefined || others.length > 0) {
      if (isExpected) isThere(field);
      return null;
    }
    const text = section.rows.get(key);
    if (text === undefined) return missing({ code: 'absent', detail: 'not printed by the tool' });
    if (section.repeated.has(key)) {
      note(field, { code: 'parse', detail: `duplicate "${key}"` });
      return null;
    }
    if (text.length > LONGEST_LINE) {
      note(field, { code: 'parse', detail: `line of ${text.length} characters` });
      return null;
    }
    if (isNotAvailable(text) && !text.includes(',')) {
      return expected.isUp ? missing({ code: 'not_supported', detail: text || 'empty' }) : null;
    }
    const value = understand(text);
    if (value === null) note(field, { code: 'parse', detail: `"${text.slice(0, SHOWN).replaceAll(/\s+/g, ' ')}"` });
    return value;
  };
  return {
    isThere,
    read: (key, field, understand) => read(key, field, understand, true),
    readIfThere: (key, field, understand) => read(key, field, understand, false),
  };
};

/** A complaint as a reason. The registers go through one mailbox, which another tool may hold. */
export const errorOfTool = (errors: string): Pick<Finding, 'code' | 'detail'> => {
  if (/SEMAPHORE/i.test(errors)) return { code: 'unreadable', detail: SEMAPHORE_BUSY };
  const isLimit = /\b(?:not supported|not available|No \w+ info available)\b/i.test(errors);
  const detail = errors.replace(/^.*? exception: /, '').slice(0, SHOWN);
  return { code: isLimit ? 'not_supported' : 'unreadable', detail };
};

/** Why a register could not be read while another tool reads one. */
export const SEMAPHORE_BUSY = 'ICMD semaphore busy: another tool is using the device';
