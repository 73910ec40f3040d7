// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Directory trees that stand for machines, and the faults that are planted in them. */

import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa, execaSync } from 'execa';
import { scratch } from '../scratch.js';
import { packageRoot } from './fabric.js';

export { scratch };

type Materialise = { readonly materialise: (hostDirectory: string, into: string) => number };

const makeTree = async (host: string): Promise<string> => {
  const url = pathToFileURL(join(packageRoot, 'fixtures', 'materialise.mjs')).href;
  const { materialise } = (await import(url)) as Materialise;
  const root = scratch();
  materialise(join(packageRoot, 'fixtures', 'hosts', host), root);
  return root;
};

const originals = new Map<string, Promise<string>>();

/** A recorded machine as a tree. In connectx7 two counters of mlx5_5 cannot be read, so a whole answer has status 6. */
export const recordedTree = async (host: 'connectx7' | 'bluefield3'): Promise<string> => {
  const original = originals.get(host) ?? makeTree(host);
  originals.set(host, original);
  const root = scratch();
  // By another process: what is measured meanwhile is not held up.
  await execa('cp', ['-a', `${await original}/.`, root]);
  return root;
};

/** Eight adapters of which every file can be read: the answer is whole and the status 0. */
export const healthyTree = async (): Promise<string> => {
  const root = await recordedTree('connectx7');
  for (const name of ['port_rcv_errors', 'port_xmit_discards']) plantText(counterPath(root, 'mlx5_5', name), '0\n');
  return root;
};

/** Where the adapters are listed. */
export const classPath = (root: string): string => join(root, 'sys/class/infiniband');

/** A file of a port, such as `state`. */
export const portPath = (root: string, device: string, name: string, port = 1): string =>
  join(classPath(root), device, 'ports', String(port), name);

/** A PMA counter of a port. */
export const counterPath = (root: string, device: string, name: string, port = 1): string =>
  portPath(root, device, join('counters', name), port);

/** The same path as fabric names it: without the root. */
export const asNamed = (root: string, path: string): string => path.slice(root.length);

const clear = (path: string): void => {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
};

/** A file that nobody answers for: whoever opens it waits. */
export const plantFifo = (...paths: readonly string[]): void => {
  for (const path of paths) clear(path);
  execaSync('/usr/bin/mkfifo', paths);
};

/** A file with this text. */
export const plantText = (path: string, text: string): void => {
  clear(path);
  writeFileSync(path, text);
};

/** A link in place of the file. */
export const plantLink = (path: string, target: string): void => {
  clear(path);
  symlinkSync(target, path);
};

/** Every regular file below a directory, links not followed. */
export const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
