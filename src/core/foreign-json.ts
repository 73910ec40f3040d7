// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** JSON from other programs: any part may be missing or have another type. None of this throws for what it holds. */

import { type Duplicates, parseJson } from './json.js';
import type { Json } from './json-value.js';

/** An object. */
export type JsonObject = { readonly [key: string]: Json };

/** Whether this is an object, and no list. */
export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** An own member; null without one, and for JSON that is not an object. */
export const member = (json: Json | undefined, key: string): Json =>
  isObject(json) && Object.hasOwn(json, key) ? (json[key] ?? null) : null;

/** The JSON of a text; null for what is no JSON, or nested deeper than any answer. */
export const parseForeignJson = (text: string, duplicates: Duplicates = 'refused'): Json => {
  try {
    return parseJson(text, { duplicates });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
};
