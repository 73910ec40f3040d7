// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Controllers of bridges, and managers of the database. Pure. */

import type { ValueOrReason } from '../../core/attribute.js';
import type { Parsed } from '../../core/record-type.js';
import { booleanIn, entryIn, numberEntryIn, referencesIn, textIn, wordIn } from './columns.js';
import type { OvsTaker } from './findings.js';
import type { PlacedBridge } from './layout.js';
import type { Types } from './records.js';
import type { Redact } from './secrets.js';
import type { Row } from './snapshot.js';
import { withUniqueNames } from './unique-names.js';

type ControllerRecord = Parsed<Types>['records']['controllers'][number];
type ManagerRecord = Parsed<Types>['records']['managers'][number];

const shownText = (text: string | null, redact: Redact): string | null => (text === null ? null : redact(text));

/** The records of a bridge's controllers. */
export const parseControllers = (
  bridge: PlacedBridge,
  controllers: readonly Row[],
  take: OvsTaker,
  redact: Redact,
): readonly ControllerRecord[] => {
  const own = take(referencesIn(bridge.row, 'controller'), 'controllers', bridge.name, 'target') ?? [];
  return targetsOf(
    controllers.filter(({ uuid }) => own.includes(uuid)),
    redact,
  ).map(({ row, target }) => {
    const where = `${bridge.name}/${target}`;
    const of = <V>(reading: ValueOrReason<V>, ...fields: readonly string[]) =>
      take(reading, 'controllers', where, ...fields);
    return {
      bridge: bridge.name,
      target,
      is_connected: of(booleanIn(row, 'is_connected'), 'is_connected'),
      role: of(wordIn(row, 'role', ['master', 'slave', 'other']), 'role'),
      connection_mode: of(textIn(row, 'connection_mode'), 'connection_mode'),
      state: of(entryIn(row, 'status', 'state'), 'state'),
      last_error: shownText(of(entryIn(row, 'status', 'last_error'), 'last_error'), redact),
      connected_seconds: of(numberEntryIn(row, 'status', 'sec_since_connect'), 'connected_seconds'),
    };
  });
};

/** The records of all managers. */
export const parseManagers = (managers: readonly Row[], take: OvsTaker, redact: Redact): readonly ManagerRecord[] =>
  targetsOf(managers, redact).map(({ row, target }) => {
    const of = <V>(reading: ValueOrReason<V>, ...fields: readonly string[]) =>
      take(reading, 'managers', target, ...fields);
    return {
      target,
      is_connected: of(booleanIn(row, 'is_connected'), 'is_connected'),
      state: of(entryIn(row, 'status', 'state'), 'state'),
      last_error: shownText(of(entryIn(row, 'status', 'last_error'), 'last_error'), redact),
      connections: of(numberEntryIn(row, 'status', 'n_connections'), 'connections'),
    };
  });

const targetsOf = (rows: readonly Row[], redact: Redact) =>
  withUniqueNames(rows, (row) => shownText(textIn(row, 'target').value, redact)).map(({ row, name }) => ({
    row,
    target: name,
  }));
