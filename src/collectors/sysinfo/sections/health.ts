// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Health reporters of the drivers: firmware and queues. */

import { type Document, type DocumentRecord, recordsOf, valueIn } from '../../../core/document.js';
import { boolean, type CounterField, gauge, label, optionalLabel, state, text, volatile } from '../../../core/field.js';
import { isObject, type JsonObject } from '../../../core/foreign-json.js';
import type { Json } from '../../../core/json-value.js';
import { compareNatural } from '../../../core/natural-order.js';
import { list, type Records, type TypedFinding } from '../../../core/record-type.js';
import { column } from '../../../core/view.js';
import { nameOf, parseDevlink, runDevlink, TOOLS } from '../devlink.js';
import { detectPlatform, MACHINE_READS } from '../platform.js';
import { defineSection } from '../section.js';
import { joinPhrases } from '../summary-line.js';

const SOURCE = 'devlink -j health show';

const count = (help: string, member: string): CounterField => ({
  kind: 'counter',
  help,
  from: `${member} of ${SOURCE}`,
  bits: 64,
  atMax: 'wraps',
  scale: 1n,
  group: 'errors',
});

const TYPES = {
  reporters: list({
    device: label('PCI address of the device, or its devlink name.', SOURCE),
    port: optionalLabel('Port of the device. Null for a reporter of the whole device.', SOURCE),
    reporter: label('Health reporter: fw, fw_fatal, vnic, tx, rx.', SOURCE),
    state: state(['healthy', 'error'], 'Health state of the reporter.', `state of ${SOURCE}`),
    errors: count('Errors reported.', 'error'),
    recoveries: count('Recoveries.', 'recover'),
    auto_recover: boolean(
      'Automatic recovery is enabled. Null when the reporter cannot recover.',
      `auto_recover of ${SOURCE}`,
    ),
    grace_period_seconds: gauge(
      'seconds',
      'Grace period between automatic recoveries. Null without automatic recovery.',
      `grace_period of ${SOURCE}`,
    ),
    last_dump: volatile(
      text(
        'Time of the last dump, local time. Null when there is no dump.',
        `last_dump_date and last_dump_time of ${SOURCE}`,
      ),
    ),
  }),
};

type Reporter = Records<typeof TYPES>['reporters'][number];
type ReporterFinding = TypedFinding<typeof TYPES>;

const read = (handle: string, json: JsonObject, findings: ReporterFinding[]): Reporter | null => {
  const { reporter } = json;
  const [, , port = null] = handle.split('/');
  const device = nameOf(handle);
  if (typeof reporter !== 'string' || reporter === '') return null;
  const where = [device, ...(port === null ? [] : [port]), reporter].join('/');
  /** Counters that every reporter has. */
  const needed = <V>(field: string, member: string, parse: (value: Json | undefined) => V | null): V | null => {
    const value = parse(json[member]);
    if (value === null)
      findings.push({ type: 'reporters', where, field, code: 'parse', detail: `${member} of health` });
    return value;
  };
  /** Values that some reporters lack. */
  const optional = <V>(field: string, member: string, parse: (value: Json | undefined) => V | null): V | null =>
    json[member] === undefined ? null : needed(field, member, parse);
  const { last_dump_date: date, last_dump_time: time } = json;
  return {
    device,
    port,
    reporter,
    state: needed('state', 'state', (value) => (value === 'healthy' || value === 'error' ? value : null)),
    errors: needed('errors', 'error', asCount),
    recoveries: needed('recoveries', 'recover', asCount),
    auto_recover: optional('auto_recover', 'auto_recover', (value) => (typeof value === 'boolean' ? value : null)),
    grace_period_seconds: optional('grace_period_seconds', 'grace_period', asMilliseconds),
    last_dump: typeof date === 'string' && typeof time === 'string' ? `${date} ${time}` : null,
  };
};

const asCount = (value: Json | undefined): bigint | null => {
  if (typeof value === 'bigint') return value >= 0n ? value : null;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null;
};

const asMilliseconds = (value: Json | undefined): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value / 1000 : null;

/** Each reporter that is not well with its device, then every other one by name, once. */
const summarizeHealth = (document: Document): string | null => {
  const reporters = recordsOf(document, 'reporters');
  const nameOfOne = (one: DocumentRecord): string => String(valueIn(one, 'reporter'));
  const bad = reporters.filter((one) => valueIn(one, 'state') !== 'healthy');
  const badNames = new Set(bad.map(nameOfOne));
  const well = new Set(reporters.map(nameOfOne).filter((name) => !badNames.has(name)));
  return joinPhrases(
    ...bad.map((one) => `${nameOfOne(one)} ${valueIn(one, 'state') ?? '-'} (${valueIn(one, 'device')})`),
    ...[...well].map((name) => `${name} ok`),
  );
};

/** The reporters, in the order in which each device has them. */
export const health = defineSection({
  types: TYPES,
  reads: MACHINE_READS,
  runs: TOOLS.health,
  summary: summarizeHealth,
  table: {
    type: 'reporters',
    columns: [
      column('DEVICE', 'device'),
      column('REPORTER', 'reporter'),
      column('STATE', 'state'),
      column('ERRORS', 'errors'),
      column('RECOVERIES', 'recoveries'),
    ],
    wide: [column('PORT', 'port'), column('AUTO-RECOVER', 'auto_recover'), column('LAST-DUMP', 'last_dump')],
  },
  collect: async (host) => {
    const [toolAnswer, { adapters }] = await Promise.all([runDevlink(host, 'health'), detectPlatform(host)]);
    return { toolAnswer, hasAdapters: adapters.length > 0 };
  },
  parse: ({ toolAnswer, hasAdapters }) => {
    const { devices, reason } = parseDevlink(toolAnswer, 'health');
    const findings: ReporterFinding[] = [];
    const about = { type: 'reporters', where: '', field: null } as const;
    // Without an adapter the tool is not needed.
    if (reason !== null && (hasAdapters || reason.code !== 'absent')) findings.push({ ...about, ...reason });
    const handles = [...devices.keys()].sort(compareNatural);
    const reporters = handles.flatMap((handle) => {
      const reported = devices.get(handle);
      const found = (Array.isArray(reported) ? reported : [null]).map((one) =>
        isObject(one) ? read(handle, one, findings) : null,
      );
      if (found.includes(null))
        findings.push({ ...about, where: nameOf(handle), code: 'parse', detail: 'health reporter without a name' });
      return found.filter((one) => one !== null);
    });
    return { records: { reporters }, findings };
  },
});
