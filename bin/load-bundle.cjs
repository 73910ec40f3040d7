// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * Loads dist/main.cjs, with V8's code cache of it when there is one that can be trusted.
 *
 * A cache is code: it is used only if root or the user owns it and nobody else may write it. V8 refuses a cache of
 * another version, other flags or another length; it does not notice an edit of the same length, so the cache file
 * carries the very source that it was made from, and that is compared. Without a cache everything works, some
 * milliseconds later. docs/decisions/004 tells how it was measured.
 */
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const MAGIC = 'fabric code cache 1\n';
const HEADER = MAGIC.length + 8;

/** The cache of this bundle (its first line names its hash) for this V8. */
const cacheFile = (bundle, source) => {
  const hash = /^\/\/ ([0-9a-f]{16})\n/.exec(source.toString('latin1', 0, 32))?.[1] ?? 'unnamed';
  return path.join(path.dirname(bundle), `main-${hash}-${process.versions.v8}-${process.arch}.cache`);
};

const isOursAlone = (stat) => (stat.uid === 0 || stat.uid === process.geteuid()) && (stat.mode & 0o022) === 0;

/** V8's data from the cache file; undefined when there is none, or none to trust. */
const readCache = (file, source) => {
  let fd;
  try {
    fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    const stat = fs.fstatSync(fd);
    if (!stat.isFile() || !isOursAlone(stat) || !isOursAlone(fs.statSync(path.dirname(file)))) return undefined;
    const content = fs.readFileSync(fd);
    if (content.length < HEADER || content.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
    const sourceEnd = HEADER + content.readUInt32LE(MAGIC.length);
    const dataEnd = sourceEnd + content.readUInt32LE(MAGIC.length + 4);
    if (dataEnd !== content.length || !content.subarray(HEADER, sourceEnd).equals(source)) return undefined;
    return content.subarray(sourceEnd, dataEnd);
  } catch {
    return undefined; // no cache, or not for us: the bundle is compiled instead
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
};

/** Puts a cache in place at once or not at all. */
const writeCache = (file, source, data) => {
  const header = Buffer.alloc(HEADER);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(source.length, MAGIC.length);
  header.writeUInt32LE(data.length, MAGIC.length + 4);
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, Buffer.concat([header, source, data]), { mode: 0o644 });
  fs.chmodSync(temporary, 0o644);
  fs.renameSync(temporary, file);
};

/** Runs the bundle's module. Returns its exports, whether the cache served, and a way to write one. */
const loadBundle = (bundle) => {
  const source = fs.readFileSync(bundle);
  const cachedData = readCache(cacheFile(bundle, source), source);
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source.toString('latin1')}\n})`;
  const script = new vm.Script(wrapped, { filename: bundle, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  const directory = path.dirname(bundle);
  const requireFrom = (id) => require(id.startsWith('./') ? path.join(directory, id) : id);
  script.runInThisContext()(module.exports, requireFrom, module, bundle, directory);
  return {
    exports: module.exports,
    cacheServed: cachedData !== undefined && script.cachedDataRejected === false,
    saveCache: () => writeCache(cacheFile(bundle, source), source, script.createCachedData()),
  };
};

module.exports = { loadBundle };
