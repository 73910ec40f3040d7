// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the output of rdma, ip and perftest. */

import { parseExact, type Row } from '../../e2e/documents.js';

/** Counters of the only link in `rdma -j statistic show link`. */
export const countersOfRdma = (json: string): Row => {
  const [{ ifname: _name, port: _port, ...counters } = {}] = parseExact(json) as Row[];
  return counters;
};

/** Counters of the only netdev in `ip -j -s link show`, by direction. */
export const countersOfIp = (json: string): { readonly rx: Row; readonly tx: Row } => {
  const [link] = parseExact(json) as { readonly stats64: { readonly rx: Row; readonly tx: Row } }[];
  return link?.stats64 ?? { rx: {}, tx: {} };
};

/** A netdev in `ip -j -d link show`. */
export type Link = { readonly ifname: string; readonly address?: string; readonly phys_port_name?: string };

/** Messages and bytes that perftest moved, from its table; NaN without a table. */
export const movedByPerftest = (table: string): { readonly messages: number; readonly bytes: number } => {
  const [, bytes, messages] = /^ #bytes .*\n (\d+) +(\d+) /m.exec(table) ?? [];
  return { messages: Number(messages), bytes: Number(bytes) };
};
