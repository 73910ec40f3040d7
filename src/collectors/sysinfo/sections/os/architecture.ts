// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The architecture of the kernel, from files. Pure. */

import { parseAnswer, parseTextAnswer, type ValueOrReason } from '../../../../core/attribute.js';
import type { FileAnswer } from '../../../../core/file-answer.js';

/** Facts about it from the machine. */
type ArchitectureFiles = {
  /** /proc/sys/kernel/arch: the machine name of uname. */
  readonly arch: FileAnswer;
  /** `cpu:type:x86,ven…`, `cpu:type:aarch64:feature:…` */
  readonly modalias: FileAnswer;
  readonly meminfo: FileAnswer;
};

/** A kernel of 32 bits has no room for so many kB of its own addresses. */
const LARGEST_32_BIT = 4 * 1024 * 1024;

/** The architecture as uname prints it. A 64-bit CPU may run a 32-bit kernel: the address space shows which. */
export const architectureOf = ({ arch, modalias, meminfo }: ArchitectureFiles): ValueOrReason<string> => {
  const shownText = parseAnswer(arch, (text) => (/^[a-z0-9_]+$/.test(text) ? text : null));
  if (shownText.value !== null || shownText.reason.code !== 'absent') return shownText;
  const type = parseAnswer(modalias, (text) => /^cpu:type:(x86|aarch64)[,:]/.exec(text)?.[1] ?? null);
  if (type.value === null) return type;
  if (type.value === 'aarch64') return { value: type.value };
  const room = parseTextAnswer(meminfo);
  if (room.value === null) return room;
  const kilobytes = /^VmallocTotal:\s+(\d{1,15}) kB$/m.exec(room.value)?.[1];
  if (kilobytes === undefined)
    return { value: null, reason: { code: 'parse', detail: 'VmallocTotal of /proc/meminfo' } };
  return { value: Number(kilobytes) > LARGEST_32_BIT ? 'x86_64' : 'i686' };
};
