// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads JSON that JSON.parse has accepted, in one pass: integers that a double does not hold become bigints, and a member
 * that an object has twice is refused on request. It checks nothing else, and keeps its own stack: no depth is too deep.
 */

import { jsonString } from './escape.js';
import type { Json } from './json-value.js';

type List = Json[];
type Members = { [key: string]: Json };

/** Reads a text that JSON.parse accepts. @throws SyntaxError for a duplicate member, if `refusesDuplicates` */
export const readValidJson = (text: string, refusesDuplicates: boolean): Json => {
  // The lists and objects that are open, from the outer one to the inner one; the outermost list gets the result.
  const result: List = [];
  const open: { readonly value: List | Members; readonly key: string }[] = [];
  let inside: List | Members = result;
  /** The key whose value comes next; null where a key comes next, or where the value has none. */
  let key: string | null = null;

  const put = (value: Json): void => {
    if (Array.isArray(inside)) inside.push(value);
    else if (key !== null) {
      setMember(inside, key, value);
      key = null;
    }
  };
  const enter = (value: List | Members): void => {
    open.push({ value: inside, key: key ?? '' });
    inside = value;
    key = null;
  };
  const leave = (): void => {
    const value = inside;
    const outer = open.pop();
    if (outer === undefined) return;
    inside = outer.value;
    key = outer.key;
    put(value);
    key = null;
  };

  for (let at = 0; at < text.length; ) {
    const start = at;
    switch (text[start]) {
      case '"': {
        at = endOfString(text, start);
        const string = stringIn(text, start, at);
        if (Array.isArray(inside) || key !== null) put(string);
        else {
          if (refusesDuplicates && Object.hasOwn(inside, string))
            throw new SyntaxError(`${jsonString(string)} is there twice in one object`);
          key = string;
        }
        break;
      }
      case '{':
        enter({});
        at++;
        break;
      case '[':
        enter([]);
        at++;
        break;
      case '}':
      case ']':
        leave();
        at++;
        break;
      case 't':
        put(true);
        at += 'true'.length;
        break;
      case 'f':
        put(false);
        at += 'false'.length;
        break;
      case 'n':
        put(null);
        at += 'null'.length;
        break;
      case ' ':
      case '\n':
      case '\r':
      case '\t':
      case ',':
      case ':':
        at++;
        break;
      default:
        at = endOfNumber(text, start);
        put(numberOf(text.slice(start, at)));
    }
  }
  return result[0] ?? null;
};

/** Sets an own member, also one named `__proto__`. */
const setMember = (members: Members, key: string, value: Json): void => {
  if (key === '__proto__')
    Object.defineProperty(members, key, { value, writable: true, enumerable: true, configurable: true });
  else members[key] = value;
};

/** The place behind the string that begins here. */
const endOfString = (text: string, start: number): number => {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return quote + 1;
  }
};

const stringIn = (text: string, start: number, end: number): string => {
  const raw = text.slice(start + 1, end - 1);
  return raw.includes('\\') ? JSON.parse(text.slice(start, end)) : raw;
};

const endOfNumber = (text: string, start: number): number => {
  let end = start;
  while (end < text.length && !',]} \n\r\t'.includes(text[end] ?? '')) end++;
  return end;
};

const numberOf = (digits: string): number | bigint => {
  const number = Number(digits);
  // Not the digits of a fraction or of an exponent.
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(digits) ? BigInt(digits) : number;
};
