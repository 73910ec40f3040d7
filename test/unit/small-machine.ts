// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A machine of a few paths: a text, `-> target` for a link, `!ERRNO`, or several texts, one a reading; directories follow
 * from what lies in them.
 */

import { posix } from 'node:path';
import type { LinkAnswer } from '../../src/core/file-answer.js';
import type { Host } from '../../src/core/host.js';
import type { ContentAnswer } from '../../src/host/recording/lines.js';
import { openReplay } from '../../src/host/recording/replay.js';
import { inventedManifest } from './invented-manifest.js';

/** Paths and what they say. A path that ends in `/` is a directory, listed without a word on what is in it. */
export type Paths = { readonly [path: string]: string };

/** The same with paths that say something else from reading to reading. */
export type Readings = { readonly [path: string]: string | readonly string[] };

const contentOf = (said: string): ContentAnswer => {
  if (said.startsWith('!')) return { kind: 'error', errno: said.slice(1) };
  return { kind: 'text', text: `${said}\n` };
};

/** The machine as a host. */
export const smallMachine = (paths: Readings): Host => {
  const listings = new Map<string, Set<string>>([['/', new Set()]]);
  const list = (path: string): void => {
    if (path === '/') return;
    const parent = posix.dirname(path);
    listings.set(parent, (listings.get(parent) ?? new Set()).add(posix.basename(path)));
    list(parent);
  };
  const contents = new Map<string, readonly ContentAnswer[]>();
  const links = new Map<string, readonly LinkAnswer[]>();
  for (const [path, said] of Object.entries(paths)) {
    const plain = path.replace(/\/$/, '');
    list(plain);
    if (typeof said !== 'string') contents.set(path, said.map(contentOf));
    else if (said.startsWith('-> ')) links.set(path, [{ kind: 'link', target: said.slice(3) }]);
    else if (plain === path) contents.set(path, [contentOf(said)]);
    else listings.set(plain, listings.get(plain) ?? new Set());
  }
  for (const [path, names] of listings) {
    if (!contents.has(path)) contents.set(path, [{ kind: 'entries', entries: [...names] }]);
  }
  const manifest = inventedManifest();
  return openReplay({ manifest, contents, links, refusedWrites: new Map(), commands: new Map() });
};
