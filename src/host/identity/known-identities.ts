// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Collects the names and addresses of a machine from where they are labeled, to find them where they are not. */

import { basename } from 'node:path';
import { findLabeled, type IdentityWord, isPlaceholder } from './find-words.js';

/** A text of the machine: a file's, by its path, or what a command wrote. */
export type Source = { readonly path: string | null; readonly text: string };

/** Words that are identities everywhere, and addresses of digits alone. */
export type KnownIdentities = { readonly words: readonly IdentityWord[]; readonly addresses: ReadonlySet<string> };

const SERIAL_FILES = /^(?:(?:product|board|chassis)_serial|(?:board|chassis)_asset_tag|serial(?:-?number)?|wwid|wwn)$/;
// The serial number of a BlueField's board; `sn` is too short a name to mean that everywhere.
const BOARD_SERIAL = /\/(?:MLNXBF04:\d\d|mlxbf-bootctl)(?:\/driver)?\/sn$/;
const HOSTNAME_FILES = /^\/(?:etc\/hostname|proc\/sys\/kernel\/hostname)$/;

/** Kind of the whole content of this file; null when only parts of it can be identities. */
export const kindOfFile = (path: string): IdentityWord['kind'] | null => {
  if (HOSTNAME_FILES.test(path)) return 'hostname';
  return SERIAL_FILES.test(basename(path)) || BOARD_SERIAL.test(path) ? 'serial' : null;
};

const ADDRESS_FILE = /\/(?:phys_switch_id|address|node_guid|sys_image_guid)$/;
const SPELLED = /[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5,}|[0-9a-f]{4}(?::[0-9a-f]{4}){3}/gi;

/** Collects the identities in everything that was recorded. `hostname` is the machine's own name. */
export const collectIdentities = (sources: readonly Source[], hostname: string | null): KnownIdentities => {
  const words = new Map<string, IdentityWord>();
  const add = (kind: IdentityWord['kind'], text: string): void => {
    const name = kind === 'hostname' ? (text.split('.')[0] ?? '') : text;
    if (isDistinct(kind, name)) words.set(`${kind}:${name.toLowerCase()}`, { kind, text: name });
  };
  const addresses = new Set<string>();
  if (hostname !== null) add('hostname', hostname);
  for (const { path, text } of sources) {
    const kind = path === null ? null : kindOfFile(path);
    if (kind !== null) add(kind, text.trim());
    for (const match of findLabeled(text)) {
      if (!isWordKind(match.kind)) continue;
      add(match.kind, match.text);
      add(match.kind, unescaped(match.text));
    }
    for (const [address] of text.matchAll(SPELLED)) addresses.add(address.replaceAll(/[:-]/g, '').toLowerCase());
    if (path !== null && ADDRESS_FILE.test(path)) addresses.add(text.trim().toLowerCase());
  }
  return { words: [...words.values()], addresses };
};

/** A word of a JSON text as an error text has it. */
const unescaped = (text: string): string => {
  try {
    return text.includes('\\') ? String(JSON.parse(`"${text}"`)) : text;
  } catch {
    return text;
  }
};

const isWordKind = (kind: string): kind is IdentityWord['kind'] =>
  kind === 'serial' || kind === 'hostname' || kind === 'key';

// Names that thousands of machines have, and words that the kernel and the tools print.
const COMMON = new Set(
  `localhost localdomain host server node linux ubuntu debian fedora rocky rhel bluefield dpu bmc nic smartnic arm oob
   active down up init armed polling disabled enabled unknown infiniband ethernet linkup sleep none default true false
   mellanox nvidia connectx mlx5 roce rdma switchdev legacy kernel root system user admin test eth`.split(/\s+/),
);

/** True for a word that can be replaced everywhere without replacing something else. */
const isDistinct = (kind: IdentityWord['kind'], text: string): boolean => {
  if (isPlaceholder(text) || /\n/.test(text)) return false;
  if (kind === 'hostname') return text.length >= 3 && !/^\d+$/.test(text) && !COMMON.has(text.toLowerCase());
  if (kind === 'key') return text.length >= 6;
  return /^\d+$/.test(text) ? text.length >= 8 : text.length >= 5 && /\d/.test(text);
};
