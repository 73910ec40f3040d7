// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns the failure of a tool into the reason of a finding. */

import { type Invocation, programOf } from '../invocation.js';
import type { Reason } from '../problem.js';
import { errorLineOf } from './error-line.js';
import type { ToolAnswer } from './run-tool.js';

/** The reason and its cause; null for the answer of a tool that ended with 0. What it wrote may be of use all the same. */
export const reasonOfTool = ({ invocation, answer }: ToolAnswer): Reason | null => {
  const name = programOf(invocation);
  const because = (code: Reason['code'], detail: string): Reason => ({ code, detail: `${name}: ${detail}` });
  switch (answer.kind) {
    case 'ok':
      return null;
    case 'failed': {
      const text = errorLineOf(answer) ?? `exit status ${answer.status}`;
      // Many begin with their own name.
      const message = text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text;
      if (/ICMD semaphore/i.test(message))
        return because('unreadable', 'ICMD semaphore busy: another tool is using the device');
      return because(/permission denied|not permitted/i.test(message) ? 'permission' : 'unreadable', message);
    }
    case 'signalled':
      return because('unreadable', `killed by ${answer.signal}`);
    case 'timed_out':
      return because('timeout', formatTimeout(invocation, answer.durationSeconds));
    case 'truncated':
      return because('unreadable', `stopped after ${answer.limitBytes} bytes on ${answer.stream}`);
    case 'missing':
    case 'untrusted':
      return because('unreadable', answer.detail);
    case 'denied':
      return because('denied', [answer.detail, ...(answer.nearest === null ? [] : [answer.nearest])].join('; '));
  }
};

/** The policy may have shortened the time; what it took to end does not count. */
const formatTimeout = ({ timeoutSeconds }: Invocation, took: number): string =>
  took === 0
    ? 'not started: no time left'
    : `no answer within ${Math.min(timeoutSeconds, Number(took.toPrecision(2)))} s, stopped`;
