// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The power of a BlueField-3: from its driver, from what NVIDIA's service wrote, from its firmware. Pure. */

import { answerTo, type ValueOrReason } from '../../core/attribute.js';
import type { Parsed } from '../../core/record-type.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import type { PtmFinding, PtmTaker } from './findings.js';
import { checkPlausibleWatts, parseWatts } from './firmware-call.js';
import { EMU_PARAM, STATUS } from './paths.js';
import type { PowerQuery, PtmRaw } from './raw.js';
import type { Types } from './records.js';
import { wattsOfMvcr } from './tool-output.js';

type PowerRecord = Parsed<Types>['records']['power'][number];
type SourcedValue = { readonly watts: number; readonly source: string };

/** The rails of this machine, then the total of each BlueField-3 in it. */
export const parsePower = (raw: PtmRaw, isReadable: boolean, take: PtmTaker, findings: PtmFinding[]): PowerRecord[] => {
  const query = raw.powerQueries.find(({ adapter }) => adapter.card === raw.own);
  const others = raw.powerQueries.filter((one) => one !== query);
  for (const one of raw.powerQueries) noteFailures(one, findings);
  return [
    ...(isReadable ? railsOf(raw, query, take) : totalWithoutDriver(raw, query, take)),
    ...others.flatMap((one) => {
      const total = mvcrIn(one.total, 127);
      if (total === null) return [];
      return [recordOf(one.total.where, total, mvcrIn(one.envelope, 6)?.watts ?? null, false)];
    }),
  ];
};

const recordOf = (
  rail: string,
  measured: SourcedValue | null,
  limit: number | null,
  isLowerBound: boolean,
): PowerRecord => ({
  rail,
  power_watts: measured?.watts ?? null,
  limit_watts: limit,
  headroom_watts:
    measured === null || limit === null || isLowerBound ? null : Number((limit - measured.watts).toFixed(1)),
  is_lower_bound: measured === null ? null : isLowerBound,
  source: measured?.source ?? null,
});

/** vr0 and vr1, and their total, in which the driver counts a rail that it could not read as 0 W. */
const railsOf = (raw: PtmRaw, query: PowerQuery | undefined, take: PtmTaker): PowerRecord[] => {
  const rails = ['vr0', 'vr1'].map((rail) => ({
    rail,
    reading: parseWatts(answerTo(raw.answers, `${STATUS}/${rail}_power`)),
  }));
  const lost = rails.filter(({ reading }) => reading.value === null);
  const printed = parseWatts(answerTo(raw.answers, `${STATUS}/total_power`));
  const isHollow = lost.length === rails.length || printed.value === 0;
  const total: ValueOrReason<number> =
    printed.value !== null && isHollow
      ? { value: null, reason: { code: 'unreadable', detail: 'no rail could be read' } }
      : printed;
  const measured = total.value === null ? totalOf(raw, query) : { watts: total.value, source: 'mlxbf-ptm' };
  if (measured === null) take(total, 'power', 'total', 'power_watts', 'headroom_watts', 'is_lower_bound', 'source');
  const isLowerBound = measured?.source === 'mlxbf-ptm' && lost.length > 0;
  const limit = limitOf(raw, query);
  if (limit === null) take(noLimit(raw), 'power', 'total', ...OF_LIMIT);
  const records = rails.map(({ rail, reading }) => {
    const watts = take(
      withConsequence(reading, isLowerBound),
      'power',
      rail,
      'power_watts',
      'is_lower_bound',
      'source',
    );
    return recordOf(rail, watts === null ? null : { watts, source: 'mlxbf-ptm' }, null, false);
  });
  return [recordOf('total', measured, limit, isLowerBound), ...records];
};

const withConsequence = (reading: ValueOrReason<number>, isLowerBound: boolean): ValueOrReason<number> => {
  if (!('reason' in reading) || !isLowerBound) return reading;
  const { code, detail } = reading.reason;
  return { value: null, reason: { code, detail: `${detail}; total is a lower bound` } };
};

const OF_LIMIT = ['limit_watts', 'headroom_watts'];

const noLimit = (raw: PtmRaw): ValueOrReason<never> => {
  const reading = parseWatts(answerTo(raw.answers, `${STATUS}/power_envelope`));
  const isOld = 'reason' in reading && reading.reason.detail === 'ENOENT';
  const reason = 'reason' in reading && !isOld ? reading.reason : null;
  return { value: null, reason: reason ?? { code: 'absent', detail: 'the driver is too old to report it' } };
};

const totalWithoutDriver = (raw: PtmRaw, query: PowerQuery | undefined, take: PtmTaker): PowerRecord[] => {
  const measured = totalOf(raw, query);
  if (measured === null) return [];
  const limit = limitOf(raw, query);
  const reason = { code: 'absent', detail: 'power limit not reported' } as const;
  if (limit === null) take({ value: null, reason }, 'power', 'total', ...OF_LIMIT);
  return [recordOf('total', measured, limit, false)];
};

const totalOf = (raw: PtmRaw, query: PowerQuery | undefined): SourcedValue | null => {
  const { value } = parseWatts(answerTo(raw.answers, `${EMU_PARAM}/soc_power`));
  if (value !== null && value > 0) return { watts: value, source: 'emu_param' };
  return query === undefined ? null : mvcrIn(query.total, 127);
};

/** The envelope of no board is 0 W. */
const limitOf = (raw: PtmRaw, query: PowerQuery | undefined): number | null => {
  const files = [`${STATUS}/power_envelope`, `${EMU_PARAM}/power_envelope`].map((path) => answerTo(raw.answers, path));
  const measured = files.map((answer) => parseWatts(answer).value).find((value) => value !== null && value > 0);
  return measured ?? (query === undefined ? null : (mvcrIn(query.envelope, 6)?.watts ?? null));
};

/** A machine that runs has a power: 0 means a sensor without a value. */
const mvcrIn = ({ answer }: ToolAnswer, sensor: number): SourcedValue | null => {
  const watts = answer.kind === 'ok' ? wattsOfMvcr(answer.stdout, sensor) : null;
  const plausible = watts === null ? null : checkPlausibleWatts(watts).value;
  return plausible === null || plausible === 0 ? null : { watts: plausible, source: 'mlxreg' };
};

/** The failure of the tool. A tool that is not installed is not a failure: a BlueField has the driver. */
const noteFailures = ({ total, envelope }: PowerQuery, findings: PtmFinding[]): void => {
  for (const [tool, sensor] of [
    [total, 127],
    [envelope, 6],
  ] as const) {
    const { answer, where } = tool;
    if (answer.kind === 'missing' || (answer.kind === 'denied' && answer.by === 'root')) continue;
    const field = sensor === 127 ? 'power_watts' : 'limit_watts';
    const reason = reasonOfTool(tool);
    if (reason !== null) findings.push({ type: 'power', where, field, ...reason });
    else if (mvcrIn(tool, sensor) === null) {
      const detail = `mlxreg: no power in register MVCR, sensor ${sensor}`;
      findings.push({ type: 'power', where, field, code: 'parse', detail });
    }
  }
};
