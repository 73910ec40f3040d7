// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * Loads dist/main.cjs and each file that it asks for beside it, with V8's code cache of it when there is one that can be
 * trusted.
 *
 * A cache is code: it is used only if root or the user owns it and nobody else may write it. V8 refuses a cache of
 * another version, other flags or another length. It does not notice an edit of the source that keeps its length, so the
 * cache file holds the source that it was made from. It does not notice damage to its own data either, and damaged data
 * ends the process by SIGSEGV, so the cache file holds the data twice. Both are compared at every start. Without a cache
 * everything works, some milliseconds later. docs/decisions/004 has the measurements.
 */

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

/** The file: these 24 bytes, the lengths of the data and of the source, the data, the data again, the source. */
const MAGIC = 'fabric code cache no. 2\n';
const HEADER = MAGIC.length + 8; // a multiple of 8: V8 copies data that lies anywhere else

/** The hash of the build that this file is of, which is its first line. */
const buildOf = (source) => /^\/\/ ([0-9a-f]{16})\n/.exec(source.toString('latin1', 0, 32))?.[1] ?? 'unnamed';

/** The cache of this file for this V8. */
const cacheFile = (file, source) =>
  `${file.replace(/\.cjs$/, '')}-${buildOf(source)}-${process.versions.v8}-${process.arch}.cache`;

const isOursAlone = (stat) => (stat.uid === 0 || stat.uid === process.geteuid()) && (stat.mode & 0o022) === 0;

/** V8's data from the cache file; undefined without a trusted and undamaged one. */
const readCache = (file, source) => {
  let fd;
  try {
    fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    const stat = fs.fstatSync(fd);
    if (!stat.isFile() || !isOursAlone(stat) || !isOursAlone(fs.statSync(path.dirname(file)))) return undefined;
    const content = fs.readFileSync(fd);
    if (content.length < HEADER || content.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
    const dataEnd = HEADER + content.readUInt32LE(MAGIC.length);
    const copyEnd = dataEnd + (dataEnd - HEADER);
    if (copyEnd + content.readUInt32LE(MAGIC.length + 4) !== content.length) return undefined;
    const data = content.subarray(HEADER, dataEnd);
    if (!content.subarray(copyEnd).equals(source) || !content.subarray(dataEnd, copyEnd).equals(data)) return undefined;
    return data;
  } catch {
    return undefined; // no cache, or not for us: the source is compiled instead
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
};

/** Installs a cache file atomically. */
const writeCache = (file, source, data) => {
  const header = Buffer.alloc(HEADER);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(data.length, MAGIC.length);
  header.writeUInt32LE(source.length, MAGIC.length + 4);
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, Buffer.concat([header, data, data, source]), { mode: 0o644 });
  fs.chmodSync(temporary, 0o644);
  fs.renameSync(temporary, file);
};

/** One file as a module that has not run yet: `run` does it, with its `require`. */
const prepare = (file) => {
  const source = fs.readFileSync(file);
  const cachedData = readCache(cacheFile(file, source), source);
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source.toString('latin1')}\n})`;
  const script = new vm.Script(wrapped, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  return {
    build: buildOf(source),
    module,
    cacheServed: cachedData !== undefined && script.cachedDataRejected === false,
    saveCache: () => writeCache(cacheFile(file, source), source, script.createCachedData()),
    run: (requireFrom) => script.runInThisContext()(module.exports, requireFrom, module, file, path.dirname(file)),
  };
};

/**
 * Runs dist/main.cjs. Returns its exports, the `files` that are loaded by now, by their names without `.cjs`, and how to
 * `load` another. A file of another build is not run: fabric was installed anew while it ran, and what the files call each
 * other's parts need not be the same.
 */
const loadBundle = (main) => {
  const directory = path.dirname(main);
  const files = new Map();
  const load = (name) => {
    const known = files.get(name);
    if (known !== undefined) return known.module.exports;
    const file = prepare(path.join(directory, `${name}.cjs`));
    const [first = file] = files.values();
    if (file.build !== first.build) throw new Error(`fabric was reinstalled while it was running: ${name}.cjs changed`);
    files.set(name, file); // before it runs: a file that it loads may ask for it
    file.run(requireFrom);
    return file.module.exports;
  };
  const requireFrom = (id) => (id.startsWith('./') ? load(path.basename(id, '.cjs')) : require(id));
  return { exports: load(path.basename(main, '.cjs')), files, load };
};

module.exports = { loadBundle };
