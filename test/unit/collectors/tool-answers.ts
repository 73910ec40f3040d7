// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Cards and the ends of commands, as a collector hands them to parse. */

import { type CommandAnswer, missingProgramDetail } from '../../../src/core/command-answer.js';
import type { ToolAlternatives, ToolAnswer } from '../../../src/core/tool/run-tool.js';
import type { Card } from '../../../src/hardware/adapter/cards.js';

/** The first card of bf3-01. */
export const BLUEFIELD: Card = {
  device: 'mlx5_0',
  card: '0000:03:00',
  pciAddress: '0000:03:00.0',
  rdmaDevice: 'mlx5_0',
  model: 'BlueField-3',
  boardId: 'MT_0000000884',
  names: ['mlx5_0', 'p0', '0000:03:00.0', '03:00.0'],
};

/** A card of gpu-07. */
export const CONNECTX: Card = {
  device: 'mlx5_2',
  card: '0000:40:00',
  pciAddress: '0000:40:00.0',
  rdmaDevice: 'mlx5_2',
  model: 'ConnectX-7',
  boardId: 'MT_0000000838',
  names: ['mlx5_2', 'ibp64s0', '0000:40:00.0', '40:00.0'],
};

/** How a command may end. */
export const ended = {
  ok: (stdout: string): CommandAnswer => ({ kind: 'ok', stdout, stderr: '', durationSeconds: 1 }),
  failed: (status: number, stdout: string): CommandAnswer => ({
    kind: 'failed',
    status,
    stdout,
    stderr: '',
    durationSeconds: 1,
  }),
  timedOut: (stdout: string): CommandAnswer => ({ kind: 'timed_out', stdout, stderr: '', durationSeconds: 5 }),
  missing: (path: string): CommandAnswer => ({ kind: 'missing', detail: missingProgramDetail(path) }),
} as const;

/** What the first of these tools answered about a card. */
export const toolAnswer = (card: Card, [invocation]: ToolAlternatives, answer: CommandAnswer): ToolAnswer => ({
  where: card.device,
  invocation,
  argv: [invocation.path],
  answer,
  missing: [],
});
