// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `npm run test:kernel`. Separate from the other tests because it boots a machine. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/live/boot/*.test.ts', 'test/live/kernel/*.test.ts'],
    globalSetup: './test/run-directory.ts',
    reporters: ['default', './test/closing-line.ts'],
  },
});
