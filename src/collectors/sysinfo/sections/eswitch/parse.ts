// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses an eswitch from devlink, or from its representors, into a record. Pure. */

import { isObject } from '../../../../core/foreign-json.js';
import { writeJson } from '../../../../core/json.js';
import type { Json } from '../../../../core/json-value.js';
import type { Reason } from '../../../../core/problem.js';
import type { ToolAnswer } from '../../../../core/tool/run-tool.js';
import { nameOf, parseDevlink } from '../../devlink.js';
import { ENCAP_MODES, type Eswitch, type EswitchFinding, INLINE_MODES, MODES } from './records.js';

/** The query of one device. */
export type EswitchQuery = {
  readonly handle: string;
  readonly answer: ToolAnswer;
  readonly hasRepresentors: boolean;
};

/** Quotes a value that is not a word. A number beyond all limits and a deeply nested list have no JSON form. */
const brief = (json: Json): string => {
  if (typeof json === 'number') return String(json);
  try {
    return writeJson(json).slice(0, SHOWN);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
      return Array.isArray(json) ? 'is a list' : 'is an object';
    throw error;
  }
};

const SHOWN = 40;

const wordOf = <V extends string>(words: readonly V[], json: Json | undefined): V | null =>
  words.find((word) => word === json) ?? null;

// `devlink answers: Operation not supported`: the device has none. Of InfiniBand, of many drivers.
const hasNone = ({ answer }: ToolAnswer): boolean =>
  answer.kind === 'failed' && /Operation not supported/.test(answer.stderr);

/** The record of an eswitch; null for a device that has none. Never throws. */
export const parseEswitch = (
  { handle, answer, hasRepresentors }: EswitchQuery,
  findings: EswitchFinding[],
): Eswitch | null => {
  if (hasNone(answer) && !hasRepresentors) return null;
  const device = nameOf(handle);
  const { devices, reason } = parseDevlink(answer, 'dev');
  const reported = devices.get(handle);
  const find = (field: keyof Eswitch, why: Reason): null => {
    // A missing tool is reported once, not for each device.
    findings.push({ type: 'eswitches', where: why.code === 'absent' ? '' : device, field, ...why });
    return null;
  };
  if (!isObject(reported)) {
    const why = reason ?? { code: 'parse', detail: `nothing about ${device}` };
    if (!hasRepresentors) find('mode', why);
    find('inline_mode', why);
    find('encap_mode', why);
    return {
      device,
      mode: hasRepresentors ? 'switchdev' : null,
      evidence: hasRepresentors ? 'representors' : null,
      inline_mode: null,
      encap_mode: null,
    };
  }
  const take = <V extends string>(field: 'mode' | 'inline_mode' | 'encap_mode', words: readonly V[]): V | null => {
    const name = field.replace('_', '-');
    const json = reported[name];
    const detail = json === undefined ? `${name} not reported by devlink` : `${name} ${brief(json)}`;
    return wordOf(words, json) ?? find(field, { code: 'parse', detail });
  };
  const optional = <V extends string>(field: 'inline_mode' | 'encap_mode', words: readonly V[]): V | null =>
    reported[field.replace('_', '-')] === undefined ? null : take(field, words);
  // The netlink attribute of encap was a yes or no in the first versions of the tool.
  const encap = reported['encap-mode'] ?? reported['encap'];
  const mode = take('mode', MODES);
  return {
    device,
    mode,
    evidence: mode === null ? null : 'devlink',
    inline_mode: optional('inline_mode', INLINE_MODES),
    encap_mode: encap === 'enable' ? 'basic' : encap === 'disable' ? 'none' : optional('encap_mode', ENCAP_MODES),
  };
};
