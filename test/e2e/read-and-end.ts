// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A process that reads files with a reader of the test's choice and prints what it learned. It is bundled and started by
 * reader.test.ts: only with a process of its own can be seen that nothing keeps it from ending.
 */

import { FabricError } from '../../src/core/error.js';
import type { FileAnswer, FileGroup } from '../../src/core/file-answer.js';
import { BatchReader } from '../../src/host/files/batch-reader.js';
import { openRoot } from '../../src/host/inside-root/open-root.js';

/** What it is told, as JSON in its only argument. */
export type Task = {
  readonly root: string;
  readonly reader: string;
  readonly deadlineSeconds: number;
  readonly groups: readonly FileGroup[];
};

/** What it prints. */
export type Outcome =
  | { readonly answers: { readonly [path: string]: FileAnswer } }
  | { readonly error: { readonly code: string; readonly message: string; readonly fix: string | null } };

const read = async ({ root, reader, deadlineSeconds, groups }: Task): Promise<Outcome> => {
  const deadline = performance.now() + deadlineSeconds * 1000;
  const { openBatch } = openRoot(root, 'hcaperf');
  const reading = new BatchReader(groups, { openBatch, deadline, seconds: deadlineSeconds, program: reader });
  try {
    await reading.run();
    return { answers: Object.fromEntries(reading.answers) };
  } catch (error) {
    if (!(error instanceof FabricError)) throw error;
    return { error: { code: error.code, message: error.message, fix: error.fix } };
  }
};

void read(JSON.parse(process.argv[2] ?? '') as Task).then((outcome) => process.stdout.write(JSON.stringify(outcome)));
