// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Versions from packages. Pure. */

import type { Package } from '../../package-list.js';
import { PACKAGE_OF, type Packaged } from './records.js';

/** The version of the package that has the field; null where none of them is installed. */
export const versionIn = (packages: readonly Package[], field: Packaged): string | null => {
  const found = packages.find(({ name }) => PACKAGE_OF[field].test(name))?.version;
  if (found === undefined) return null;
  // Only the upstream part of the version: OVS reports 2.17.8 for 1:2.17.8-2.
  return field === 'ovs_version' ? (/(?<!\d)\d+(?:\.\d+)+/.exec(found.replace(/^\d+:/, ''))?.[0] ?? found) : found;
};

/** The release names the package: in Debian in its name, elsewhere in its version. */
export const kernelPackage = (packages: readonly Package[], release: string): string | null => {
  const names = [`linux-image-${release}`, `linux-image-unsigned-${release}`];
  const isIt = ({ name, version, architecture }: Package): boolean =>
    names.includes(name) || (/^kernel(?:-[a-z0-9]+)*$/.test(name) && `${version}.${architecture}` === release);
  const found = packages.filter(isIt);
  const it = found.find(({ name }) => /(?:^kernel|-core)$/.test(name)) ?? found[0];
  return it === undefined ? null : `${it.name} ${it.version}`;
};
