// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A run that programs counters: each setting is saved in its journal first, and restored at any end of the run. */

import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { FabricError } from '../../core/error.js';
import type { CounterSession, RestoreFailure } from '../../core/programming.js';
import { outputError } from '../files/output-error.js';
import { type SavedSetting, savedSettingLine } from './journal.js';
import { removeJournal } from './lock.js';
import { writeAttribute } from './write-attribute.js';

/** The paths a run may write, its journal, and until when it may write. */
export type SessionOptions = {
  readonly journal: string;
  readonly mayWrite: (path: string) => boolean;
  readonly millisecondsLeft: () => number;
  /** Called once, after everything possible is restored. */
  readonly onRestored: (failures: readonly RestoreFailure[]) => void;
};

/** Begins; the journal is ours and has its header. */
export const openSession = ({ journal, mayWrite, millisecondsLeft, onRestored }: SessionOptions): CounterSession => {
  const kept: SavedSetting[] = [];
  const isKept = new Set<string>();
  let isOver = false;
  const descriptor = openSync(journal, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW);
  const restore = (): readonly RestoreFailure[] => {
    if (isOver) return [];
    isOver = true;
    process.removeListener('exit', restore);
    const failures = restoreSettings(kept);
    closeSync(descriptor);
    removeJournal(journal);
    onRestored(failures);
    return failures;
  };
  // Every end of the process comes through here, an uncaught error too.
  process.once('exit', restore);
  return {
    keep: (path, value) => {
      if (!mayWrite(path)) throw new FabricError('bug', `${path} is not declared as programmable`);
      if (isOver || isKept.has(path)) return;
      try {
        writeSync(descriptor, savedSettingLine(path, value));
      } catch (error) {
        throw outputError(journal, error, '; programming stopped');
      }
      isKept.add(path);
      kept.push({ path, value });
    },
    write: (path, value) => {
      if (!isKept.has(path)) throw new FabricError('bug', `${path} written without being saved first`);
      // After the end, or the deadline, nothing is changed any more.
      if (isOver) return { kind: 'error', errno: 'ECANCELED' };
      if (millisecondsLeft() <= 0) return { kind: 'error', errno: 'ETIMEDOUT' };
      const errno = writeAttribute(path, value);
      return errno === null ? { kind: 'written' } : { kind: 'error', errno };
    },
    restore,
  };
};

/** Writes back what was kept, the last first; what could not be written. */
export const restoreSettings = (kept: readonly SavedSetting[]): readonly RestoreFailure[] =>
  [...kept].reverse().flatMap(({ path, value }) => {
    const errno = writeAttribute(path, value);
    return errno === null ? [] : [{ path, value, errno }];
  });
