// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Judges the health of a link. The rules are in docs/link-health.md. Pure. */

import { formatDuration } from '../../core/duration.js';
import { formatLanes } from './lanes.js';
import type { parseLinkPort } from './parse-link-port.js';
import type { Thresholds } from './thresholds.js';

/** A verdict and its most severe reasons. */
export type Health = { readonly verdict: 'ok' | 'degraded' | 'down' | null; readonly why: string | null };

type Port = ReturnType<typeof parseLinkPort>;

/** Opcodes without an issue: none, in progress, or unknown. */
const OPCODES_WITHOUT_ISSUE: ReadonlySet<number | null> = new Set([null, 0, 128, 1023]);

const REASONS_SHOWN = 2;

/** Judges a port. The verdict is null when its state is unknown; `why` is null when there is nothing to report. */
export const judgeHealth = (port: Port, limits: Thresholds): Health => {
  if (port.isUnderTest) return { verdict: 'down', why: 'under test (PRBS)' };
  if (port.state === null) return { verdict: null, why: null };
  const isDown = port.state !== 'active';
  const reasons = isDown ? reasonsOfDown(port) : reasonsOfDegraded(port, limits);
  const why = reasons.slice(0, REASONS_SHOWN).join('; ') || null;
  return { verdict: isDown ? 'down' : why === null ? 'ok' : 'degraded', why };
};

/** `57 signal not detected`: the opcode and the first sentence of the recommendation; null without an issue. */
export const describeOpcode = (port: Pick<Port, 'opcode' | 'recommendation'>): string | null => {
  if (OPCODES_WITHOUT_ISSUE.has(port.opcode)) return null;
  const sentence = port.recommendation?.split(/\.(?:\s|$)/)[0] ?? '';
  return `${port.opcode} ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.trim();
};

const reasonsOfDown = (port: Port): readonly string[] => {
  const lanesWithoutLight = (port.lanes ?? []).filter(({ rx_los }) => rx_los === true).map(({ lane }) => lane);
  const noLight =
    lanesWithoutLight.length === 0
      ? []
      : [`no light on lane${lanesWithoutLight.length === 1 ? '' : 's'} ${formatLanes(lanesWithoutLight)}`];
  return [describeOpcode(port) ?? (port.state ?? '').replaceAll('_', ' '), ...noLight];
};

const reasonsOfDegraded = (port: Port, limits: Thresholds): readonly string[] => [
  ...reasonsOfRatio('raw BER', port.raw_ber, limits.raw_ber),
  ...reasonsOfRatio('effective BER', port.effective_ber, limits.effective_ber),
  ...reasonsOfRatio('symbol BER', port.symbol_ber, limits.symbol_ber),
  ...reasonsOfLinkDowns(port, limits),
  ...[describeOpcode(port)].filter((issue) => issue !== null),
  ...(port.alarms ?? []),
];

const reasonsOfRatio = (name: string, value: number | null, limit: number): readonly string[] =>
  value !== null && value > limit ? [`${name} ${formatRatio(value)} above ${formatRatio(limit)}`] : [];

const reasonsOfLinkDowns = ({ link_downs, since_clear_seconds }: Port, limits: Thresholds): readonly string[] => {
  if (link_downs === null || link_downs <= BigInt(limits.link_downs)) return [];
  const since = since_clear_seconds === null ? '' : ` in ${formatDuration(since_clear_seconds)}`;
  return [`${link_downs} link downs${since}`];
};

/** `2E-6`, as the tool prints it. */
export const formatRatio = (ratio: number): string =>
  ratio === 0 ? '0' : Number(ratio.toPrecision(2)).toExponential().replace('e', 'E');
