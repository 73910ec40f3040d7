// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Settings of an administrator for providers. Commands are the matter of the policy, another file. */

import { parse } from 'ini';
import { FabricError } from './error.js';

/** The one place of it. A machine without the file has fabric's own settings. */
export const SETTINGS_FILE = '/etc/fabric/fabric.ini';

/** A setting that is a number of this range. */
export type NumberSetting = { readonly fallback: number; readonly max: number; readonly whole: boolean };

/** The settings of a section, each as it is in the text or as fabric has it. @throws usage, naming what is wrong */
export const parseSettings = <const S extends Readonly<Record<string, NumberSetting>>>(
  text: string,
  section: string,
  settings: S,
): { readonly [K in keyof S]: number } => {
  const given: unknown = parse(text)[section];
  const found = Object.entries(typeof given === 'object' && given !== null ? given : {});
  const unknown = found.find(([key]) => !Object.hasOwn(settings, key))?.[0];
  if (unknown !== undefined) {
    throw new FabricError('usage', `${SETTINGS_FILE}: unknown setting ${unknown} in [${section}]`, {
      fix: `settings of [${section}]: ${Object.keys(settings).join(', ')}`,
    });
  }
  // A list or a section of that name is no text.
  const set = new Map(found.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]));
  return Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => {
      const text = set.get(key);
      return [key, text === undefined ? setting.fallback : numberIn(text, setting, `[${section}] ${key}=${text}`)];
    }),
  ) as { readonly [K in keyof S]: number };
};

const numberIn = (text: string, { max, whole }: NumberSetting, line: string): number => {
  const value = /^\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new FabricError('usage', `${SETTINGS_FILE}: ${line} is not a ${whole ? 'whole ' : ''}number from 0 to ${max}`);
};
