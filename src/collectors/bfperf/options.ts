// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Options of bfperf, and how long to measure. */

import type { Choice } from '../../core/choice.js';
import { FabricError } from '../../core/error.js';
import { flagOption, textOption } from '../../core/option.js';

/** The options. */
export const OPTIONS = {
  window: textOption('TIME', 'how long to count, 100ms to 10s (default: 1s)', { pattern: '\\d+(?:\\.\\d+)?(?:ms|s)?' }),
  event: textOption('BLOCK:NAME', 'count this event in llt0, or in all llt; repeatable', {
    many: true,
    pattern: '[a-z][a-z0-9_]*:[A-Za-z0-9_]+',
  }),
  'read-only': flagOption('program nothing; show counters as they are'),
  force: flagOption('take over counters another program is using'),
  source: textOption('SOURCE', 'native, or tool to run bfperf_pmc (default: native)', { pattern: 'native|tool' }),
};

/** A choice with them. */
export type BfperfChoice = Choice<typeof OPTIONS>;

/** The vendor's tool counts block after block, and no block for longer than a second. */
const TOOL_SECONDS = { usual: 0.2, most: 1 } as const;
const NATIVE_SECONDS = { usual: 1, most: 10 } as const;
const LEAST_SECONDS = 0.1;

/** The seconds that each block is to count. @throws usage */
export const parseWindow = ({ options }: BfperfChoice): number => {
  const { usual, most } = options.source === 'tool' ? TOOL_SECONDS : NATIVE_SECONDS;
  if (options.window === null) return usual;
  const [, amount = '', unit] = /^([\d.]+)(ms|s)?$/.exec(options.window) ?? [];
  const seconds = Number(amount) * (unit === 'ms' ? 0.001 : 1);
  if (seconds >= LEAST_SECONDS && seconds <= most) return seconds;
  const whose = options.source === 'tool' ? ' with bfperf_pmc' : '';
  throw new FabricError('usage', `invalid --window ${options.window}: use 100ms to ${most}s${whose}`);
};

/** Refuses a time that the deadline does not leave. @throws usage */
export const checkTime = (needed: number, left: number): void => {
  if (needed < left) return;
  throw new FabricError(
    'usage',
    `measuring takes ${round(needed)} s, but only ${round(left)} s are left before the deadline`,
    {
      fix: `use --deadline ${Math.ceil(needed * 1.1) + 1}s or a shorter --window`,
    },
  );
};

const round = (seconds: number): number => Number(seconds.toPrecision(2));
