// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The built program on the machine that runs the tests. As root it must not write the machine's own audit. */

import { join } from 'node:path';
import { scratch } from '../scratch.js';
import { fabric, type Run } from './fabric.js';
import { isRoot } from './machine.js';

/** Runs `fabric ARGV`, for a provider that runs commands of this machine; as root with an audit file of its own. */
export const fabricHere = (argv: readonly string[]): Promise<Run> =>
  fabric(isRoot ? [...argv, '--audit', join(scratch(), 'audit.jsonl')] : argv);
