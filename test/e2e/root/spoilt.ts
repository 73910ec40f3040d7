// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The ways in which somebody else could change an installed fabric, and what is told of each. */

import { chmodSync, chownSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from './installed.js';
import { SOMEBODY } from './places.js';

/** `spoil` gives the path that others can change; `told` is what stderr says. */
export type Spoilt = {
  readonly title: string;
  readonly spoil: (installed: Installed) => string;
  readonly told: (installed: Installed, what: string) => string;
};

const inside = ({ root }: Installed): string =>
  `error: refusing to run as root from ${root}: other users can write to it\n` +
  `fix: sudo chown -R root:root ${root} && sudo chmod -R go-w ${root}\n`;

const outside = ({ root }: Installed, what: string): string =>
  `error: refusing to run as root from ${root}: other users can write to ${what}\n` +
  'fix: install fabric and node in a directory only root can write to: npm pack && sudo npm install -g ./fabric-*.tgz\n';

const withMode =
  (mode: number, ...names: readonly string[]) =>
  ({ root }: Installed): string => {
    chmodSync(join(root, ...names), mode);
    return join(root, ...names);
  };

const ofSomebody =
  (...names: readonly string[]) =>
  ({ root }: Installed): string => {
    chownSync(join(root, ...names), SOMEBODY, SOMEBODY);
    return join(root, ...names);
  };

/** A file of root's that is a link to another one: where a link leads can change. */
const linked =
  (...names: readonly string[]) =>
  ({ root, place }: Installed): string => {
    const path = join(root, ...names);
    renameSync(path, join(place, 'elsewhere'));
    symlinkSync(join(place, 'elsewhere'), path);
    return path;
  };

const newFile = ({ root }: Installed): string => {
  const path = join(root, 'policy', 'other.ini');
  writeFileSync(path, '');
  chmodSync(path, 0o666);
  return path;
};

export const SPOILT: readonly Spoilt[] = [
  { title: 'a group-writable bundle', spoil: withMode(0o664, 'dist', 'main.cjs'), told: inside },
  { title: "a group-writable file of one command's", spoil: withMode(0o664, 'dist', 'hcaperf.cjs'), told: inside },
  { title: 'a world-writable file that commands share', spoil: withMode(0o646, 'dist', 'provider.cjs'), told: inside },
  { title: 'a file of somebody that only decisions load', spoil: ofSomebody('dist', 're2js.cjs'), told: inside },
  { title: 'a link in dist', spoil: linked('dist', 'host-command-enforcer.cjs'), told: inside },
  { title: 'a world-writable run.cjs', spoil: withMode(0o646, 'bin', 'run.cjs'), told: inside },
  { title: 'a directory bin of somebody', spoil: ofSomebody('bin'), told: inside },
  { title: 'a file of somebody in bin', spoil: ofSomebody('bin', 'load-bundle.cjs'), told: inside },
  { title: 'a world-writable directory dist', spoil: withMode(0o777, 'dist'), told: inside },
  { title: 'a world-writable file in policy', spoil: newFile, told: inside },
  { title: 'a group-writable directory policy', spoil: withMode(0o775, 'policy'), told: inside },
  { title: 'a package.json of somebody', spoil: ofSomebody('package.json'), told: inside },
  { title: 'a root that is group-writable', spoil: withMode(0o775), told: inside },
  {
    title: 'a root and a bundle that are group-writable',
    spoil: (i) => withMode(0o664, 'dist', 'main.cjs')(i) && withMode(0o775)(i),
    told: inside,
  },
  { title: 'a root of somebody', spoil: ofSomebody(), told: inside },
  {
    title: 'a group-writable directory above',
    spoil: withMode(0o775, '..'),
    told: (i) => outside(i, join(i.root, '..')),
  },
  {
    title: 'a directory of somebody further above',
    spoil: ({ prefix }) => {
      chownSync(prefix, SOMEBODY, SOMEBODY);
      return prefix;
    },
    told: (i) => outside(i, i.prefix),
  },
];
