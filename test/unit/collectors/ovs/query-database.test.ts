// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { COPY, SNAPSHOT } from '../../../../src/collectors/ovs/commands.js';
import { failureOfSnapshot } from '../../../../src/collectors/ovs/failure.js';
import { queryDatabase } from '../../../../src/collectors/ovs/query-database.js';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';

const refused = (socket: string, why: string): CommandAnswer => ({
  kind: 'failed',
  status: 1,
  stdout: '',
  stderr: `ovs-vsctl: unix:${socket}: database connection failed (${why})\n`,
  durationSeconds: 0.01,
});
const OWN = '/var/run/openvswitch/db.sock';
const OF_COPY = '/run/fabric-ovsdb/db.sock';
const closed = refused(OWN, 'Permission denied');
const rows: CommandAnswer = { kind: 'ok', stdout: '{}', stderr: '', durationSeconds: 0.01 };
const denied: CommandAnswer = { kind: 'denied', by: 'policy', detail: 'no rule allows it', nearest: null };

/** What is asked, and what is said in the end, where the database answers so and its copy so. */
const asking = async (own: CommandAnswer, copy: CommandAnswer) => {
  const asked: string[] = [];
  const answer = await queryDatabase({
    run: async (invocation) => {
      asked.push(invocation === COPY ? 'copy' : 'own');
      return invocation === COPY ? copy : own;
    },
  });
  return { asked, answer, error: failureOfSnapshot(answer)?.message ?? null };
};

test('queries the copy only when the database refuses the user', async () => {
  const gone = refused(OWN, 'No such file or directory');
  for (const own of [rows, gone, refused(OWN, 'Connection refused'), denied]) {
    expect(await asking(own, rows)).toMatchObject({ asked: ['own'], answer: { invocation: SNAPSHOT } });
  }
  const { asked, answer, error } = await asking(closed, rows);
  expect({ asked, error }).toEqual({ asked: ['own', 'copy'], error: null });
  expect(answer.invocation).toBe(COPY);
});

test.each<[string, CommandAnswer, string]>([
  ['there is none', refused(OF_COPY, 'No such file or directory'), '/run/openvswitch/db.sock: permission denied'],
  ['the policy of the machine has no rule for it', denied, '/run/openvswitch/db.sock: permission denied'],
  ['the user is not of its group', refused(OF_COPY, 'Permission denied'), `${OF_COPY}: permission denied`],
  [
    'it was stopped',
    refused(OF_COPY, 'Connection refused'),
    `${OF_COPY}: the read-only copy is not running (connection refused)`,
  ],
])('of a copy, when %s, the error is of whoever can be helped', async (_when, copy, message) => {
  expect((await asking(closed, copy)).error).toBe(message);
});
