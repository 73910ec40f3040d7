// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Gives a test the answers of a guest, or the reason why it is skipped. */

import { expect } from 'vitest';
import type { Answer, Guest } from './guest.js';

/** The answers of a guest; `why` is appended to the titles of skipped tests. */
export type GuestAnswers = {
  readonly why: string;
  /** @throws when the guest did not run */
  readonly answer: (name: string) => Answer;
  /** Stdout of a command that succeeded without stderr; otherwise the test fails. */
  readonly stdout: (name: string) => string;
};

/** Returns the answers; without a boot, every test is skipped and its title gives the reason. */
export const answersOf = (guest: Guest): GuestAnswers => {
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
