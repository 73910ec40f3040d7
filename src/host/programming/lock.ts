// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * One at a time: each run first puts its journal into /run/fabric and then looks for others. Of two that start together
 * at least the one that looks last sees the other; both may step back, and try again. No journal is ever taken over, so
 * none can be taken from a run that has just begun.
 */

import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../../core/error.js';
import { actsAsRoot } from '../trust/ownership.js';
import { followPath } from '../trust/resolve-path.js';
import { headerLine, type Journal, readJournal } from './journal.js';
import { currentProcess, isProcessAlive } from './process-identity.js';

/** Directory of the journals. As root only root may write there: the content of a journal is written to the kernel. */
const LOCK_DIRECTORY = '/run/fabric';

const NAME = /^programming\.\d+\.ndjson$/;
const TRIES = 5;
const LONGEST_PAUSE_MS = 40;

/** A journal that a run left behind. */
export type LeftoverJournal = { readonly file: string; readonly journal: Journal };

/** The lock: our journal's file, and what others left. Or who holds it, or why it cannot be taken. */
export type LockClaim =
  | { readonly kind: 'claimed'; readonly file: string; readonly left: readonly LeftoverJournal[] }
  | { readonly kind: 'busy'; readonly journal: Journal }
  | { readonly kind: 'refused'; readonly reason: string };

/** Claims the lock for a provider. Never throws for what the directory is. */
export const claimLock = async (provider: string, directory = LOCK_DIRECTORY): Promise<LockClaim> => {
  try {
    const reason = prepare(directory);
    if (reason !== null) return { kind: 'refused', reason: reason };
    for (let tries = 1; ; tries++) {
      const claim = tryToClaim(provider, directory);
      if (claim.kind !== 'busy' || tries === TRIES) return claim;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS));
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return { kind: 'refused', reason: `cannot lock ${directory} (${errno})` };
  }
};

/** Takes a journal away: its run has put everything back, or another one has. */
export const removeJournal = (file: string): void => {
  try {
    unlinkSync(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
};

const tryToClaim = (provider: string, directory: string): LockClaim => {
  const holder = currentProcess();
  const name = `programming.${holder.pid}.ndjson`;
  const file = join(directory, name);
  // One with our own number is of a run that is gone: it is not to be written over.
  if (readLeft(file) !== null) renameSync(file, join(directory, `programming.0${holder.pid}.ndjson`));
  const temporary = join(directory, `.${name}.tmp`);
  writeFileSync(temporary, headerLine(holder, provider, new Date()), { mode: 0o600 });
  renameSync(temporary, file);
  let claim: LockClaim | null = null;
  try {
    claim = findOtherLocks(file, directory, name);
    return claim;
  } finally {
    if (claim?.kind !== 'claimed') removeJournal(file);
  }
};

const findOtherLocks = (file: string, directory: string, name: string): LockClaim => {
  const left: LeftoverJournal[] = [];
  for (const other of readdirSync(directory).filter((entry) => NAME.test(entry) && entry !== name)) {
    const path = join(directory, other);
    const text = readLeft(path);
    if (text === null) continue;
    const journal = readJournal(text);
    if (journal === null) {
      return { kind: 'refused', reason: `${path} is not a fabric journal: inspect it, then remove it` };
    }
    if (isProcessAlive(journal.holder)) return { kind: 'busy', journal };
    left.push({ file: path, journal });
  }
  return { kind: 'claimed', file, left };
};

/** Null when its run has just taken it away. */
const readLeft = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return null;
  }
};

/** Makes the directory; what is wrong with it, or null. */
const prepare = (directory: string): string | null => {
  try {
    mkdirSync(directory, 0o755);
    chmodSync(directory, 0o755); // independent of the umask
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  const end = followPath(directory, actsAsRoot() ? [0] : null);
  if (end.kind !== 'found') return end.reason;
  return end.path === directory && end.stat.isDirectory() ? null : `${directory} is not a private directory`;
};
