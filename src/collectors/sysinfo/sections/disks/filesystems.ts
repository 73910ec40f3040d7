// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The file systems: where they are mounted, joined with the output of df. Pure. */

import { answerTo, parseTextAnswer } from '../../../../core/attribute.js';
import type { Reason } from '../../../../core/problem.js';
import type { Parsed, TypedFinding } from '../../../../core/record-type.js';
import { withPath } from '../../reasons.js';
import { toolReason } from '../../tool.js';
import { type DisksRaw, MOUNTS } from './collect.js';
import { type DiskUsage, parseDf } from './df.js';
import { parseMounts } from './mounts.js';
import type { DISKS } from './records.js';

type Types = typeof DISKS;
type Filesystem = Parsed<Types>['records']['filesystems'][number];

const OF_DF = ['size_bytes', 'used_bytes', 'available_bytes', 'used_ratio'] as const;

// The `/` of a machine without disks: `10.0.0.1:/srv/root`. df -l leaves it out.
const isRemote = (device: string): boolean => /:|^\/\//.test(device);
const REMOTE = { code: 'not_supported', detail: 'mounted from another machine' } as const;

/** The file systems by their paths. */
export const parseFilesystems = ({
  answers,
  df,
}: Pick<DisksRaw, 'answers' | 'df'>): {
  readonly records: readonly Filesystem[];
  readonly findings: readonly TypedFinding<Types>[];
} => {
  const findings: TypedFinding<Types>[] = [];
  const whole = { type: 'filesystems', where: '', field: null } as const;
  const text = parseTextAnswer(answerTo(answers, MOUNTS));
  if (text.value === null) return { records: [], findings: [{ ...whole, ...withPath(MOUNTS, text.reason) }] };
  const { mounts, strange } = parseMounts(text.value);
  if (strange !== null)
    findings.push({ ...whole, ...withPath(MOUNTS, { code: 'parse', detail: `line "${strange}"` }) });
  const reason = toolReason(df);
  // df prints an error for a file system that it cannot read, and the others normally.
  const uses = 'stdout' in df.answer ? parseDf(df.answer.stdout) : new Map<string, DiskUsage>();
  const records = mounts.map(({ device, mountpoint, type, isReadOnly }) => {
    const use = uses.get(mountpoint) ?? null;
    const why: Reason = isRemote(device) ? REMOTE : (reason ?? { code: 'parse', detail: 'df: not in the output' });
    if (use === null)
      for (const field of OF_DF) findings.push({ type: 'filesystems', where: mountpoint, field, ...why });
    const open = use === null ? 0 : use.used + use.available;
    return {
      mountpoint,
      device,
      type,
      is_read_only: isReadOnly,
      size_bytes: use?.size ?? null,
      used_bytes: use?.used ?? null,
      available_bytes: use?.available ?? null,
      // A file system that holds nothing has no part of it.
      used_ratio: use === null || open === 0 ? null : Number((use.used / open).toFixed(4)),
    };
  });
  return { records, findings };
};
