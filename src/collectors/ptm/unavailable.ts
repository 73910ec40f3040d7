// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Explains why the driver mlxbf-ptm has no values here, each cause with the command that helps. Pure. */

import { answerTo, isAbsent, parseTextAnswer } from '../../core/attribute.js';
import { detailOf } from '../../core/file-answer.js';
import type { Reason } from '../../core/problem.js';
import { DEBUGFS, LOCKDOWN, STATUS, STATUS_FILES } from './paths.js';
import { isPermissionError, type PtmRaw } from './raw.js';

/** Null when the driver is readable, or at least installed. */
export const unavailableReasonOf = (raw: PtmRaw): Reason | null => {
  const { bluefield, status, debugfs, module } = raw;
  const locked = lockdownOf(raw);
  if (status.kind === 'entries') return isClosed(raw) ? closed(raw, locked) : null;
  if (bluefield !== 'BlueField-3') return otherMachine(bluefield);
  if (isPermissionError(status, debugfs)) return closed(raw, locked);
  const isMounted = debugfs.kind === 'entries' && debugfs.entries.length > 0;
  if (locked !== null && module.kind === 'error') return closed(raw, locked);
  if (debugfs.kind === 'error' && debugfs.errno !== 'ENOENT')
    return warning('unreadable', `cannot list ${DEBUGFS} (${detailOf(debugfs)})`);
  if (!isMounted) {
    const fix = `mount -t debugfs none ${DEBUGFS}    (fabric does not mount it)`;
    return warning('absent', 'debugfs is not mounted', fix);
  }
  if (module.kind === 'error' && module.errno === 'ENOENT') {
    const fix = 'modprobe mlxbf-ptm    (fabric does not load modules)';
    return warning('absent', 'module mlxbf_ptm is not loaded', fix);
  }
  return warning('unreadable', `cannot list ${STATUS} (${detailOf(status)})`);
};

const warning = (code: Reason['code'], detail: string, fix?: string): Reason => ({
  code,
  detail,
  severity: 'warning',
  ...(fix === undefined ? {} : { fix }),
});

const closed = ({ powerQueries }: PtmRaw, locked: string | null): Reason => {
  if (locked === null) return warning('permission', 'needs root', 'sudo fabric ptm');
  const hasTool = powerQueries.some(({ total }) => total.answer.kind !== 'missing');
  const fix = hasTool ? undefined : 'apt install mft    (its mlxreg reads power from the firmware, without the driver)';
  return warning('permission', `kernel is locked down (${locked})`, fix);
};

const otherMachine = (bluefield: PtmRaw['bluefield']): Reason => ({
  code: 'not_supported',
  detail: bluefield === null ? 'only on BlueField-3' : `only on BlueField-3, this is ${bluefield}`,
});

/** True when every file of the driver exists and is refused: root may list files that a locked-down kernel does not let it read. */
const isClosed = (raw: PtmRaw): boolean =>
  STATUS_FILES.map((file) => answerTo(raw.answers, `${STATUS}/${file}`))
    .filter((answer) => !isAbsent(answer))
    .every((answer) => answer.kind === 'error' && ['EACCES', 'EPERM'].includes(answer.errno));

/** `integrity` or `confidentiality`; null for a kernel that is not locked down (Documentation/admin-guide/LSM). */
const lockdownOf = (raw: PtmRaw): string | null => {
  const [, mode] =
    /\[(integrity|confidentiality)\]/.exec(parseTextAnswer(answerTo(raw.answers, LOCKDOWN)).value ?? '') ?? [];
  return mode ?? null;
};
