// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The DPUs that a host manages, from the file of lines that the rshim service has for each: `BOOT_MODE       1 (0:rshim, …)`.
 *
 * The file is only read. Its level of detail is a setting shared by all readers; fabric does not change it.
 *
 * @see https://github.com/Mellanox/rshim-user-space src/rshim_fuse.c
 */

import { answerTo, parseTextAnswer, type ValueOrReason, type ValueParser } from '../../../../core/attribute.js';
import type { FileAnswer, ListAnswer } from '../../../../core/file-answer.js';
import type { Host } from '../../../../core/host.js';
import { compareNatural } from '../../../../core/natural-order.js';
import { reasonOf } from '../../../../core/problem.js';
import { createTaker, withPath } from '../../reasons.js';
import type { DpuFinding, RshimRecord, TYPES } from './records.js';

const DEVICES = '/dev';
const MISC = '/dev/*/misc';

/** The paths that are read, for a section's declaration. */
export const RSHIM_READS = [DEVICES, MISC] as const;

/** The devices, and the content of the file of each. */
export type Rshims = { readonly devices: ListAnswer; readonly answers: ReadonlyMap<string, FileAnswer> };

/** Reads the file of each. */
export const collectRshims = async (host: Host): Promise<Rshims> => {
  const devices = host.readdir(DEVICES);
  const names = devices.kind === 'entries' ? devices.entries.filter((name) => /^rshim\d{1,3}$/.test(name)) : [];
  const fileOf = (name: string): string => MISC.replace('*', name);
  const files = await host.readFiles(
    names.map((name) => ({ device: name, paths: [fileOf(name)] })),
    0.5,
  );
  const inOrder = [...names].sort(compareNatural);
  return { devices, answers: new Map(inOrder.map((name) => [name, answerTo(files, fileOf(name))])) };
};

/** Their records. Never throws. */
export const parseRshims = ({ devices, answers }: Rshims, findings: DpuFinding[]): readonly RshimRecord[] => {
  if (devices.kind === 'error' && devices.errno !== 'ENOENT')
    findings.push({ type: 'rshims', where: '', field: null, ...withPath(DEVICES, reasonOf(devices)) });
  return [...answers].map(([rshim, answer]) => describe(rshim, answer, findings));
};

/** The text after a key; null without a reason when this DPU has no such line. */
type Line = ValueOrReason<string> | { readonly value: null };

const KEYED = /^([A-Z_]+)\s+(\S.*)$/;

const describe = (rshim: string, answer: FileAnswer, findings: DpuFinding[]): RshimRecord => {
  const take = createTaker<typeof TYPES, 'rshims'>(findings, 'rshims', rshim);
  const text = parseTextAnswer(answer);
  const lines = (text.value ?? '').split('\n').map((line) => KEYED.exec(line.trimEnd()));
  const lineOf = (key: string, isEverywhere: boolean): Line => {
    if (text.value === null) return text;
    const [reported, another] = lines.flatMap((match) => (match?.[1] === key ? [match[2] ?? ''] : []));
    if (reported !== undefined && another === undefined) return { value: reported };
    if (reported !== undefined) return { value: null, reason: { code: 'parse', detail: `duplicate ${key}` } };
    return isEverywhere ? { value: null, reason: { code: 'absent', detail: `no ${key}` } } : { value: null };
  };
  /** A line that every DPU has, or only some. */
  const read = <V>(
    field: Exclude<keyof RshimRecord, 'rshim'>,
    key: string,
    parse: ValueParser<V>,
    isEverywhere = true,
  ): V | null => {
    const line = lineOf(key, isEverywhere);
    if (line.value === null) return 'reason' in line ? take(line, field) : null;
    if (/^N\/A\b|^Unknown$/.test(line.value))
      return take({ value: null, reason: { code: 'not_supported', detail: line.value } }, field);
    const value = parse(line.value);
    return value === null
      ? take({ value, reason: { code: 'parse', detail: `${key} "${line.value.slice(0, 40)}"` } }, field)
      : value;
  };
  const inInfo = (which: 1 | 2) => (reported: string) =>
    /^(BlueField-\d)\(Rev (\d+)\)$/.exec(reported)?.[which] ?? null;
  return {
    rshim,
    backend: read('backend', 'DEV_NAME', word),
    chip: read('chip', 'DEV_INFO', inInfo(1)),
    revision: read('revision', 'DEV_INFO', inInfo(2)),
    dpu_mode: read(
      'dpu_mode',
      'BF_MODE',
      (reported) => (reported === 'DPU mode' ? 'dpu' : reported === 'NIC mode' ? 'nic' : null),
      false,
    ),
    part_number: read('part_number', 'OPN_STR', word, false),
    boot_mode: read('boot_mode', 'BOOT_MODE', (reported) => BOOT_MODES[number(reported) ?? -1] ?? null),
    is_secure_nic: read('is_secure_nic', 'SECURE_NIC_MODE', yesOrNo, false),
    is_dropping: read('is_dropping', 'DROP_MODE', yesOrNo),
    uptime_seconds: read('uptime_seconds', 'UP_TIME', (reported) => number(reported.replace(/\(s\)$/, '')), false),
  };
};

const BOOT_MODES = ['rshim', 'emmc', 'emmc-boot-swap'] as const;

const word = (reported: string): string | null => (/^[\w.:/-]{1,64}$/.test(reported) ? reported : null);

/** `1 (0:no, 1:yes)` */
const number = (reported: string): number | null => {
  const digits = /^(\d{1,12})(?: \([^)]*\))?$/.exec(reported)?.[1];
  return digits === undefined ? null : Number(digits);
};

const yesOrNo = (reported: string): boolean | null => {
  const value = number(reported);
  return value === 0 || value === 1 ? value === 1 : null;
};
