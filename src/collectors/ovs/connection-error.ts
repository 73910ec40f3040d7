// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Recognizes the error of ovs-vsctl when it cannot connect to the database. */

import type { ToolAnswer } from '../../core/tool/run-tool.js';

// `ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Permission denied)`
const REFUSED = /^ovs-vsctl: (?:unix:)?(\S+): database connection failed \(([^)]*)\)$/m;

/** The socket, and why it did not connect, in the words of the C library; null for any other answer. */
export const connectionErrorIn = ({ answer }: ToolAnswer): { readonly socket: string; readonly why: string } | null => {
  const [, path, why] = answer.kind === 'failed' ? (REFUSED.exec(answer.stderr) ?? []) : [];
  return path === undefined || why === undefined ? null : { socket: path.replace(/^\/var\/run\//, '/run/'), why };
};
