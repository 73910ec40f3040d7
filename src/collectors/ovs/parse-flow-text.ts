// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The flows of `ovs-appctl dpctl/dump-flows -m`, one a line. Pure and total. */

/** One flow. */
export type FlowReport = {
  readonly thread: string;
  readonly flow: string;
  readonly match: string;
  readonly offloaded: 'yes' | 'partial' | 'no';
  readonly datapath: string | null;
  readonly packets: bigint;
  readonly bytes: bigint;
  readonly usedSeconds: number | null;
  readonly actions: string;
};

/** The parsed flows, and how many lines could not be parsed. */
export type FlowsReport = { readonly flows: readonly FlowReport[]; readonly notUnderstood: number };

// `flow-dump from the main thread:`, `flow-dump from pmd on cpu core: 3`
const THREAD = /^flow-dump from (?:the )?(.+?):?$/;

// The match may hold commas and colons, but no `, packets:`.
const FLOW = new RegExp(
  [
    /^(?:ufid:([0-9a-f-]{36}), )?(\S.*?)/,
    /, packets:(\d{1,20}), bytes:(\d{1,20}), used:(never|\d+\.\d+s)/,
    /(?:, flags:[A-Za-z.0-9x]+)?(?:, offloaded:(yes|partial))?(?:, dp:(\w+))?, actions:(.*?)(?:, dp-extra-info:.*)?$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

/** Parses each complete line; a cut one is ignored. */
export const parseFlowDump = (text: string): FlowsReport => {
  const flows: FlowReport[] = [];
  let notUnderstood = 0;
  let thread = 'main';
  for (const line of text.split('\n').slice(0, -1)) {
    const [, other] = THREAD.exec(line) ?? [];
    if (other !== undefined) thread = other === 'main thread' ? 'main' : other.replace(/^pmd on cpu core: /, 'core ');
    else if (line !== '') {
      const flow = readFlow(line, thread);
      if (flow === null) notUnderstood += 1;
      else flows.push(flow);
    }
  }
  return { flows, notUnderstood };
};

const readFlow = (line: string, thread: string): FlowReport | null => {
  // No flow has such a character, and with one the pattern would try every `, packets:` of the line in vain.
  if (/[\r\u2028\u2029]/.test(line)) return null;
  const [, ufid, match, packets, bytes, used, offloaded, datapath, actions] = FLOW.exec(line) ?? [];
  if (match === undefined || packets === undefined || bytes === undefined || actions === undefined) return null;
  return {
    thread,
    flow: ufid ?? match,
    match,
    offloaded: offloaded === 'yes' || offloaded === 'partial' ? offloaded : 'no',
    datapath: datapath ?? null,
    packets: BigInt(packets),
    bytes: BigInt(bytes),
    usedSeconds: used === undefined || used === 'never' ? null : Number(used.slice(0, -1)),
    actions,
  };
};
