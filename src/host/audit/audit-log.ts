// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The audit: what was decided and how it ended, a line each, added to a file by one write. It is JSON lines, and every
 * foreign string in it is escaped, so that no argument can look like a line or move a cursor.
 */
import { writeSync } from 'node:fs';
import { errnoOf } from '../../core/error.js';
import { type AuditEntry, auditLine } from './audit-line.js';
import { findBootId, findCaller } from './caller.js';
import { type Addable, openForAdding } from './open-for-adding.js';

/** `ok` false: it could not be written and has to be, so the command is to be denied. The texts name the file. */
export type AuditResult =
  | { readonly ok: true; readonly warning: string | null }
  | { readonly ok: false; readonly reason: string };

/** An open audit. */
export type AuditLog = {
  /** Writes one line. Never throws. */
  readonly record: (entry: AuditEntry) => AuditResult;
};

/**
 * Opens the file for adding to it, and makes it when it is not there (0640; as root its directory too, 0750). Never
 * throws: what is wrong is the result of each `record`. `required`: what could not be written down must not run.
 */
export const openAudit = ({ file, required }: { readonly file: string; readonly required: boolean }): AuditLog => {
  const facts = { boot_id: findBootId(), caller: findCaller() };
  const failed = (why: string): AuditResult => {
    const reason = `audit ${file} cannot be written: ${why}`;
    return required ? { ok: false, reason } : { ok: true, warning: reason };
  };
  let opened: Addable;
  try {
    opened = openForAdding(file);
  } catch (error) {
    const result = failed(reasonOf(error));
    return { record: () => result };
  }
  let { isMidLine } = opened;
  const record = (entry: AuditEntry): AuditResult => {
    try {
      const line = auditLine({ time: new Date().toISOString(), ...facts }, entry);
      const bytes = Buffer.from(isMidLine ? `\n${line}` : line);
      const count = writeSync(opened.descriptor, bytes);
      isMidLine = count < bytes.length; // the disk took a part: the next line begins on a line of its own
      return isMidLine ? failed('no space left for a whole line') : { ok: true, warning: null };
    } catch (error) {
      return failed(reasonOf(error));
    }
  };
  return { record };
};

const reasonOf = (error: unknown): string => {
  const errno = errnoOf(error);
  if (errno === 'ENOSPC') return 'no space left (ENOSPC)';
  if (errno === 'ELOOP') return 'it is a symbolic link';
  return errno ?? (error instanceof Error ? error.message : String(error));
};
