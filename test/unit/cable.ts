// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A provider that no machine has, with rows inside its records and a second type that has no metrics. */

import type { Document } from '../../src/core/document.js';
import { boolean, gauge, index, label, number, rows, state, text } from '../../src/core/field.js';
import type { Finding } from '../../src/core/problem.js';
import { defineProvider } from '../../src/core/provider.js';
import { list, type Parsed } from '../../src/core/record-type.js';
import { column } from '../../src/core/view.js';
import { documentBy, MADE_UP } from './wire.js';

const TYPES = {
  cables: list({
    device: label('Device.', 'cables'),
    port: index('Port of the device.', 'ports'),
    plugged: boolean('Whether it is plugged in.', 'plugged'),
    model: text('Model.', 'model'),
    lanes: rows('The lanes. None in copper.', 'lanes', {
      lane: index('Lane.', 'lanes'),
      rx_power_dbm: { ...gauge('dbm', 'Light received.', 'rx'), volatile: true },
      state: state(['locked', 'lost'], 'State.', 'state'),
      errors: { kind: 'counter', bits: 64, atMax: 'wraps', scale: 1n, help: 'Errors.', from: 'errors' },
    }),
  }),
  parts: {
    ...list({ device: label('Device.', 'cables'), part: label('Part.', 'parts'), count: number('How many.', 'parts') }),
    metrics: false,
  },
} as const;

type Types = typeof TYPES;
export type Cable = Parsed<Types>['records']['cables'][number];
export type Lane = NonNullable<Cable['lanes']>[number];

export const lane = (number: number, more: Partial<Lane> = {}): Lane => ({
  lane: number,
  rx_power_dbm: 1.5,
  state: 'locked',
  errors: 0n,
  ...more,
});

export const cable = (more: Partial<Cable> = {}): Cable => ({
  device: 'w_0',
  port: 1,
  plugged: true,
  model: 'M-1',
  lanes: [lane(0), lane(1, { rx_power_dbm: -11.25, state: 'lost', errors: 18446744073709551615n })],
  ...more,
});

export const cables = defineProvider({
  ...MADE_UP,
  name: 'cable',
  types: TYPES,
  views: {
    summary: {
      type: 'cables',
      columns: [
        column('PORT', 'device', 'port'),
        column('PLUGGED', 'plugged'),
        { kind: 'range', header: 'RX-dBm', range: 'lanes.rx_power_dbm' },
      ],
      wide: {
        type: 'cables',
        columns: [
          column('PORT', 'device', 'port'),
          column('MODEL', 'model'),
          column('LANE', 'lanes.lane'),
          { kind: 'fields', header: 'STATE', fields: ['lanes.state', 'lanes.rx_power_dbm'], join: ' at ' },
          column('ERRORS', 'lanes.errors'),
        ],
        rows: { each: 'rows', of: 'lanes' },
      },
      below: { type: 'parts', columns: [column('PART-NO', 'part')] },
    },
  },
  parse: () => ({ records: { cables: [], parts: [] }, findings: [] }),
});

/** The document of a run that gave these cables. */
export const cableDocument = (
  found: readonly unknown[],
  findings: readonly Finding[] = [],
  parts: readonly unknown[] = [],
): Document => documentBy(cables, { cables: found, parts }, findings);

/** A finding about the lanes of one cable. */
export const laneFinding = (more: Partial<Finding>): Finding => ({
  type: 'cables',
  where: 'w_0/1',
  field: 'lanes.rx_power_dbm',
  code: 'unreadable',
  detail: 'EIO',
  ...more,
});
