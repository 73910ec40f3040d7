// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Real old Nodes: those that fetch.sh put into the directory that FABRIC_OLD_NODES names. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';

export type OldNode = { readonly path: string; readonly version: string };

const directory = process.env['FABRIC_OLD_NODES'] ?? '';

/** Oldest first; empty where FABRIC_OLD_NODES is not set or names nothing that is there. */
export const oldNodes: readonly OldNode[] =
  directory === '' || !existsSync(directory)
    ? []
    : readdirSync(directory)
        .map((name) => join(directory, name, 'node'))
        .filter((path) => existsSync(path))
        .map((path) => ({ path, version: execaSync(path, ['-p', 'process.versions.node']).stdout }))
        .sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));

/** The end of a title of tests that need one. */
export const needsOldNodes = oldNodes.length > 0 ? '' : ' (skipped: FABRIC_OLD_NODES names no directory of old Nodes)';
