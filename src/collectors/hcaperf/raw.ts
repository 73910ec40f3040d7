// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Result of `collect`: the files of each port, and their answers. */

import type { ErrnoAnswer, FileAnswer, FileAnswers, ListAnswer } from '../../core/file-answer.js';
import type { CounterPlace } from './counters.js';
import type { DeviceIdentity } from './identity.js';
import type { Kind } from './ports.js';

/** Directory of RDMA devices. */
export const CLASS = '/sys/class/infiniband';

/** A counter file. */
export type CounterFile = { readonly place: CounterPlace; readonly name: string; readonly path: string };

/** Properties of a port known before its files are read. */
export type PortIdentity = {
  readonly portKind: Kind | null;
  readonly netdev: string | null;
  /** The timeout of a file that identifies the ports; nothing else of the device is read then. */
  readonly timedOut: FileAnswer | null;
};

/** One port: its identity, the files that describe it, and its counters. */
export type RawPort = PortIdentity &
  Pick<DeviceIdentity, 'pciAddress'> & {
    readonly device: string;
    readonly port: number;
    readonly files: {
      readonly [K in
        | 'fw_ver'
        | 'board_id'
        | 'hca_type'
        | 'link_layer'
        | 'state'
        | 'phys_state'
        | 'rate'
        | 'lid']: string;
    };
    readonly counters: readonly CounterFile[];
    /** Counter directories that could not be listed. */
    readonly unlisted: readonly { readonly directory: string; readonly error: ErrnoAnswer }[];
  };

/** Everything that `parse` needs. */
export type HcaperfRaw = {
  readonly devices: ListAnswer;
  readonly ports: readonly RawPort[];
  /** RDMA devices whose ports could not be listed. */
  readonly unlistable: readonly { readonly device: string; readonly error: ErrnoAnswer }[];
  /** Entries of a port directory that are not port numbers. */
  readonly invalidPorts: readonly { readonly device: string; readonly name: string }[];
  /** Number of skipped ports by kind; `--all` adds them. */
  readonly skipped: Readonly<Partial<Record<Kind, number>>>;
  /** Requested devices that do not exist, when others do. */
  readonly unmatched: readonly string[];
  readonly answers: FileAnswers;
};
