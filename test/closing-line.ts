// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The last line of a test run, in the plain form that any reader of a log understands: `N passed, N failed`. */

import type { Reporter, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((m) => m.state() === 'failed' && ![...m.children.allTests('failed')].length).length;
    const skipped = count('skipped');
    const failed = count('failed') + broken + errors.length;
    // After the default reporter's own summary.
    setImmediate(() => {
      process.stdout.write(
        `\n${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
      );
    });
  }
}
