// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What fabric promises to cost, held against what was measured. Pure. */

const CPU_RATIO = { adapters: 256, most: 5 };
const WALL = { adapters: 8, most: 0.12 };
const STARTS = [
  { name: 'fabric hcaperf --json (1 adapter)', most: 2.5 },
  { name: 'fabric hcaperf --json (1 adapter), no code cache', most: 3.6 },
];

/** Each limit that the measured sizes and starts can tell of, what was found, and whether it holds. */
export const checkLimits = (sizes, startUp) => {
  const found = [
    {
      limit: `CPU per value at ${CPU_RATIO.adapters} adapters, in times of node_exporter's`,
      most: CPU_RATIO.most,
      found: sizes.find((size) => size.adapters === CPU_RATIO.adapters)?.ratio_per_value?.median,
    },
    {
      limit: `wall seconds of the whole command at ${WALL.adapters} adapters`,
      most: WALL.most,
      found: sizes.find((size) => size.adapters === WALL.adapters)?.fabric.wall_seconds,
    },
    ...STARTS.map(({ name, most }) => ({
      limit: `CPU of ${name}, in times of a bare node`,
      most,
      found: startUp.find((start) => start.case === name)?.ratio.median,
    })),
  ];
  return found
    .filter((limit) => limit.found !== undefined)
    .map((limit) => ({ ...limit, is_met: limit.found <= limit.most }));
};
