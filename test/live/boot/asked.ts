// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a test needs of a guest: its answers, or why it is skipped. */

import { expect } from 'vitest';
import type { Answer, Guest } from './guest.js';

/** The answers of a guest; `why` ends the titles of tests that are skipped. */
export type Asked = {
  readonly why: string;
  /** @throws when the guest did not run */
  readonly answer: (name: string) => Answer;
  /** Of what succeeded and said nothing on stderr; the test fails when it did not. */
  readonly stdout: (name: string) => string;
};

/** Where nothing ran, every test is skipped and its title says why. */
export const askedIn = (guest: Guest): Asked => {
  const answer = (name: string): Answer => {
    if (guest.kind === 'skipped') throw new Error(guest.why);
    return guest.answer(name);
  };
  return {
    why: guest.kind === 'skipped' ? ` (${guest.why})` : '',
    answer,
    stdout: (name) => {
      const { status, stdout, stderr } = answer(name);
      expect({ status, stderr }, name).toEqual({ status: 0, stderr: '' });
      return stdout;
    },
  };
};
