// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Formats the lines above the tree: version, datapath, daemon and flows. Unknown values are left out. */

import { type Document, recordsOf, valueIn } from '../../core/document.js';
import { formatDuration } from '../../core/duration.js';

/** Returns two lines; one when the daemon reports no flows. */
export const headingOf = (document: Document): readonly string[] => {
  const [record] = recordsOf(document, 'switch');
  if (record === undefined) return [];
  const field = (name: string) => valueIn(record, name);
  const [flows, offloaded, ratio] = [field('flows'), field('offloaded_flows'), field('hit_ratio')];
  const share = typeof flows === 'number' && typeof offloaded === 'number' ? offloaded / flows : Number.NaN;
  const first = [
    `Open vSwitch ${field('ovs_version') ?? '(unknown version)'}`,
    text(field('datapath_kind'), (datapath_kind) => `${WORDS[String(datapath_kind)] ?? datapath_kind} datapath`),
    text(field('hw_offload'), (isOn) => `hw-offload ${isOn === true ? 'on' : 'off'}`),
    // --stable leaves it out.
    'alive' in record ? formatDaemon(field('alive'), field('uptime_seconds')) : null,
  ];
  const second = [
    text(flows, (n) => `flows ${n}`),
    // Counted at two moments: a share above 100% is not printed.
    text(offloaded, (n) => `offloaded ${n}${share <= 1 ? ` (${percentOf(share, 0)})` : ''}`),
    typeof ratio === 'number' ? `hit rate ${percentOf(ratio, 1)}` : null,
  ];
  return [first, second].map((parts) => parts.filter((part) => part !== null).join(', ')).filter((line) => line !== '');
};

/** Rounds, but never to 100% when the ratio is below 1. */
const percentOf = (ratio: number, digits: number): string => {
  const rounded = (ratio * 100).toFixed(digits);
  return `${ratio < 1 && Number(rounded) === 100 ? 100 - 10 ** -digits : rounded}%`;
};

const WORDS: Readonly<Record<string, string>> = { netdev: 'userspace', dpdk: 'DPDK', doca: 'DOCA' };

type Value = ReturnType<typeof valueIn>;

const text = (value: Value, format: (value: Value) => string): string | null => (value === null ? null : format(value));

const formatDaemon = (alive: Value, seconds: Value): string | null => {
  if (alive === false) return 'vswitchd NOT RUNNING, states below are stale';
  if (alive === null) return 'vswitchd not queried, states below may be stale';
  return `vswitchd alive${typeof seconds === 'number' ? ` ${formatDuration(seconds)}` : ''}`;
};
