// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Builds the raw answers of one port from texts, with short names for the paths. */

import type { CounterPlace } from '../../../../src/collectors/hcaperf/counters.js';
import type { CounterFile, HcaperfRaw, RawPort } from '../../../../src/collectors/hcaperf/raw.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';

/** Texts and answers by short name (`state`, `counters/symbol_error`, `hw_counters/…`, `device/hw_counters/…`, `statistics/…`). */
export type PortFiles = { readonly [file: string]: string | FileAnswer };

/** A healthy InfiniBand port that is up. */
export const HEALTHY: PortFiles = {
  fw_ver: '28.43.2026\n',
  board_id: 'MT_0000000838\n',
  link_layer: 'InfiniBand\n',
  state: '4: ACTIVE\n',
  phys_state: '5: LinkUp\n',
  rate: '400 Gb/sec (4X NDR)\n',
  lid: '0x15\n',
};

/** The kernel answers with an error. */
export const failed = (errno: string): FileAnswer => ({ kind: 'error', errno });

const DEVICE = '/sys/class/infiniband/mlx5_4';
const PLACES: readonly (readonly [string, CounterPlace, string])[] = [
  ['counters/', 'pma', `${DEVICE}/ports/1/counters/`],
  ['hw_counters/', 'hw', `${DEVICE}/ports/1/hw_counters/`],
  ['device/hw_counters/', 'hw', `${DEVICE}/hw_counters/`],
  ['statistics/', 'net', '/sys/class/net/ibp154s0/statistics/'],
];

/** The counter file of a short name; null for a file that describes the port. */
const counterFile = (file: string): CounterFile | null => {
  const [prefix = '', place = 'pma', directory = ''] = PLACES.find(([start]) => file.startsWith(start)) ?? [];
  const name = file.slice(prefix.length);
  return prefix === '' ? null : { place, name, path: directory + name };
};

const pathOf = (file: string): string =>
  counterFile(file)?.path ?? `${DEVICE}/${/^(fw_ver|board_id|hca_type)$/.test(file) ? '' : 'ports/1/'}${file}`;

/** The port mlx5_4/1 with these files. */
export const rawOf = (files: PortFiles, port: Partial<RawPort> = {}, raw: Partial<HcaperfRaw> = {}): HcaperfRaw => {
  const one: RawPort = {
    device: 'mlx5_4',
    port: 1,
    portKind: 'pf',
    pciAddress: '0000:9a:00.0',
    netdev: 'ibp154s0',
    timedOut: null,
    unlisted: [],
    counters: Object.keys(files)
      .map(counterFile)
      .filter((counter) => counter !== null),
    files: {
      fw_ver: pathOf('fw_ver'),
      board_id: pathOf('board_id'),
      hca_type: pathOf('hca_type'),
      link_layer: pathOf('link_layer'),
      state: pathOf('state'),
      phys_state: pathOf('phys_state'),
      rate: pathOf('rate'),
      lid: pathOf('lid'),
    },
    ...port,
  };
  const answers = Object.entries(files).map(([file, answer]): [string, FileAnswer] => [
    pathOf(file),
    typeof answer === 'string' ? { kind: 'text', text: answer } : answer,
  ]);
  return {
    devices: { kind: 'entries', entries: ['mlx5_4'] },
    ports: [one],
    unlistable: [],
    invalidPorts: [],
    skipped: {},
    unmatched: [],
    answers: new Map(answers),
    ...raw,
  };
};
