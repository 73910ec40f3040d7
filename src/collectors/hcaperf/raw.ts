// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What `collect` hands to `parse`: which files belong to which port, and what each of them said. */

import type { ErrnoAnswer, FileAnswer, FileAnswers, ListAnswer } from '../../core/file-answer.js';
import type { CounterPlace } from './counters.js';
import type { DeviceIdentity } from './identity.js';
import type { Kind } from './ports.js';

/** Where the kernel lists RDMA devices. */
export const CLASS = '/sys/class/infiniband';

/** A counter file that the kernel lists. */
export type CounterFile = { readonly place: CounterPlace; readonly name: string; readonly path: string };

/** What was learned of a port before its own files were read. */
export type PortIdentity = {
  readonly portKind: Kind | null;
  readonly netdev: string | null;
  /** Set when a file that tells what the ports are never answered: nothing else of the device is asked. */
  readonly gaveUp: FileAnswer | null;
};

/** One port: what it is, the files that describe it, and its counters. */
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
    /** Directories of counters that could not be listed. */
    readonly unlisted: readonly { readonly directory: string; readonly refusal: ErrnoAnswer }[];
  };

/** The whole of it. */
export type HcaperfRaw = {
  readonly devices: ListAnswer;
  readonly ports: readonly RawPort[];
  /** Entries of the class whose ports could not be listed. */
  readonly broken: readonly { readonly device: string; readonly refusal: ErrnoAnswer }[];
  /** Entries of a port directory that are not port numbers. */
  readonly strangePorts: readonly { readonly device: string; readonly name: string }[];
  /** How many ports `--all` would add, by kind. */
  readonly notRead: Readonly<Partial<Record<Kind, number>>>;
  /** What was asked for and is not there, beside something that is. */
  readonly unmatched: readonly string[];
  readonly answers: FileAnswers;
};
