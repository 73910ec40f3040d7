// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the database and the answers of the daemon into records and reasons. Pure. */

import { compareNatural } from '../../core/natural-order.js';
import type { Parsed } from '../../core/record-type.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import { createOvsTaker, type OvsFinding, type OvsTaker } from './findings.js';
import { buildLayout, type PlacedBridge } from './layout.js';
import { livenessOf } from './liveness.js';
import { parseBonds } from './parse-bonds.js';
import { parseControllers, parseManagers } from './parse-controllers.js';
import { parseFlows } from './parse-flows.js';
import { parseInterface } from './parse-interfaces.js';
import { parseMirrors } from './parse-mirrors.js';
import { parseBridge, parsePort, parseTunnel, shaperOf } from './parse-ports.js';
import { parseQos } from './parse-qos.js';
import { parseSwitch } from './parse-switch.js';
import type { OvsRaw } from './raw.js';
import type { Types } from './records.js';
import { redacting } from './secrets.js';
import { parseSnapshot, type Row, type Snapshot } from './snapshot.js';

/** Returns all values, and a reason for each that is missing. */
export const parse = (raw: OvsRaw): Parsed<Types> => {
  const findings: OvsFinding[] = [];
  const take = createOvsTaker(findings);
  const snapshot = parseSnapshot(raw.snapshot);
  const redact = redacting(snapshot);
  const liveness = livenessOf(raw.version);
  const cut = reasonOfTool(raw.snapshot);
  if (cut !== null) findings.push({ type: 'switch', where: '', field: null, ...cut, detail: redact(cut.detail) });
  const lost = liveness.alive === null ? 'alive' : 'uptime_seconds';
  if (liveness.reason !== null) findings.push({ type: 'switch', where: '', field: lost, ...liveness.reason });
  const bridges = buildLayout(snapshot, take);
  const ports = bridges.flatMap((bridge) => bridge.ports);
  const interfaces = ports.flatMap((port) => port.interfaces);
  const shapers = rowsOf(snapshot, 'QoS', 'qos_ports', take);
  const queues = rowsOf(snapshot, 'Queue', 'qos_ports', take);
  const [shaperBy, queueBy] = [byUuid(shapers), byUuid(queues)];
  const shaped = ports.map((port) => ({ port, shaper: shaperOf(port, shaperBy, take) }));
  const records = {
    switch: parseSwitch(raw, snapshot, bridges, { liveness, redact }, take),
    bridges: bridges.map((bridge) => parseBridge(bridge, take)),
    ports: shaped.map(({ port, shaper }) => parsePort(port, shaper, take)),
    interfaces: interfaces.map((one) => parseInterface(one, take, redact)),
    tunnels: interfaces.filter(({ kind }) => kind.kind === 'tunnel').map((one) => parseTunnel(one, take)),
    bonds: parseBonds(ports, raw.daemon, { liveness, redact }, take, findings),
    mirrors: each(bridges, rowsOf(snapshot, 'Mirror', 'mirrors', take), (bridge, rows) =>
      parseMirrors(bridge, rows, take),
    ),
    qos_ports: shaped.flatMap(({ port, shaper }) => (shaper === null ? [] : [parseQos(port, shaper, queueBy, take)])),
    controllers: each(bridges, rowsOf(snapshot, 'Controller', 'controllers', take), (bridge, rows) =>
      parseControllers(bridge, rows, take, redact),
    ),
    managers: parseManagers(rowsOf(snapshot, 'Manager', 'managers', take), take, redact),
    flows: parseFlows(raw, liveness, redact, findings),
  };
  const failed = records.interfaces.filter(({ error }) => error !== null).map(formatError);
  return { records, findings, remarks: failed.sort(compareNatural) };
};

/** Prefixes the error with the interface, unless it names it already. */
const formatError = ({
  interface: name,
  error,
}: {
  readonly interface: string;
  readonly error: string | null;
}): string => (error?.startsWith(`${name}: `) === true ? error : `${name}: ${error}`);

type Of = 'mirrors' | 'qos_ports' | 'controllers' | 'managers';

const rowsOf = (snapshot: Snapshot, table: keyof Snapshot, type: Of, take: OvsTaker): readonly Row[] =>
  take(snapshot[table], type, '', ...LABELS[type]) ?? [];

/** The fields that are missing without the table. */
const LABELS: Readonly<Record<Of, readonly string[]>> = {
  mirrors: ['mirror'],
  qos_ports: ['queues'],
  controllers: ['target'],
  managers: ['target'],
};

const byUuid = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.uuid, row]));

const each = <R>(
  bridges: readonly PlacedBridge[],
  rows: readonly Row[],
  parseOf: (bridge: PlacedBridge, rows: readonly Row[]) => readonly R[],
): readonly R[] => bridges.flatMap((bridge) => parseOf(bridge, rows));
