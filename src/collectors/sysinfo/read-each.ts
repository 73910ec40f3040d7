// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Files of which each has a fate of its own: one that never answers costs what it tells, and no more. */

import type { FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';

/** Reads them. */
export const readEach = (host: Host, paths: readonly string[]): Promise<FileAnswers> =>
  host.readFiles(paths.map((path) => ({ device: path, paths: [path] })));
