// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses what a PCI function and an SF have in common: RDMA device, netdevs and eswitch port. Pure. */

import { parseAnswer, parseTextAnswer } from '../../core/attribute.js';
import { type AddReason, createRecordTaker } from '../../core/findings.js';
import { type Reason, reasonOf } from '../../core/problem.js';
import { type Holder, namesIn } from '../../hardware/adapter/bus.js';
import { type Representor, sortNetdevs } from '../../hardware/adapter/netdev.js';
import type { DeviceRecord } from './candidate.js';
import { type AnswerLookup, parseGuidText, takeNameField } from './parse-values.js';

type RdmaFields = Pick<DeviceRecord, 'device' | 'board_id' | 'fw_version' | 'node_guid'>;

/** Parses the files of the RDMA device with this name. */
export const parseRdma = ({ path }: Holder, device: string, answerTo: AnswerLookup, note: AddReason): RdmaFields => {
  const below = `${path}/infiniband/${device}`;
  const take = createRecordTaker(note);
  return {
    device,
    board_id: take(parseTextAnswer(answerTo(`${below}/board_id`)), 'board_id'),
    fw_version: take(parseTextAnswer(answerTo(`${below}/fw_ver`)), 'fw_version'),
    node_guid: take(parseAnswer(answerTo(`${below}/node_guid`), parseGuidText), 'node_guid'),
  };
};

type PortFields = Pick<DeviceRecord, 'phys_port_name' | 'phys_switch_id'>;

/** Parses the physical port of a netdev and the eswitch it belongs to. */
export const parsePort = ({ path }: Holder, netdev: string, answerTo: AnswerLookup, note: AddReason): PortFields => ({
  phys_port_name: takeNameField(note, answerTo(`${path}/net/${netdev}/phys_port_name`), 'phys_port_name'),
  phys_switch_id: takeNameField(note, answerTo(`${path}/net/${netdev}/phys_switch_id`), 'phys_switch_id'),
});

/** Fields that come from the netdevs. */
export type NetdevFields = PortFields & Pick<DeviceRecord, 'netdevs' | 'eswitch'>;

/** The netdev fields, and the representors among the netdevs or why they cannot be identified. */
export type ParsedNetdevs = { readonly fields: NetdevFields; readonly representors: readonly Representor[] | Reason };

/** Separates the holder's own netdevs from representors, and parses the port of the first own netdev. */
export const parseNetdevs = (holder: Holder, answerTo: AnswerLookup, note: AddReason): ParsedNetdevs => {
  const { path, netdevs } = holder;
  const sorted =
    netdevs.kind === 'error'
      ? netdevs
      : sortNetdevs(namesIn(netdevs), (name) => answerTo(`${path}/net/${name}/phys_port_name`));
  if ('kind' in sorted) {
    const reason = reasonOf(sorted);
    for (const field of ['netdevs', 'phys_port_name', 'phys_switch_id', 'eswitch']) note(field, reason);
    return { fields: { netdevs: null, ...NO_PORT, eswitch: null }, representors: reason };
  }
  const { own, representors } = sorted;
  const port = own[0] === undefined ? NO_PORT : parsePort(holder, own[0], answerTo, note);
  const isSwitchdev = representors.length > 0 || port.phys_switch_id !== null;
  return { fields: { netdevs: own, ...port, eswitch: isSwitchdev ? 'switchdev' : null }, representors };
};

const NO_PORT: PortFields = { phys_port_name: null, phys_switch_id: null };
