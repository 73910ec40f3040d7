// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The audit: what was decided and how it ended, a line each, added to a file by one write. It is JSON lines, and every
 * foreign string in it is escaped, so that no argument can look like a line or move a cursor.
 */

import { closeSync, fstatSync, writeSync } from 'node:fs';
import { errnoOf } from '../../core/error.js';
import { type AuditEntry, auditLine } from './audit-line.js';
import { findBootId, findCaller } from './caller.js';
import { type AppendTarget, openForAppend } from './open-for-append.js';
import { hasMoved, rotate, rotatedName } from './rotate.js';

/** `ok` false: it could not be written and has to be, so the command is to be denied. The texts name the file. */
export type AuditResult =
  | { readonly ok: true; readonly warning: string | null }
  | { readonly ok: false; readonly reason: string };

/** An open audit. */
export type AuditLog = {
  /** Writes one line. Never throws. */
  readonly record: (entry: AuditEntry) => AuditResult;
};

/** Path of the audit, its limit, and whether a command may run without an entry. */
export type AuditOptions = {
  readonly file: string;
  /** A command without an entry must not run, and no entry is ever replaced. */
  readonly required: boolean;
  /** At this size the file becomes FILE.1. */
  readonly limitBytes: number;
};

/** A line written to a file that was replaced at that moment is written again, to the new one. */
const MOST_FILES = 3;

/**
 * Opens the file for adding to it, and makes it when it is not there (0640; as root its directory too, 0750). Never
 * throws for what the file is: what is wrong is the result of each `record`. @throws descriptors
 */
export const openAudit = ({ file, required, limitBytes }: AuditOptions): AuditLog => {
  const facts = { boot_id: findBootId(), caller: findCaller() };
  const failed = (why: string): AuditResult => {
    const reason = `cannot write audit log ${file}: ${why}`;
    return required ? { ok: false, reason } : { ok: true, warning: reason };
  };
  let opened: AppendTarget;
  try {
    opened = openForAppend(file);
  } catch (error) {
    const result = failed(reasonOf(error));
    return { record: () => result };
  }
  let { isMidLine } = opened;

  const openAnew = (): void => {
    const next = openForAppend(file);
    closeSync(opened.descriptor);
    opened = next;
    isMidLine = next.isMidLine;
  };

  /** Rotates a full file. Why the line must not be written, or what to warn of; both null is well. */
  const makeRoom = (bytes: number): { readonly refusal: string | null; readonly warning: string | null } => {
    const { size } = fstatSync(opened.descriptor);
    if (size === 0 || size + bytes <= limitBytes) return ROOM;
    try {
      const rotation = rotate(file, opened.descriptor, { keepsOld: required });
      if (rotation === 'rotated') openAnew();
      if (rotation !== 'full') return ROOM;
      return { ...ROOM, refusal: `it has ${size} bytes and ${rotatedName(file)} is still there: move that away` };
    } catch (error) {
      // The file grows rather than lose a line.
      return { ...ROOM, warning: `audit ${file} cannot be rotated: ${reasonOf(error)}` };
    }
  };

  const record = (entry: AuditEntry): AuditResult => {
    try {
      const line = auditLine({ time: new Date().toISOString(), ...facts }, entry);
      let warning: string | null = null;
      for (let files = 1; ; files++) {
        if (opened.isFile) {
          if (hasMoved(file, opened.descriptor)) openAnew();
          const room = makeRoom(Buffer.byteLength(line));
          // The end of a command that has run is written down all the same.
          if (room.refusal !== null && entry.event === 'decision') return failed(room.refusal);
          warning = room.warning;
        }
        const bytes = Buffer.from(isMidLine ? `\n${line}` : line);
        const count = writeSync(opened.descriptor, bytes);
        isMidLine = count < bytes.length; // a part was written: the next entry begins on a new line
        if (isMidLine) return failed('no space left for a complete line');
        const isKept = !opened.isFile || fstatSync(opened.descriptor).nlink > 0;
        if (isKept) return { ok: true, warning };
        if (files === MOST_FILES) return failed('it is removed again and again');
      }
    } catch (error) {
      return failed(reasonOf(error));
    }
  };
  return { record };
};

const ROOM = { refusal: null, warning: null } as const;

const reasonOf = (error: unknown): string => {
  const errno = errnoOf(error);
  if (errno === 'ENOSPC') return 'no space left (ENOSPC)';
  if (errno === 'ELOOP') return 'is a symbolic link';
  return errno ?? (error instanceof Error ? error.message : String(error));
};
