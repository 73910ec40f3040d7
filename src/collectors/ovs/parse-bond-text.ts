// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses `ovs-appctl bond/show` and `lacp/show`. Pure and total. */

/** A bond as the daemon has it. */
export type BondReport = {
  readonly lacpStatus: string | null;
  readonly activeMember: string | null;
  readonly members: ReadonlyMap<string, { readonly enabled: boolean; readonly mayEnable: boolean | null }>;
};

/** LACP of one member, in the words of the daemon. */
export type LacpReport = {
  readonly state: string;
  readonly actorState: string | null;
  readonly partnerState: string | null;
};

// `---- bond0 ----` begins a bond, `member p2: enabled` one of its members; before 2.14 that was `slave p2: enabled`.
const BOND = /^---- (.+) ----$/;
const MEMBER = /^(?:member|slave) (.+): (enabled|disabled)$/;
const LACP_MEMBER = /^(?:member|slave): (.+): ([a-z]+ [a-z]+)$/;

/** The lines below each heading, by its name; a duplicate name is left out. */
const blocks = (lines: readonly string[], nameIn: (line: string) => string | undefined) => {
  const found = new Map<string, string[]>();
  const twice = new Set<string>();
  let current: string[] = [];
  for (const line of lines) {
    const name = nameIn(line);
    if (name === undefined) current.push(line);
    else {
      if (found.has(name)) twice.add(name);
      current = [line];
      found.set(name, current);
    }
  }
  for (const name of twice) found.delete(name);
  return found;
};

const bondsIn = (text: string) => blocks(text.split('\n'), (line) => BOND.exec(line)?.[1]);

const valueIn = (lines: readonly string[], name: string): string | null => {
  const values = lines
    .filter((line) => line.trimStart().startsWith(`${name}:`))
    .map((line) => line.split(/:\s*/)[1] ?? '');
  return values.length === 1 ? (values[0]?.trim() ?? '') || null : null;
};

/** Each bond by its name. */
export const parseBondShow = (text: string): ReadonlyMap<string, BondReport> =>
  new Map(
    [...bondsIn(text)].map(([bond, lines]) => {
      const members = [...blocks(lines, (line) => MEMBER.exec(line)?.[1])].map(([member, [first = '', ...rest]]) => {
        const mayEnable = valueIn(rest, 'may_enable');
        const reported = {
          enabled: MEMBER.exec(first)?.[2] === 'enabled',
          mayEnable: mayEnable === null || !/^(?:true|false)$/.test(mayEnable) ? null : mayEnable === 'true',
        };
        return { member, reported, isActive: rest.some((line) => /^ {2}active (?:member|slave)$/.test(line)) };
      });
      const active = members.filter(({ isActive }) => isActive);
      const reported: BondReport = {
        lacpStatus: valueIn(lines, 'lacp_status'),
        activeMember: active.length === 1 ? (active[0]?.member ?? null) : null,
        members: new Map(members.map(({ member, reported }) => [member, reported])),
      };
      return [bond, reported];
    }),
  );

/** LACP of each member, by its bond and its name. */
export const parseLacpShow = (text: string): ReadonlyMap<string, ReadonlyMap<string, LacpReport>> =>
  new Map(
    [...bondsIn(text)].map(([bond, lines]) => {
      const members = blocks(lines, (line) => LACP_MEMBER.exec(line)?.[1]);
      const reported = [...members].map(([member, [first = '', ...rest]]): [string, LacpReport] => [
        member,
        {
          state: LACP_MEMBER.exec(first)?.[2] ?? '',
          actorState: valueIn(rest, 'actor state'),
          partnerState: valueIn(rest, 'partner state'),
        },
      ]);
      return [bond, new Map(reported)];
    }),
  );
