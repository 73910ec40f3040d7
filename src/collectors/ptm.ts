// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Power, temperature and throttling: the whole declaration. What is read is in ptm/, one idea a file. */

import { defineProvider } from '../core/provider.js';
import { type Column, column, type View } from '../core/view.js';
import { collect } from './ptm/collect.js';
import { MGET_TEMP, MLXREG } from './ptm/commands.js';
import { parse } from './ptm/parse.js';
import { READS } from './ptm/paths.js';
import { POWER, STATE, TEMPERATURES, THROTTLING } from './ptm/records.js';

const word = (header: string, text: string): Column => ({ kind: 'word', header, word: text });
const NONE = '-';
const SOURCE = column('SOURCE', 'source');

const power: readonly Column[] = [
  word('KIND', 'power'),
  column('NAME', 'rail'),
  { kind: 'fields', header: 'VALUE', fields: ['power_watts'], lowerBoundIf: 'is_lower_bound' },
  column('LIMIT', 'limit_watts'),
  { kind: 'fields', header: 'LEFT', fields: ['headroom_watts'], headroomOf: 'limit_watts' },
  word('EVENTS', NONE),
  SOURCE,
];
const temperatures: readonly Column[] = [
  word('KIND', 'temp'),
  column('NAME', 'sensor'),
  column('VALUE', 'temperature_celsius'),
  column('LIMIT', 'limit_celsius'),
  { kind: 'fields', header: 'LEFT', fields: ['headroom_celsius'], headroomOf: 'limit_celsius' },
  word('EVENTS', NONE),
  SOURCE,
];
const throttling: readonly Column[] = [
  word('KIND', 'throttling'),
  column('NAME', 'cause'),
  { kind: 'fields', header: 'VALUE', fields: ['active'], alarmIfTrue: true },
  word('LIMIT', NONE),
  word('LEFT', NONE),
  column('EVENTS', 'events'),
  SOURCE,
];
const stateRow = (name: string, field: string) => ({
  type: 'state',
  columns: [
    word('KIND', 'state'),
    word('NAME', name),
    column('VALUE', field),
    word('LIMIT', NONE),
    word('LEFT', NONE),
    word('EVENTS', NONE),
    SOURCE,
  ],
});

const summary: View = {
  type: 'power',
  columns: power,
  more: [
    { type: 'temperatures', columns: temperatures },
    { type: 'throttling', columns: throttling },
  ],
};
const wide: View = {
  ...summary,
  more: [
    ...(summary.more ?? []),
    stateRow('profile', 'active_power_profile'),
    stateRow('atx_power', 'atx_power_available'),
    stateRow('error', 'error_state'),
  ],
};

/** Power, temperatures, headroom below the limits, and throttling. */
export const ptm = defineProvider({
  name: 'ptm',
  schemaVersion: 2,
  renamedKeys: { 'throttling.cause "heat"': 'throttling.cause "thermal"' },
  summary:
    'Power, temperature and throttling. Temperatures work without root; power needs a BlueField-3 and usually root.',
  privilege: 'none',
  needs: 'root for power',
  reads: READS,
  runs: [MLXREG, ...MGET_TEMP],
  types: { power: POWER, temperatures: TEMPERATURES, throttling: THROTTLING, state: STATE },
  dropOrder: 'SOURCE EVENTS LIMIT'.split(' '),
  views: { summary: { ...summary, wide } },
  omitFlags: ['device', 'all'],
  collect,
  parse,
});
