// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A provider that only tests have: it asks a tool about two boxes, as the ones that need root ask vendor tools. */

import type { Choice } from '../../../src/core/choice.js';
import { gauge, index, label } from '../../../src/core/field.js';
import type { Host } from '../../../src/core/host.js';
import { parseJson } from '../../../src/core/json.js';
import type { Json } from '../../../src/core/json-value.js';
import { documentOption, flagOption, type OptionDocument, textOption } from '../../../src/core/option.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list, type TypedFinding } from '../../../src/core/record-type.js';
import { failureOfTools } from '../../../src/core/tool/failure.js';
import { reasonOfTool } from '../../../src/core/tool/reason.js';
import { runTool, type ToolAnswer, toolAlternatives } from '../../../src/core/tool/run-tool.js';
import { column } from '../../../src/core/view.js';

const DEVICES = ['b0', 'b1'] as const;

const TYPES = {
  boxes: list({ device: label('Device.', 'box'), heat_celsius: gauge('celsius', 'Heat.', 'box') }),
  shelves: list({ device: label('Device.', 'box'), shelf: index('Shelf.', 'box') }),
};

const OPTIONS = {
  shelves: flagOption('what stands on them'),
  only: textOption('NAME', 'these boxes', { many: true, pattern: 'b[0-9]' }),
  baseline: documentOption('FILE', 'what differs from it'),
  'exit-code': flagOption('status 10 where it differs'),
};

type Raw = { readonly answers: readonly ToolAnswer[]; readonly baseline: OptionDocument | null };

/** The provider; its tools lie in a directory of the test's. */
export const boxProvider = (directory: string) => {
  const tools = toolAlternatives(
    {
      name: 'boxlink.read',
      path: `${directory}/boxlink`,
      args: ['-d', { slot: 'DEVICE', pattern: 'b[0-9]', example: 'b0' }, '--json'],
      effect: 'read',
      timeoutSeconds: 5,
      help: 'heat of a box.',
    },
    `${directory}/mstbox`,
  );
  return defineProvider({
    name: 'box',
    summary: 'Heat of the boxes.',
    privilege: 'root',
    reads: [],
    runs: tools,
    types: TYPES,
    options: OPTIONS,
    omitFlags: ['all'],
    views: {
      summary: { type: 'boxes', columns: [column('DEVICE', 'device'), column('HEAT', 'heat_celsius')] },
      shelves: { type: 'shelves', columns: [column('DEVICE', 'device'), column('SHELF', 'shelf')], option: 'shelves' },
    },
    collect: async (host: Host, { options }: Choice<typeof OPTIONS>): Promise<Raw> => {
      const asked = DEVICES.filter((device) => options.only.length === 0 || options.only.includes(device));
      const answers = await Promise.all(
        asked.map((where) => runTool(host, tools, { DEVICE: where }, { where, device: where })),
      );
      const failure = failureOfTools({ name: 'box', install: 'apt install boxes' }, answers);
      if (failure !== null) throw failure;
      return { answers, baseline: options.baseline };
    },
    parse: ({ answers, baseline }: Raw) => {
      const findings: TypedFinding<typeof TYPES>[] = [];
      const boxes = answers.map((answer) => {
        const reason = reasonOfTool(answer);
        if (reason !== null) findings.push({ type: 'boxes', where: answer.where, field: null, ...reason });
        return { device: answer.where, heat_celsius: reason === null ? heatIn(answer) : null };
      });
      const differing = boxes.filter(
        ({ heat_celsius }) => baseline !== null && heatOf(baseline.content) !== heat_celsius,
      );
      return {
        records: { boxes, shelves: [] },
        findings,
        remarks: baseline === null ? [] : [`${differing.length} of ${boxes.length} differ from ${baseline.file}`],
        differs: differing.length > 0,
      };
    },
  });
};

const heatOf = (content: Json): number | null =>
  typeof content === 'object' && content !== null && 'heat' in content && typeof content['heat'] === 'number'
    ? content['heat']
    : null;

const heatIn = ({ answer }: ToolAnswer): number | null =>
  answer.kind === 'ok' ? heatOf(parseJson(answer.stdout, { duplicates: 'refused' })) : null;
