// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Flags of the provider commands. Common flags have one name and one meaning everywhere; options.ts parses their values. */

import * as Flags from '@oclif/core/flags';
import type { FlagInput, InferredFlags } from '@oclif/core/interfaces';
import type { AnyProvider } from '../core/provider.js';
import { groupsOf } from './choose-view.js';
import { FORMATS } from './formats.js';
import { optionFlags } from './option-flags.js';

const selection = { helpGroup: 'Selection' } as const;
const sampling = { helpGroup: 'Sampling' } as const;
const output = { helpGroup: 'Output' } as const;
const host = { helpGroup: 'Host' } as const;

/** Default of `--deadline`. */
export const DEFAULT_DEADLINE = '10s';

/**
 * Flags of a provider's command: the common flags that apply to it, and its own options.
 * @throws Error when an option has the name of a common flag
 */
export const providerFlags = (provider: AnyProvider): FlagInput => {
  const common = commonFlags(provider);
  const options = provider.options ?? {};
  const taken = Object.keys(options).find((name) => Object.hasOwn(common, name));
  if (taken !== undefined) throw new Error(`${provider.name} option ${taken} is a common flag`);
  const omitted: readonly string[] = [
    ...(provider.omitFlags ?? []),
    ...(groupsOf(provider).length > 1 ? [] : ['group']),
    ...(provider.sections === undefined ? ['section'] : []),
    ...(Object.keys(provider.types).length > 1 ? [] : ['type']),
  ];
  const { device, all, group, section, ...others } = common;
  const flags = { device, all, group, section, ...optionFlags(options), ...others };
  return Object.fromEntries(Object.entries(flags).filter(([name]) => !omitted.includes(name)));
};

/** The common flags. `hidden` flags are accepted and then rejected with a reason that parsing alone could not give. */
const commonFlags = (provider: AnyProvider) => ({
  device: Flags.string({
    ...selection,
    char: 'd',
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'NAME',
    summary: `${provider.deviceNames ?? 'device[/port], netdev, PCI address or glob'}; repeatable`,
  }),
  all: Flags.boolean({ ...selection, char: 'a', summary: 'include VFs, SFs and representors' }),
  group: Flags.string({
    ...selection,
    options: groupsOf(provider),
    helpValue: 'GROUP',
    summary: `${groupsOf(provider).slice(1).join(', ')} (default: ${groupsOf(provider)[0]})`,
  }),
  section: Flags.string({
    ...selection,
    options: Object.keys(provider.sections ?? {}),
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'NAME',
    summary: 'show one section; repeatable (default: all)',
  }),
  interval: Flags.string({
    ...sampling,
    hidden: provider.rates === undefined,
    helpValue: 'TIME',
    summary: 'sample every TIME (100ms to 1h) and print the rates',
  }),
  count: Flags.integer({
    ...sampling,
    hidden: provider.rates === undefined,
    helpValue: 'N',
    summary: 'stop after N intervals (default: until interrupted)',
  }),
  json: Flags.boolean({ ...output, char: 'j', summary: 'print JSON on one line' }),
  pretty: Flags.boolean({ ...output, summary: 'print indented JSON' }),
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
  raw: Flags.boolean({ ...output, summary: 'plain numbers in tables, with the unit in the header' }),
  sort: Flags.string({
    ...output,
    helpValue: 'FIELD',
    summary: 'sort records by FIELD, largest first',
  }),
  stable: Flags.boolean({ ...output, summary: 'only what should be equal between machines (clush -b)' }),
  output: Flags.string({ ...output, char: 'o', helpValue: 'FILE', summary: 'write FILE atomically (-: stdout)' }),
  'no-color': Flags.boolean({ ...output, summary: 'disable color (also: NO_COLOR; never used in a pipe)' }),
  root: Flags.string({
    ...host,
    helpValue: 'DIR',
    summary: 'read another root: mounted image, /host in a container',
  }),
  replay: Flags.string({
    ...host,
    helpValue: 'NAME',
    summary: 'replay bluefield3, connectx7, softroce or a directory',
  }),
  record: Flags.string({ ...host, helpValue: 'DIR', summary: 'record this run to DIR, anonymized' }),
  'keep-identities': Flags.boolean({ ...host, summary: 'with --record: do not anonymize' }),
  audit: Flags.string({
    ...host,
    hidden: provider.runs.length === 0, // the policy decides nothing for a provider that runs no command
    helpValue: 'FILE',
    summary: 'append policy decisions and command results to FILE',
  }),
  deadline: Flags.string({
    ...host,
    helpValue: 'TIME',
    default: DEFAULT_DEADLINE,
    summary: `give up after TIME, print what was read (default: ${DEFAULT_DEADLINE})`,
  }),
});

/** Parsed values of the common flags; undefined when a flag is not given or the command does not have it. */
export type ProviderFlags = Partial<InferredFlags<ReturnType<typeof commonFlags>>>;
