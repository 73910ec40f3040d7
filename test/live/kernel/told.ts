// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the tools beside fabric print, read: rdma, ip and perftest. */

import { parseExact, type Row } from '../../e2e/documents.js';

/** The counters of the one link that `rdma -j statistic show link` tells. */
export const countersOfRdma = (json: string): Row => {
  const [{ ifname: _name, port: _port, ...counters } = {}] = parseExact(json) as Row[];
  return counters;
};

/** The counters of the one netdev that `ip -j -s link show` tells, by direction. */
export const countersOfIp = (json: string): { readonly rx: Row; readonly tx: Row } => {
  const [link] = parseExact(json) as { readonly stats64: { readonly rx: Row; readonly tx: Row } }[];
  return link?.stats64 ?? { rx: {}, tx: {} };
};

/** What `ip -j -d link show` tells of a netdev. */
export type Link = { readonly ifname: string; readonly address?: string; readonly phys_port_name?: string };

/** How many messages of which size perftest moved, as its table says afterwards; NaN when it says nothing. */
export const movedByPerftest = (table: string): { readonly messages: number; readonly bytes: number } => {
  const [, bytes, messages] = /^ #bytes .*\n (\d+) +(\d+) /m.exec(table) ?? [];
  return { messages: Number(messages), bytes: Number(bytes) };
};
