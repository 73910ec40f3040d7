// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/live/**'], // boots a kernel: npm run test:kernel
    globalSetup: './test/run-directory.ts',
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 30_000,
    // Many tests start the built program: more at once than there are cores only adds noise to the deadlines.
    maxWorkers: 2,
  },
});
