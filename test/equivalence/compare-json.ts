// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares two JSON values: keys, their order, and values. */

import type { Report } from './difference.js';
import { type ExactJson, PrintedNumber } from './exact-json.js';
import type { CommandMap } from './rename-map.js';
import { isExpected } from './text-pattern.js';

type JsonObject = { readonly [key: string]: ExactJson };

const isObject = (value: ExactJson): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof PrintedNumber);

const isArray = (value: ExactJson): value is readonly ExactJson[] => Array.isArray(value);

const show = (value: ExactJson): string => {
  if (typeof value === 'string') return value;
  if (value instanceof PrintedNumber) return value.text;
  if (isArray(value)) return `a list of ${value.length}`;
  return isObject(value) ? `an object of ${Object.keys(value).length}` : String(value);
};

const typeOf = (value: ExactJson): string => {
  if (value instanceof PrintedNumber) return 'number';
  return isArray(value) ? 'list' : value === null ? 'null' : typeof value;
};

/** True when this element of a list, or a text in it, is gone or new on purpose. */
const hasText = (value: ExactJson, matches: (text: string) => boolean): boolean =>
  typeof value === 'string'
    ? matches(value)
    : isObject(value) && Object.values(value).some((member) => typeof member === 'string' && matches(member));

/** Reports each key and value that differs. `path` has the keys above. */
export const compareJson = (
  base: ExactJson,
  work: ExactJson,
  map: CommandMap,
  report: Report,
  path: readonly string[] = [],
): void => {
  if (isObject(base) && isObject(work)) compareObjects(base, work, map, report, path);
  else if (isArray(base) && isArray(work)) compareLists(base, work, map, report, path);
  else if (typeOf(base) !== typeOf(work) || show(base) !== show(work)) compareValues(base, work, map, report, path);
};

const compareValues = (
  base: ExactJson,
  work: ExactJson,
  map: CommandMap,
  report: Report,
  path: readonly string[],
): void => {
  if (typeof base === 'string' && typeof work === 'string') {
    // A list of names may contain names of fields, which are mapped like keys.
    if (isExpected(map.text(base), work) || map.key(base) === work) return;
    report(`json ${path.join('.')}`, map.text(base), work);
    return;
  }
  // A value of another type is mapped with its key: `stdout_bytes: 4194304`.
  const member = (value: ExactJson): string => `${path.at(-1)}: ${show(value)}`;
  if (member(base) !== member(work) && map.text(member(base)) === member(work)) return;
  const [before, after] = [typeOf(base), typeOf(work)];
  const change = before === after ? '' : `, ${before} became ${after}`;
  report(`json ${path.join('.')}${change}`, show(base), show(work));
};

const compareObjects = (
  base: JsonObject,
  work: JsonObject,
  map: CommandMap,
  report: Report,
  path: readonly string[],
): void => {
  const names = Object.keys(base).flatMap((key): { key: string; expected: string }[] => {
    const expected = Object.hasOwn(work, key) ? key : map.key(key, path);
    return expected === null ? [] : [{ key, expected }];
  });
  const expectedNames = names.map(({ expected }) => expected);
  const found = Object.keys(work).filter((key) => expectedNames.includes(key) || !map.isNewKey(key));
  const gone = names.filter(({ expected }) => !found.includes(expected));
  const come = found.filter((key) => !expectedNames.includes(key));
  const renamed = new Map<string, string>();
  gone.forEach(({ key, expected }) => {
    const other = come.find((one) => found.indexOf(one) === expectedNames.indexOf(expected));
    report(`json key below ${path.join('.')}`, expected, other ?? null);
    if (other !== undefined) renamed.set(key, other);
  });
  for (const key of come)
    if (![...renamed.values()].includes(key)) report(`json key below ${path.join('.')}`, null, key);
  const order = (keys: readonly string[], others: readonly string[]): string =>
    keys.filter((key) => others.includes(key)).join(' ');
  if (order(expectedNames, found) !== order(found, expectedNames))
    report(`json order of keys below ${path.join('.')}`, expectedNames.join(' '), found.join(' '));
  for (const { key, expected } of names) {
    const other = renamed.get(key) ?? expected;
    const [a, b] = [base[key], work[other]];
    if (a !== undefined && b !== undefined) compareJson(a, b, map, report, [...path, other]);
  }
};

const compareLists = (
  base: readonly ExactJson[],
  work: readonly ExactJson[],
  map: CommandMap,
  report: Report,
  path: readonly string[],
): void => {
  const before = base.length === work.length ? base : base.filter((one) => !hasText(one, map.isGoneText));
  const after = base.length === work.length ? work : work.filter((one) => !hasText(one, map.isNewText));
  if (before.length !== after.length) {
    const list = (items: readonly ExactJson[]): string => items.map((item) => JSON.stringify(item)).join(' ');
    const isShort = before.length + after.length < 12;
    report(
      `json ${path.join('.')}, length`,
      isShort ? list(before) : `${before.length}`,
      isShort ? list(after) : `${after.length}`,
    );
  }
  before.forEach((value, i) => {
    const other = after[i];
    if (other !== undefined) compareJson(value, other, map, report, path);
  });
};
