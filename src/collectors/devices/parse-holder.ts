// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a PCI function and an SF have alike: an RDMA device with its identity, netdevs, and a place in an eswitch. Pure. */

import { parseAnswer, parseTextAnswer } from '../../core/attribute.js';
import { reasonOf } from '../../core/problem.js';
import { type Holder, namesIn } from '../../hardware/adapter/bus.js';
import { type Representor, sortNetdevs } from '../../hardware/adapter/netdev.js';
import type { DeviceRecord } from './candidate.js';
import {
  type AddFinding,
  type AnswerLookup,
  parseGuidText,
  type Reason,
  takeNameField,
  takeValue,
} from './parse-values.js';

type RdmaFields = Pick<DeviceRecord, 'device' | 'board_id' | 'fw_version' | 'node_guid'>;

/** The RDMA device of that name. */
export const parseRdma = ({ path }: Holder, device: string, answerTo: AnswerLookup, note: AddFinding): RdmaFields => {
  const below = `${path}/infiniband/${device}`;
  return {
    device,
    board_id: takeValue(note, parseTextAnswer(answerTo(`${below}/board_id`)), 'board_id'),
    fw_version: takeValue(note, parseTextAnswer(answerTo(`${below}/fw_ver`)), 'fw_version'),
    node_guid: takeValue(note, parseAnswer(answerTo(`${below}/node_guid`), parseGuidText), 'node_guid'),
  };
};

type PortFields = Pick<DeviceRecord, 'phys_port_name' | 'phys_switch_id'>;

/** The port that a netdev stands for, and the eswitch that it is a port of. */
export const parsePort = ({ path }: Holder, netdev: string, answerTo: AnswerLookup, note: AddFinding): PortFields => ({
  phys_port_name: takeNameField(note, answerTo(`${path}/net/${netdev}/phys_port_name`), 'phys_port_name'),
  phys_switch_id: takeNameField(note, answerTo(`${path}/net/${netdev}/phys_switch_id`), 'phys_switch_id'),
});

/** The fields that its netdevs give. */
export type NetdevFields = PortFields & Pick<DeviceRecord, 'netdevs' | 'eswitch'>;

/** The representors that stand beside the holder's own netdevs, or why nobody can tell which they are. */
export type ParsedNetdevs = { readonly fields: NetdevFields; readonly representors: readonly Representor[] | Reason };

/** Tells the holder's own netdevs from representors, and what the first of its own stands for. */
export const parseNetdevs = (holder: Holder, answerTo: AnswerLookup, note: AddFinding): ParsedNetdevs => {
  const { path, netdevs } = holder;
  const sorted =
    netdevs.kind === 'error'
      ? netdevs
      : sortNetdevs(namesIn(netdevs), (name) => answerTo(`${path}/net/${name}/phys_port_name`));
  if ('kind' in sorted) {
    const reason = reasonOf(sorted);
    note(['netdevs', 'phys_port_name', 'phys_switch_id', 'eswitch'], reason);
    return { fields: { netdevs: null, ...NO_PORT, eswitch: null }, representors: reason };
  }
  const { own, representors } = sorted;
  const port = own[0] === undefined ? NO_PORT : parsePort(holder, own[0], answerTo, note);
  const isSwitchdev = representors.length > 0 || port.phys_switch_id !== null;
  return { fields: { netdevs: own, ...port, eswitch: isSwitchdev ? 'switchdev' : null }, representors };
};

const NO_PORT: PortFields = { phys_port_name: null, phys_switch_id: null };
