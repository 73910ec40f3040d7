// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses what ovs-appctl prints about datapaths: lookups (`dpctl/show`) and flows (`upcall/show`). Pure and total. */

/** Sums over all datapaths; null where one of them lacks the value. */
export type Lookups = { readonly hit: bigint; readonly missed: bigint; readonly lost: bigint };

/** Flow counts; `offloaded` is null where a datapath has no such count. */
export type FlowCounts = { readonly flows: number; readonly offloaded: number | null };

// `system@ovs-system:` begins the lines of one.
const DATAPATH = /^\S[^\s@]*@\S+:$/;

const datapathsIn = (text: string): readonly (readonly string[])[] => {
  const found: string[][] = [];
  for (const line of text.split('\n')) {
    if (DATAPATH.test(line)) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found;
};

const only = (lines: readonly string[], pattern: RegExp): RegExpExecArray | null => {
  const matches = lines.map((line) => pattern.exec(line)).filter((match) => match !== null);
  return matches.length === 1 ? (matches[0] ?? null) : null;
};

/** Lookups; null where there is no datapath, or one of them lacks the value. */
export const parseLookups = (text: string): Lookups | null => {
  const found = datapathsIn(text).map((lines) => {
    const [, hit, missed, lost] = only(lines, /^ {2}lookups: hit:(\d{1,20}) missed:(\d{1,20}) lost:(\d{1,20})$/) ?? [];
    return hit === undefined || missed === undefined || lost === undefined
      ? null
      : { hit: BigInt(hit), missed: BigInt(missed), lost: BigInt(lost) };
  });
  return sum(found, (a, b) => ({ hit: a.hit + b.hit, missed: a.missed + b.missed, lost: a.lost + b.lost }));
};

/** Flow counts; null where there is no datapath, or one of them lacks the value. */
export const parseFlowCounts = (text: string): FlowCounts | null => {
  const found = datapathsIn(text).map((lines): FlowCounts | null => {
    // One line a thread that looks after flows: its own are its keys.
    const keys = lines.map((line) => /^ {2}\d+: \(keys (\d{1,15})\)$/.exec(line)?.[1]).filter((n) => n !== undefined);
    const [, offloaded] = only(lines, /^ {2}offloaded flows : (\d{1,15})$/) ?? [];
    const isReported = lines.some((line) => line.startsWith('  offloaded flows'));
    if (keys.length === 0 || (isReported && offloaded === undefined)) return null;
    const flows = keys.reduce((total, n) => total + Number(n), 0);
    return { flows, offloaded: offloaded === undefined ? null : Number(offloaded) };
  });
  return sum(found, (a, b) => ({
    flows: a.flows + b.flows,
    offloaded: a.offloaded === null || b.offloaded === null ? null : a.offloaded + b.offloaded,
  }));
};

const sum = <V extends object>(found: readonly (V | null)[], add: (a: V, b: V) => V): V | null => {
  const whole = found.filter((one): one is V => one !== null);
  return whole.length === 0 || whole.length < found.length ? null : whole.reduce(add);
};
