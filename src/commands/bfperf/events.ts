// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric bfperf events [BLOCK]` */

import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { FabricCommand } from '../../cli/fabric-command.js';
import { writeStdout } from '../../cli/write.js';
import { CHIPS, eventsOf, kindsOf } from '../../collectors/bfperf/event-table.js';
import { FabricError } from '../../core/error.js';
import { writeJson } from '../../core/json.js';
import { listNames } from '../../core/list-names.js';

export default class BfperfEvents extends FabricCommand {
  static override group = 'Machine' as const;
  static override summary = 'list the events that BlueField counter blocks can count';
  static override statuses = { 0: 'ok', 2: 'unknown block' };
  static override examples = [
    'fabric bfperf events                      # all block types of both chips',
    'fabric bfperf events llt | grep REQ',
    'sudo fabric bfperf --event llt:GDC_BANK0_HIT',
  ];
  static override args = {
    block: Args.string({ ignoreStdin: true, description: 'block type or block, e.g. llt or llt0 (default: all)' }),
  };
  static override flags = { json: Flags.boolean({ char: 'j', summary: 'print JSON on one line' }) };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(BfperfEvents);
    this.hasJsonErrors = flags.json;
    const kind = args.block?.replace(/\d+$/, '');
    const events = CHIPS.flatMap((chip) =>
      kindsOf(chip)
        .filter((one) => kind === undefined || one === kind)
        .flatMap((block) => eventsOf(chip, block).map(({ id, name }) => ({ chip, block, id, event: name }))),
    );
    if (events.length === 0) {
      const kinds = [...new Set(CHIPS.flatMap(kindsOf))];
      throw new FabricError('usage', `unknown block ${args.block}; available: ${listNames(kinds)}`);
    }
    writeStdout(flags.json ? `${writeJson({ events })}\n` : table(events));
  }
}

type Row = { readonly chip: string; readonly block: string; readonly id: number; readonly event: string };

const table = (events: readonly Row[]): string => {
  const rows = events.map(({ chip, block, id, event }) => [chip, block, `0x${id.toString(16)}`, event] as const);
  return [['CHIP', 'BLOCK', 'ID', 'EVENT'] as const, ...rows]
    .map(([chip, block, id, event]) => `${chip.padEnd(11)}  ${block.padEnd(13)}  ${id.padStart(5)}  ${event}\n`)
    .join('');
};
