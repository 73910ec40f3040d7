// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads files in groups of one: a file that never answers costs only its own values. */

import type { FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';

/** Reads them. */
export const readEach = (host: Host, paths: readonly string[]): Promise<FileAnswers> =>
  host.readFiles(paths.map((path) => ({ device: path, paths: [path] })));
