// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the files of a port said, written down by hand: short names for the paths, and what each text means, told again. */

import type { CounterPlace } from '../../../../src/collectors/hcaperf/counters.js';
import type { CounterFile, HcaperfRaw, RawPort } from '../../../../src/collectors/hcaperf/raw.js';
import type { FileAnswer } from '../../../../src/core/file-answer.js';

/** By short name (`state`, `counters/symbol_error`, `hw_counters/…`, `device/hw_counters/…`, `statistics/…`). */
export type Said = { readonly [file: string]: string | FileAnswer };

/** An InfiniBand port that is up and has nothing to complain of. */
export const HEALTHY: Said = {
  fw_ver: '28.43.2026\n',
  board_id: 'MT_0000000838\n',
  link_layer: 'InfiniBand\n',
  state: '4: ACTIVE\n',
  phys_state: '5: LinkUp\n',
  rate: '400 Gb/sec (4X NDR)\n',
  lid: '0x15\n',
};

/** The machine refused. */
export const refused = (errno: string): FileAnswer => ({ kind: 'error', errno });

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

/** The port mlx5_4/1 and what its files said. */
export const rawOf = (said: Said, port: Partial<RawPort> = {}, raw: Partial<HcaperfRaw> = {}): HcaperfRaw => {
  const one: RawPort = {
    device: 'mlx5_4',
    port: 1,
    portKind: 'pf',
    pciAddress: '0000:9a:00.0',
    netdev: 'ibp154s0',
    gaveUp: null,
    unlisted: [],
    counters: Object.keys(said)
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
  const answers = Object.entries(said).map(([file, answer]): [string, FileAnswer] => [
    pathOf(file),
    typeof answer === 'string' ? { kind: 'text', text: answer } : answer,
  ]);
  return {
    devices: { kind: 'entries', entries: ['mlx5_4'] },
    ports: [one],
    broken: [],
    strangePorts: [],
    notRead: {},
    unmatched: [],
    answers: new Map(answers),
    ...raw,
  };
};
