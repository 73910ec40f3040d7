// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The flags that every provider has: the same names, the same meaning. What a value means is read in options.ts. */

import * as Flags from '@oclif/core/flags';
import type { FlagInput } from '@oclif/core/interfaces';
import type { CommonFlag } from '../core/option.js';
import type { AnyProvider } from '../core/provider.js';
import { groupsOf } from './choose-view.js';
import { FORMATS } from './formats.js';
import { optionFlags } from './option-flags.js';

const choose = { helpGroup: 'Choose' } as const;
const repeat = { helpGroup: 'Repeat' } as const;
const output = { helpGroup: 'Output' } as const;
const machine = { helpGroup: 'Machine' } as const;

/** Builds the flags of a provider's command: the common ones that mean something to it, and its own options. */
export const providerFlags = (provider: AnyProvider): FlagInput => {
  const { device, all, group, section, ...others } = commonFlags(provider);
  const absent: readonly string[] = [
    ...(provider.omitFlags ?? []),
    ...(groupsOf(provider).length > 1 ? [] : ['group']),
    ...(provider.sections === undefined ? ['section'] : []),
    ...(Object.keys(provider.types).length > 1 ? [] : ['type']),
  ];
  const flags = { device, all, group, section, ...optionFlags(provider.options ?? {}), ...others };
  return Object.fromEntries(Object.entries(flags).filter(([name]) => !absent.includes(name)));
};

const commonFlags = (provider: AnyProvider) =>
  ({
    device: Flags.string({
      ...choose,
      char: 'd',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
      summary: 'device[/port], netdev, PCI address or glob; repeatable',
    }),
    all: Flags.boolean({ ...choose, char: 'a', summary: 'include VFs, SFs and representors' }),
    group: Flags.string({
      ...choose,
      options: groupsOf(provider),
      helpValue: 'GROUP',
      summary: `${groupsOf(provider).slice(1).join(', ')} (default: ${groupsOf(provider)[0]})`,
    }),
    section: Flags.string({
      ...choose,
      options: Object.keys(provider.sections ?? {}),
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME',
      summary: 'show one section; repeatable (default: all)',
    }),
    interval: Flags.string({
      ...repeat,
      hidden: provider.rates === undefined, // refused with a reason all the same
      helpValue: 'TIME',
      summary: 'sample every TIME (100ms to 1h) and print the rates',
    }),
    count: Flags.integer({
      ...repeat,
      hidden: provider.rates === undefined,
      helpValue: 'N',
      summary: 'stop after N intervals (default: until interrupted)',
    }),
    json: Flags.boolean({ ...output, char: 'j', summary: 'print JSON on one line' }),
    pretty: Flags.boolean({ ...output, hidden: true, summary: 'print indented JSON' }),
    format: Flags.string({
      ...output,
      options: FORMATS,
      helpValue: 'FORMAT',
      summary: `${FORMATS.join(', ')} (default: table)`,
    }),
    type: Flags.string({
      ...output,
      options: Object.keys(provider.types),
      helpValue: 'TYPE',
      summary: `csv record type: ${Object.keys(provider.types).join(', ')} (default: that of the table)`,
    }),
    fields: Flags.string({
      ...output,
      helpValue: 'LIST',
      summary: 'print these fields, in this order (comma-separated)',
    }),
    wide: Flags.boolean({ ...output, char: 'w', summary: 'show all columns' }),
    sort: Flags.string({
      ...output,
      hidden: true,
      helpValue: 'FIELD',
      summary: 'sort records by FIELD, largest first',
    }),
    stable: Flags.boolean({ ...output, summary: 'only what should be equal between machines (clush -b)' }),
    output: Flags.string({ ...output, char: 'o', helpValue: 'FILE', summary: 'write FILE atomically (- is stdout)' }),
    'no-color': Flags.boolean({ ...output, summary: 'disable color (also: NO_COLOR; never used in a pipe)' }),
    root: Flags.string({
      ...machine,
      helpValue: 'DIR',
      summary: 'read another root: mounted image, /host in a container',
    }),
    replay: Flags.string({
      ...machine,
      helpValue: 'NAME',
      summary: 'replay bluefield3, connectx7, softroce or a directory',
    }),
    record: Flags.string({ ...machine, helpValue: 'DIR', summary: 'record this run to DIR, anonymized' }),
    'keep-identities': Flags.boolean({ ...machine, hidden: true, summary: 'with --record: do not anonymize' }),
    audit: Flags.string({
      ...machine,
      hidden: provider.runs.length === 0, // nothing is decided for a provider that runs nothing
      helpValue: 'FILE',
      summary: 'append policy decisions and command results to FILE',
    }),
    deadline: Flags.string({
      ...machine,
      helpValue: 'TIME',
      default: '10s',
      summary: 'give up after TIME, print what was read (default: 10s)',
    }),
  }) satisfies Record<CommonFlag, unknown>;

/** What oclif makes of them. */
export type ProviderFlags = {
  readonly device?: string[] | undefined;
  readonly all?: boolean | undefined;
  readonly group?: string | undefined;
  readonly section?: string[] | undefined;
  readonly interval?: string | undefined;
  readonly count?: number | undefined;
  readonly json: boolean;
  readonly pretty: boolean;
  readonly format?: string | undefined;
  readonly type?: string | undefined;
  readonly fields?: string | undefined;
  readonly wide: boolean;
  readonly sort?: string | undefined;
  readonly stable: boolean;
  readonly output?: string | undefined;
  readonly 'no-color': boolean;
  readonly root?: string | undefined;
  readonly replay?: string | undefined;
  readonly record?: string | undefined;
  readonly 'keep-identities': boolean;
  readonly audit?: string | undefined;
  readonly deadline: string;
};
