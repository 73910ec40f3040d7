// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The JSON output, of 2020 and of today. Of several sections of one title the tool keeps only the last. */

import { isObject, member, parseForeignJson } from '../../core/foreign-json.js';
import type { Json } from '../../core/json-value.js';
import { type Report, type Section, sectionBuilder } from './report.js';

/** The sections of a JSON text; null when it is cut, has a key twice, is no JSON, or none of this tool. */
export const parseJsonReport = (stdout: string): Report | null => {
  const root = parseForeignJson(stdout);
  const output = member(member(root, 'result'), 'output');
  if (output === null) return null;
  const status = member(root, 'status');
  const message = member(status, 'message');
  const isDone = member(status, 'code') === 0 && message === 'success';
  const errors = isDone || typeof message !== 'string' ? '' : message.trim().replaceAll(/\s+/g, ' ');
  return { sections: sectionsIn(output), errors };
};

/** `N/A` in place of the sections: none was printed. */
const sectionsIn = (output: Json): readonly Section[] =>
  Object.entries(isObject(output) ? output : {}).flatMap(([title, rows]) => {
    if (!isObject(rows)) return [];
    const section = sectionBuilder(title);
    for (const [key, value] of Object.entries(rows)) section.add(key, textOf(value));
    return [section.build()];
  });

/** A value as the text output spells it. */
const textOf = (json: Json): string => {
  if (!isObject(json)) return wordOf(json);
  const { values = null, mask = null } = json;
  const names = Array.isArray(values) ? values.map(wordOf).join(',') : '';
  return mask === null || mask === 'N/A' ? names : `${wordOf(mask)} (${names})`;
};

const wordOf = (json: Json): string => (typeof json === 'object' ? '' : String(json));
