// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** When the database gives nothing: the one error in place of an answer, in the words of who has to act on it. */
import { FabricError } from '../../core/error.js';
import type { ToolAnswer } from '../../core/tool/ask.js';
import { failureOfTools } from '../../core/tool/failure.js';

const TOOLKIT = { name: 'ovs', install: 'apt install openvswitch-switch    (openvswitch where packages are RPMs)' };

const START = 'systemctl start openvswitch-switch    (openvswitch where packages are RPMs)';
const ACCESS = 'sudo fabric ovs    or read-only for a group: fabric help ovs-access';

// `ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Permission denied)`
const REFUSED = /^ovs-vsctl: (?:unix:)?(\S+): database connection failed \(([^)]*)\)$/m;

/** The error for a collector to throw; null when there is something to read, also where its end is cut off. */
export const failureOfSnapshot = (snapshot: ToolAnswer): FabricError | null => {
  const { answer } = snapshot;
  if (answer.kind === 'timed_out' || (answer.kind === 'signalled' && answer.signal === 'SIGALRM'))
    return new FabricError('tool_failed', 'ovsdb-server does not answer: ovs-vsctl was stopped after 5 s', {
      fix: 'systemctl status ovsdb-server',
    });
  if (answer.kind === 'failed') {
    const [, path, why] = REFUSED.exec(answer.stderr) ?? [];
    if (path !== undefined && why !== undefined) return refused(path.replace(/^\/var\/run\//, '/run/'), why);
  }
  return failureOfTools(TOOLKIT, [snapshot], ({ kind }) => kind === 'truncated');
};

const refused = (socket: string, why: string): FabricError => {
  if (why === 'Permission denied')
    return new FabricError('permission', `${socket}: permission denied`, { fix: ACCESS });
  const cause = why === 'No such file or directory' ? 'no such socket' : why.toLowerCase() || 'no connection';
  return new FabricError('tool_failed', `${socket}: ${cause}; ovsdb-server does not run`, { fix: START });
};
