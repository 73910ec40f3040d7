// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The error when the database has no answer, with the next step for the administrator. */

import type { CommandOutput } from '../../core/command-answer.js';
import { FabricError } from '../../core/error.js';
import { failureOfTools } from '../../core/tool/failure.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { COPY, COPY_SOCKET } from './commands.js';
import { connectionErrorIn } from './connection-error.js';

const TOOLKIT = { name: 'ovs', install: 'apt install openvswitch-switch    (RPM distributions: openvswitch)' };

const START = 'systemctl start openvswitch-switch    (RPM distributions: openvswitch)';
const ACCESS = 'sudo fabric ovs    or read-only access for a group: fabric help ovs-access';

const COPY_FIX = 'systemctl status fabric-ovsdb    (the read-only copy; see fabric help ovs-access)';

/** The error for a collector to throw; null when there is something to read, also where its end is cut off. */
export const failureOfSnapshot = (snapshot: ToolAnswer): FabricError | null => {
  const { answer, invocation } = snapshot;
  const isCopy = invocation === COPY;
  if (answer.kind === 'timed_out' || (answer.kind === 'signalled' && answer.signal === 'SIGALRM'))
    return isCopy
      ? ofCopy('does not answer')
      : new FabricError('tool_failed', `ovsdb-server does not answer: ovs-vsctl gave up after ${secondsOf(answer)} s`, {
          fix: 'systemctl status ovsdb-server',
        });
  const refusal = connectionErrorIn(snapshot);
  if (refusal !== null) return refused(refusal.socket, refusal.why, isCopy);
  // ovs-vsctl makes the first row of a database that has none; the copy refuses it before --dry-run takes it back.
  if (isCopy && answer.kind === 'failed' && answer.stderr.includes('in read only mode')) return ofCopy('is empty');
  return failureOfTools(TOOLKIT, [snapshot], ({ kind }) => kind === 'truncated');
};

/** The user's deadline may be shorter than what the tool gives itself. */
const secondsOf = ({ durationSeconds }: CommandOutput): number => Number(durationSeconds.toPrecision(2));

const ofCopy = (what: string): FabricError =>
  new FabricError('tool_failed', `${COPY_SOCKET}: the read-only copy ${what}`, { fix: COPY_FIX });

const refused = (socket: string, why: string, isCopy: boolean): FabricError => {
  if (why === 'Permission denied')
    return new FabricError('permission', `${socket}: permission denied`, { fix: ACCESS });
  const cause = why === 'No such file or directory' ? 'no such socket' : why.toLowerCase() || 'connection failed';
  if (isCopy) return ofCopy(`is not running (${cause})`);
  return new FabricError('tool_failed', `${socket}: ${cause}; ovsdb-server is not running`, { fix: START });
};
