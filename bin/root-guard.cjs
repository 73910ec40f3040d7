// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * Checks that must pass as root before any other code of fabric is loaded. bin/fabric has done most of it already; this is
 * for `sudo node bin/run.cjs`. What Node itself obeyed before it came here (NODE_OPTIONS, LD_PRELOAD, a SIGUSR1 in its first
 * milliseconds) nothing in JavaScript can undo.
 */
const fs = require('node:fs');
const path = require('node:path');
const { untrustedEntryReason, untrustedPassageReason } = require('./trust-rule.cjs');

/** The variables that are left, as bin/fabric leaves them. FABRIC_*, XDG_*, HOME and all others are gone. */
const FIXED = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
const MAY_STAY = {
  TERM: /^[A-Za-z0-9._-]+$/,
  COLUMNS: /^[0-9]+$/,
  NO_COLOR: /./,
  SUDO_UID: /^[0-9]+$/,
  SUDO_USER: /^[A-Za-z0-9._-]+$/,
};

const ROOT = [0];

/** The directories above a path, from `/` down. */
const above = (file) => (file === '/' ? [] : [...above(path.dirname(file)), path.dirname(file)]);

/**
 * The first file, or directory with its content, that is not owned by root alone; undefined without one or
 * it is not there. A code cache is left to load-bundle.cjs, which checks it, and does without it.
 */
const firstBelow = (file) => {
  if (file.endsWith('.cache')) return undefined;
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (untrustedEntryReason(stat, ROOT) !== null) return file;
  if (!stat.isDirectory()) return undefined;
  for (const name of fs.readdirSync(file)) {
    const found = firstBelow(`${file}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The files of the package that are run or obeyed. */
const OWN = ['bin', 'dist', 'policy', 'package.json'];

/** The first path that another user could change; undefined without one. */
const writableByOthers = (packageRoot) => {
  const node = fs.realpathSync(process.execPath);
  const isUntrusted = (reason) => (file) => reason(fs.lstatSync(file), ROOT) !== null;
  const found =
    [...above(packageRoot), ...above(node)].find(isUntrusted(untrustedPassageReason)) ??
    [packageRoot, node].find(isUntrusted(untrustedEntryReason));
  if (found !== undefined) return found;
  for (const name of OWN) {
    const own = firstBelow(`${packageRoot}/${name}`);
    if (own !== undefined) return own;
  }
  return undefined;
};

const ELSEWHERE =
  'install fabric and node in a directory only root can write to: npm pack && sudo npm install -g ./fabric-*.tgz';

/**
 * Makes this process safe as root: what it makes is root's alone, no SIGUSR1 opens a debugger, no variable of the caller
 * is left. Returns null, or the error for status 3: another user can change the code that would run.
 */
const hardenAsRoot = (packageRoot) => {
  process.umask(0o077);
  process.on('SIGUSR1', () => {});
  for (const [name, value] of Object.entries(process.env)) {
    if (!Object.hasOwn(MAY_STAY, name) || !MAY_STAY[name].test(value)) delete process.env[name];
  }
  Object.assign(process.env, FIXED);
  const root = fs.realpathSync(packageRoot);
  const file = writableByOthers(root);
  if (file === undefined) return null;
  const isOurs = file === root || file.startsWith(`${root}/`);
  const fix = isOurs ? `sudo chown -R root:root ${root} && sudo chmod -R go-w ${root}` : ELSEWHERE;
  const lines = [
    `error: refusing to run as root from ${root}: other users can write to ${isOurs ? 'it' : file}`,
    `fix: ${fix}`,
  ];
  return lines.map((line) => `${line.replace(/[^\x20-\x7e]/g, '?')}\n`).join('');
};

module.exports = { hardenAsRoot };
