// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * The trust rule: decides by owner and mode whether another user can change or replace a file or directory.
 *
 * docs/decisions/020 gives the rule and its reasons. bin/root-guard.cjs and src/host/trust share this file. bin/fabric
 * states the same rule for find(1), because a shell cannot load it; test/e2e/root/trust-rule.test.ts holds all three
 * against one table of cases.
 */

const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_OTHERS = 0o002;
const STICKY = 0o1000;
const TYPE = 0o170000;
const DIRECTORY = 0o040000;

/**
 * Owner, group and mode of an entry, as lstat(2) gives them.
 * @typedef {{ readonly uid: number, readonly gid: number, readonly mode: number }} Owned
 */

/**
 * Judges the owner alone: enough for a symbolic link, whose mode means nothing.
 * @param {Owned} stat
 * @param {readonly number[]} owners the users who may change it
 * @returns {string | null} what is wrong, as a phrase after the path; null when it belongs to one of them
 */
const untrustedOwnerReason = (stat, owners) => (owners.includes(stat.uid) ? null : `belongs to uid ${stat.uid}`);

/**
 * Judges a file that is read or run, or a directory in which names may be free: only the owners may write it.
 * @param {Owned} stat
 * @param {readonly number[]} owners
 * @returns {string | null} what is wrong, as a phrase after the path; null when nobody else can change it
 */
const untrustedEntryReason = (stat, owners) => {
  const reason = untrustedOwnerReason(stat, owners);
  if (reason !== null) return reason;
  if (stat.mode & WRITABLE_BY_OTHERS) return 'can be written by everyone';
  return stat.mode & WRITABLE_BY_GROUP ? `can be written by the group ${stat.gid}` : null;
};

/**
 * Judges a directory on the way to an entry that exists and is judged itself: a sticky one may be writable, because
 * nobody else can rename or replace the owners' entries in it.
 * @param {Owned} stat
 * @param {readonly number[]} owners
 * @returns {string | null} what is wrong, as a phrase after the path; null when nobody else can replace that entry
 */
const untrustedPassageReason = (stat, owners) => {
  const isSticky = (stat.mode & TYPE) === DIRECTORY && (stat.mode & STICKY) !== 0;
  return isSticky ? untrustedOwnerReason(stat, owners) : untrustedEntryReason(stat, owners);
};

module.exports = { untrustedOwnerReason, untrustedEntryReason, untrustedPassageReason };
