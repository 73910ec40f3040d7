// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * Refuses a Node that is too old for fabric. Every file that a user starts loads this file first and the rest of the
 * program after it, so an old Node prints one sentence instead of a stack trace from code that it cannot parse.
 *
 * Node 12 and older must run this file and the files that load it: no `?.`, no `??`, no top-level `await`, and no `node:`
 * in front of a module's name. A test runs them with real old Nodes.
 */
// biome-ignore lint/style/useNodejsImportProtocol: Node 12 does not know `node:fs` in require()
const fs = require('fs');

const NEEDS_NODE = 4;

/** Whether one version is older than another, by as many parts as `needed` has: "18.20.4" is older than "20.19". */
const isOlder = (version, needed) => {
  const parts = version.split('.').map(Number);
  const neededParts = needed.split('.').map(Number);
  const place = neededParts.findIndex((part, i) => part !== parts[i]);
  return place !== -1 && parts[place] < neededParts[place];
};

/** The version that package.json declares in `engines`; null if it cannot be read, which the program itself reports. */
const neededVersion = () => {
  try {
    const { engines } = JSON.parse(fs.readFileSync(`${__dirname}/../package.json`, 'utf8')); // cheaper than require()
    return engines.node.replace('>=', '');
  } catch (_) {
    return null; // no package.json, or a damaged one
  }
};

/**
 * Returns true if this Node is too old for what package.json declares. It has then printed the error and set the exit
 * status, and the caller loads nothing more.
 */
const refuseOldNode = () => {
  const needed = neededVersion();
  if (needed === null) return false;
  const version = process.versions.node;
  if (!isOlder(version, needed)) return false;
  const lines = [
    `error: fabric needs Node ${needed} or newer, this is ${version}`,
    `fix: install Node ${needed} or newer from https://nodejs.org; this one is ${process.execPath}`,
  ];
  fs.writeSync(2, lines.map((line) => `${line.replace(/[^\x20-\x7e]/g, '?')}\n`).join(''));
  process.exitCode = NEEDS_NODE;
  return true;
};

if (require.main === module) refuseOldNode(); // an npm script whose own programs would not say it

module.exports = { refuseOldNode };
