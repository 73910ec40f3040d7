// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Asks the database and the daemon at the same time, and the daemon for more where it answers. */

import { answerTo } from '../../core/attribute.js';
import type { Choice } from '../../core/choice.js';
import type { Host } from '../../core/host.js';
import type { Invocation } from '../../core/invocation.js';
import { runTool, type ToolAnswer } from '../../core/tool/run-tool.js';
import { BONDS, DATAPATHS, FLOWS, LACP, UPCALLS, VERSION } from './commands.js';
import { failureOfSnapshot } from './failure.js';
import type { OPTIONS } from './options.js';
import { PID_FILE, statOf, UPTIME } from './paths.js';
import { queryDatabase } from './query-database.js';
import type { Daemon, OvsRaw, Process } from './raw.js';

/** Reads the switch. @throws permission, tool_missing, tool_failed, denied when the database does not answer */
export const collect = async (host: Host, choice: Choice<typeof OPTIONS>): Promise<OvsRaw> => {
  const { flows } = choice.options;
  const [snapshot, reported] = await Promise.all([queryDatabase(host), askDaemon(host, flows)]);
  const failure = failureOfSnapshot(snapshot);
  if (failure !== null) throw failure;
  return { snapshot, ...reported, wantsFlows: flows };
};

const query = (host: Host, invocation: Invocation): Promise<ToolAnswer> =>
  runTool(host, [invocation], {}, { where: '', device: null });

/**
 * The database takes longest: everything else is queried while it answers. A daemon that does not report its version is queried no
 * more: each further question would wait as long.
 */
const askDaemon = async (host: Host, withFlows: boolean): Promise<Pick<OvsRaw, 'version' | 'process' | 'daemon'>> => {
  const [version, process] = await Promise.all([query(host, VERSION), afterThat(() => readProcess(host))]);
  if (version.answer.kind !== 'ok') return { version, process, daemon: null };
  const [datapaths, upcalls, bonds, flows] = await Promise.all([
    query(host, DATAPATHS),
    query(host, UPCALLS),
    askBonds(host),
    withFlows ? query(host, FLOWS) : null,
  ]);
  return { version, process, daemon: { datapaths, upcalls, ...bonds, flows } };
};

/** Defers one turn, so that the slow ovs-vsctl starts before the file reader. */
const afterThat = <V>(start: () => Promise<V>): Promise<V> => new Promise<void>(setImmediate).then(start);

/** Without a bond there is no LACP to query. */
const askBonds = async (host: Host): Promise<Pick<Daemon, 'bonds' | 'lacp'>> => {
  const bonds = await query(host, BONDS);
  const hasNone = bonds.answer.kind === 'ok' && bonds.answer.stdout.trim() === '';
  return { bonds, lacp: hasNone ? null : await query(host, LACP) };
};

const readProcess = async (host: Host): Promise<Process> => {
  const pidFile = answerTo(await host.readFiles([{ device: 'pid', paths: [PID_FILE] }], 0.3), PID_FILE);
  const pid = pidFile.kind === 'text' ? pidFile.text.trim() : '';
  if (!/^[1-9]\d{0,9}$/.test(pid)) return { pidFile, stat: null, uptime: null };
  const answers = await host.readFiles([{ device: 'process', paths: [statOf(pid), UPTIME] }], 0.3);
  return { pidFile, stat: answerTo(answers, statOf(pid)), uptime: answerTo(answers, UPTIME) };
};
