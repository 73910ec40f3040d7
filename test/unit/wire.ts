// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A provider that no machine has: one field of each kind, small enough that a test shows all of what it expects. */

import type { Choice } from '../../src/core/choice.js';
import type { Document } from '../../src/core/document.js';
import { gauge, index, label, number, state, text } from '../../src/core/field.js';
import { makeDocument, type Run } from '../../src/core/make-document.js';
import type { Finding } from '../../src/core/problem.js';
import { type AnyProvider, defineProvider } from '../../src/core/provider.js';
import { list, type Parsed, type RecordTypes, withExtra } from '../../src/core/record-type.js';
import { column } from '../../src/core/view.js';

const TYPES = {
  ends: withExtra(
    list({
      device: label('Device.', 'wires'),
      port: index('Port of the device.', 'ports'),
      netdev: text('Network interface.', 'netdev'),
      state: state(['down', 'init', 'active', 'odd'], 'State.', 'state'),
      rate_bytes_per_second: gauge('bytes_per_second', 'Rate.', 'rate'),
      lid: number('Identifier.', 'lid'),
      heat: { kind: 'gauge', volatile: true, help: 'Heat.', from: 'heat' },
      rx_bytes: {
        kind: 'counter',
        unit: 'bytes',
        bits: 64,
        atMax: 'wraps',
        scale: 1n,
        group: 'traffic',
        help: 'Bytes received.',
        from: 'rx',
      },
      downs: {
        kind: 'counter',
        bits: 8,
        atMax: 'sticks',
        scale: 1n,
        group: 'errors',
        help: 'Went down. Since the last reset.',
        from: 'downs',
      },
      resets: {
        kind: 'counter',
        bits: 8,
        atMax: 'sticks',
        scale: 1n,
        group: 'errors',
        help: 'Was reset.',
        from: 'resets',
      },
    }),
    'Counter of the device.',
  ),
} as const;

type Types = typeof TYPES;

/** One end of a wire. */
export type End = Parsed<Types>['records']['ends'][number];

/** A wire's end that was read whole; a test changes what it is about. */
export const end = (more: Partial<End> = {}): End => ({
  device: 'w_0',
  port: 1,
  netdev: 'eth0',
  state: 'active',
  rate_bytes_per_second: 25_000_000_000,
  lid: 7,
  heat: 40.5,
  rx_bytes: 1_210_000_000n,
  downs: 0n,
  resets: 0n,
  extra: {},
  ...more,
});

/** What a provider of a test declares when the test is not about that. */
export const MADE_UP = {
  summary: 'Made up.',
  privilege: 'none',
  reads: [],
  runs: [],
  collect: async (): Promise<null> => null,
} as const;

export const wire = defineProvider({
  ...MADE_UP,
  name: 'wire',
  types: TYPES,
  views: {
    summary: {
      type: 'ends',
      columns: [
        column('PORT', 'device', 'port'),
        column('NETDEV', 'netdev'),
        column('STATE', 'state'),
        column('RATE', 'rate_bytes_per_second'),
        column('RX', 'rx_bytes'),
        { kind: 'non-zero', header: 'ERR', countNonZero: 'errors', help: 'how many' },
      ],
      wide: [column('LID', 'lid')],
    },
    errors: {
      type: 'ends',
      group: 'errors',
      rows: { each: 'counter', nonZero: true },
      columns: [
        column('PORT', 'device', 'port'),
        { kind: 'counter', header: 'COUNTER', counter: 'name' },
        { kind: 'counter', header: 'VALUE', counter: 'value' },
        { kind: 'counter', header: 'MEANING', counter: 'meaning' },
      ],
    },
  },
  parse: () => ({ records: { ends: [] }, findings: [] }),
});

/** A finding about one end. */
export const finding = (more: Partial<Finding>): Finding & { type: 'ends' } => ({
  where: 'w_0/1',
  field: null,
  code: 'unreadable',
  detail: 'EIO',
  ...more,
  type: 'ends',
});

/** When and where a run was made, for a test that is not about that. */
const RUN: Run = { host: 'h-01', at: new Date('2026-11-22T08:00:00Z'), seconds: 0.0144 };

/** The document of a run that gave these ends. */
export const documentOf = (ends: readonly unknown[], findings: readonly Finding[] = []): Document =>
  documentBy(wire, { ends }, findings);

/** The document of any provider's run; what is wrong with the records is for the document to find. */
export const documentBy = (
  provider: AnyProvider,
  records: object,
  findings: readonly Finding[] = [],
  choice: Partial<Pick<Choice, 'sections' | 'options'>> = {},
): Document => makeDocument(provider, { records, findings } as Parsed<RecordTypes>, RUN, choice);
