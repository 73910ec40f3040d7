// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the JSON output of mlxlink, from 2020 on. Of several sections with one title the tool prints only the last. */

import { isObject, member, parseForeignJson } from '../../core/foreign-json.js';
import type { Json } from '../../core/json-value.js';
import { type Report, type Section, sectionBuilder } from './report.js';

/** Returns the report; null for truncated JSON, duplicate keys, no JSON, or JSON of another tool. */
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

/** Returns the sections. The tool prints `N/A` instead of them when there are none. */
const sectionsIn = (output: Json): readonly Section[] =>
  Object.entries(isObject(output) ? output : {}).flatMap(([title, rows]) => {
    if (!isObject(rows)) return [];
    const section = sectionBuilder(title);
    for (const [key, value] of Object.entries(rows)) section.add(key, textOf(value));
    return [section.build()];
  });

/** A value as the text output prints it. */
const textOf = (json: Json): string => {
  if (!isObject(json)) return scalarText(json);
  const { values = null, mask = null } = json;
  const names = Array.isArray(values) ? values.map(scalarText).join(',') : '';
  return mask === null || mask === 'N/A' ? names : `${scalarText(mask)} (${names})`;
};

const scalarText = (json: Json): string => (typeof json === 'object' ? '' : String(json));
