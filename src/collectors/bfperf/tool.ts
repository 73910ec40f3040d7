// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The vendor's way: `bfperf_pmc` measures block after block, and leaves their programming as it likes. What it changes is
 * saved before it runs, and restored after it.
 */

import { FabricError } from '../../core/error.js';
import type { Host } from '../../core/host.js';
import type { Invocation } from '../../core/invocation.js';
import { listNames } from '../../core/list-names.js';
import type { CounterSession } from '../../core/programming.js';
import { failureOfTools } from '../../core/tool/failure.js';
import { runTool } from '../../core/tool/run-tool.js';
import type { Block, Device } from './hwmon.js';
import { type BfperfRaw, outputOf } from './raw.js';
import { enableFile, eventFile, parseSettingNumber, switchFiles, valueToRestore } from './settings.js';

/** The command. */
export const BFPERF_PMC: Invocation = {
  name: 'bfperf_pmc.measure',
  path: '/usr/bin/bfperf_pmc',
  args: ['-s', { slot: 'SECONDS', pattern: '0\\.[1-9][0-9]{0,2}|1', example: '0.2' }],
  effect: 'program',
  timeoutSeconds: 60,
  help: 'Cache and memory bandwidth of a BlueField-3, with --source tool.',
};

/** The blocks that it measures, one after the other. */
const KINDS: readonly string[] = ['llt', 'llt_miss', 'mss'];
const MOST_BLOCKS = 18;

/** The tool starts a shell for each of about a hundred settings. */
const SHELLS_SECONDS = 2;

/** Duration of the tool in seconds. */
export const toolDuration = (seconds: number): number => seconds * MOST_BLOCKS + SHELLS_SECONDS;

/** Runs it. @throws busy, unreadable, and what makes its answer useless */
export const measureByTool = async (
  host: Host,
  programming: CounterSession,
  device: Device,
  { seconds, force }: { readonly seconds: number; readonly force: boolean },
): Promise<BfperfRaw> => {
  const blocks = device.blocks.filter(({ kind, style }) => KINDS.includes(kind) && style === 'switched');
  try {
    if (blocks.length === 0) throw new FabricError('unreadable', 'bfperf_pmc supports BlueField-3 only');
    await keepAll(host, programming, blocks, force);
    const total = Number((seconds * blocks.length).toPrecision(3));
    host.announce(`reprogramming ${blocks.length} counter blocks for ${total} s, then restoring them`);
    const values = { SECONDS: String(Number(seconds.toFixed(3))) };
    const answer = await runTool(host, [BFPERF_PMC], values, { where: '', device: null });
    const notRestored = programming.restore();
    const counted = outputOf(answer.answer);
    if (counted !== null && countedNothing(counted)) throw COUNTED_NOTHING;
    const failure = failureOfTools(
      {
        name: 'bfperf --source tool',
        install: 'fabric bfperf    (measures without the tool; the tool comes with NVIDIA bfscripts)',
      },
      [answer],
    );
    if (failure !== null) throw failure;
    return { kind: 'tool', device, answer, notRestored };
  } finally {
    programming.restore();
  }
};

/** The tool writes `0x1`, which Linux 6.12 and later take for no: nothing counts, and the tool has nothing to sum. */
const countedNothing = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): boolean =>
  /^IndexError: list index out of range$/m.test(stderr) && /"CLOCK": 0\b/.test(stdout);

const COUNTED_NOTHING = new FabricError(
  'tool_failed',
  'bfperf_pmc counted nothing (CLOCK 0): this kernel reads its 0x1 in `enable` as 0',
  { fix: 'fabric bfperf    (without --source tool)' },
);

const keepAll = async (
  host: Host,
  programming: CounterSession,
  blocks: readonly Block[],
  force: boolean,
): Promise<void> => {
  const filesOf = (block: Block): readonly string[] => [
    ...switchFiles(block),
    ...block.counters.map((counter) => eventFile(block, counter)),
  ];
  const before = await host.readFiles(
    blocks.map((block) => ({ device: block.path, paths: filesOf(block) })),
    0.2,
  );
  const textOf = (file: string): string => {
    const answer = before.get(file);
    return answer?.kind === 'text' ? answer.text : '';
  };
  const inUse = blocks.filter((block) => parseSettingNumber(textOf(enableFile(block))) === 1n).map(({ name }) => name);
  if (inUse.length > 0 && !force) throw inUseError(inUse);
  for (const file of blocks.flatMap(filesOf)) {
    const value = valueToRestore(file, before.get(file));
    if (value === null) throw new FabricError('unreadable', `${file} cannot be restored: it cannot be read`);
    programming.keep(file, value);
  }
};

/** The error when other programs use all the requested counters. */
export const inUseError = (blocks: readonly string[]): FabricError =>
  new FabricError('busy', `another program is using the counters: it enabled ${listNames(blocks)}`, {
    fix: 'fabric bfperf --read-only    (shows them; --force takes them over and destroys its counts)',
  });
