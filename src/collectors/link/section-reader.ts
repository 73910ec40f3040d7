// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the rows of one section into field values, with a finding for each missing value. */

import type { ValueParser } from '../../core/attribute.js';
import type { AddReason } from '../../core/findings.js';
import type { Reason } from '../../core/problem.js';
import { type Report, sectionsOf } from './report.js';
import { isNotAvailable } from './values.js';

/** Expectations of a section. */
export type SectionExpectation = {
  readonly title: string;
  /** Matches the tool's errors about this section. */
  readonly error: RegExp;
  /** With a link that is down, `N/A` is null by design. */
  readonly isUp: boolean;
};

/** Parses rows. Expected rows are those that every tool version prints for a link that is up. */
export type SectionReader = {
  /** True when the section occurs exactly once; otherwise a finding for this field is added. */
  readonly isPresent: (field: string) => boolean;
  /** Returns the value of an expected row, or null with a finding when it is missing or cannot be parsed. */
  readonly read: <V>(key: string, field: string, parse: ValueParser<V>) => V | null;
  /** Like `read` for a row that only some versions, link layers or modules have: no finding when it is missing. */
  readonly readIfPresent: <V>(key: string, field: string, parse: ValueParser<V>) => V | null;
};

/** Longer lines are rejected: no real line of the tool has as many characters. */
const LONGEST_LINE = 4096;

/** Number of characters of an unparsable text or an error in a finding. */
const SHOWN = 120;

/** Returns a reader for the section. */
export const sectionReader = (report: Report, expected: SectionExpectation, note: AddReason): SectionReader => {
  const [section, ...others] = sectionsOf(report, expected.title);
  const failure = expected.error.test(report.errors) ? errorOfTool(report.errors) : null;
  const isPresent = (field: string): boolean => {
    if (section !== undefined && others.length === 0) return true;
    const count = section === undefined ? 'no section' : `${others.length + 1} sections`;
    note(field, failure ?? { code: 'parse', detail: `${count} "${expected.title}"` });
    return false;
  };
  const read = <V>(key: string, field: string, parse: ValueParser<V>, isExpected: boolean): V | null => {
    const missing = (why: Reason): null => {
      if (isExpected) note(field, failure ?? why);
      return null;
    };
    if (section === undefined || others.length > 0) {
      if (isExpected) isPresent(field);
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
    const value = parse(text);
    if (value === null) note(field, { code: 'parse', detail: `"${text.slice(0, SHOWN).replaceAll(/\s+/g, ' ')}"` });
    return value;
  };
  return {
    isPresent,
    read: (key, field, parse) => read(key, field, parse, true),
    readIfPresent: (key, field, parse) => read(key, field, parse, false),
  };
};

/** Turns an error of the tool into a reason. Registers are read through one mailbox, which another tool may hold. */
export const errorOfTool = (errors: string): Reason => {
  if (/SEMAPHORE/i.test(errors)) return { code: 'unreadable', detail: SEMAPHORE_BUSY };
  const isUnsupported = /\b(?:not supported|not available|No \w+ info available)\b/i.test(errors);
  const detail = errors.replace(/^.*? exception: /, '').slice(0, SHOWN);
  return { code: isUnsupported ? 'not_supported' : 'unreadable', detail };
};

/** Reason when another tool holds the mailbox. */
export const SEMAPHORE_BUSY = 'ICMD semaphore busy: another tool is using the device';
