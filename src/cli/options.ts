// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Options of a run: parses the flags and checks them against each other and against the provider. Pure. */

import { resolve } from 'node:path';
import { type Choice, parseDevicePattern } from '../core/choice.js';
import { FabricError } from '../core/error.js';
import { isGiven, type OptionValues } from '../core/option.js';
import type { AnyProvider } from '../core/provider.js';
import type { RecordType } from '../core/record-type.js';
import { includesType } from '../core/section.js';
import { STDOUT, streamNamed } from '../core/stream-name.js';
import type { View } from '../core/view.js';
import type { RepeatOptions } from '../run/interval.js';
import { choosePage, type Page } from './choose-page.js';
import { chooseView } from './choose-view.js';
import { didYouMean } from './did-you-mean.js';
import { DEFAULT_DEADLINE, type ProviderFlags } from './flags.js';
import { FORMATS, type Format } from './formats.js';

/** The options of a run. Null where the user gave none. */
export type Options = {
  readonly choice: Choice;
  readonly view: View;
  /** In place of the view: of a provider that has sections. */
  readonly page: Page | null;
  readonly format: Format;
  readonly pretty: boolean;
  /** The type of record of a CSV, and of `fields` and `sort`. */
  readonly type: string;
  readonly fields: readonly string[] | null;
  readonly wide: boolean;
  /** Tables of plain numbers. */
  readonly raw: boolean;
  readonly sort: string | null;
  readonly stable: boolean;
  /** `-o`; null for standard output, also where `-o` names it. */
  readonly output: string | null;
  readonly color: boolean;
  readonly root: string | null;
  readonly replay: string | null;
  /** `--record`; null for none. */
  readonly record: RecordChoice | null;
  readonly deadlineSeconds: number;
  /** `--interval`, `--count`; null for one answer. */
  readonly repeat: RepeatOptions | null;
};

/** Reads the flags; `values` are of the provider's own. With `--interval` it is the provider of its rates. @throws usage */
export const parseOptions = (flags: ProviderFlags, provider: AnyProvider, values: OptionValues = {}): Options => {
  const repeat = readRepeat(flags);
  const paged = choosePage(provider, flags.section ?? []);
  const chosen = paged?.view ?? chooseView(flags.group, values, provider);
  const view = flags.all && chosen.all !== undefined ? { ...chosen, columns: chosen.all } : chosen;
  const format = formatOf(flags);
  if (flags.type !== undefined && format !== 'csv')
    throw usage('--type applies to --format csv only; other formats include all types');
  const type = flags.type ?? view.type;
  if (!includesType(provider.sections ?? {}, { sections: flags.section ?? [] }, type))
    throw usage(`--type ${type} does not belong to any selected --section`);
  const option = provider.types[type]?.option;
  if (option !== undefined && !isGiven(values[option])) throw usage(`--type ${type} requires --${option}`);
  if (flags.root !== undefined && flags.replay !== undefined) throw usage('choose either --root or --replay');
  if (flags.output !== undefined && (FORMATS as readonly string[]).includes(flags.output)) {
    throw usage(
      `-o takes a file name; for ${flags.output.toUpperCase()} use ${flags.output === 'json' ? '--json' : `--format ${flags.output}`}`,
    );
  }
  if (flags.output === '') throw usage('-o takes a file name');
  const fields = flags.fields === undefined ? null : readFields(flags.fields, provider, type, format);
  if (flags.stable && flags.sort !== undefined) throw usage('choose either --stable or --sort');
  if (paged?.page && (fields !== null || flags.sort !== undefined))
    throw usage(`--${fields === null ? 'sort' : 'fields'} requires a single --section that is a table`);
  if (flags.raw && format !== 'table')
    throw usage('--raw applies to tables only; other formats always have plain numbers');
  if (fields !== null && flags.wide) throw usage('choose either --fields or --wide');
  return {
    choice: {
      devices: (flags.device ?? []).map(parseDevicePattern),
      all: flags.all ?? false,
      ...(flags.section === undefined ? {} : { sections: flags.section }),
      options: values,
    },
    view,
    page: paged?.page ?? null,
    format,
    pretty: flags.pretty ?? false,
    type,
    fields,
    wide: flags.wide ?? false,
    raw: flags.raw ?? false,
    sort: flags.sort === undefined ? null : (readFields(flags.sort, provider, type, 'table')[0] ?? null),
    stable: flags.stable ?? false,
    output: namesStdout(flags) ? null : (flags.output ?? null),
    color: !flags['no-color'],
    root: flags.root === undefined ? null : resolve(flags.root),
    replay: flags.replay ?? null,
    record: readRecord(flags),
    deadlineSeconds: parseDuration(flags.deadline ?? DEFAULT_DEADLINE, '--deadline'),
    repeat,
  };
};

/** The directory to record to, and whether identities are kept. */
type RecordChoice = { readonly directory: string; readonly keepsIdentities: boolean };

const readRecord = (flags: ProviderFlags): RecordChoice | null => {
  const keepsIdentities = Boolean(flags['keep-identities']);
  if (flags.record === undefined) {
    if (keepsIdentities) throw usage('--keep-identities requires --record');
    return null;
  }
  if (flags.record === '') throw usage('--record takes a directory');
  if (flags.replay !== undefined) throw usage('--record cannot be combined with --replay');
  return { directory: resolve(flags.record), keepsIdentities };
};

const readRepeat = (flags: ProviderFlags): RepeatOptions | null => {
  if (flags.interval === undefined) {
    if (flags.count !== undefined) throw usage('--count requires --interval');
    return null;
  }
  const format = formatOf(flags);
  if (format === 'csv' || format === 'prometheus') {
    throw usage(`--interval works with table, json and ndjson, not ${format}`);
  }
  const other =
    flags.group !== undefined
      ? '--group'
      : flags.stable
        ? '--stable'
        : flags.output !== undefined && !namesStdout(flags)
          ? '-o'
          : null;
  if (other !== null) throw usage(`choose either --interval or ${other}`);
  if (flags.count !== undefined && flags.count < 1) throw usage(`invalid --count ${flags.count}: must be 1 or more`);
  return { seconds: parseDuration(flags.interval, '--interval'), count: flags.count ?? null };
};

/** `-o -` and `-o /dev/stdout` mean the same as no `-o`. */
const namesStdout = ({ output }: ProviderFlags): boolean => output !== undefined && streamNamed(output) === STDOUT;

const usage = (message: string): FabricError => new FabricError('usage', message);

const formatOf = (flags: ProviderFlags): Format => {
  const given = FORMATS.find((f) => f === flags.format);
  if (!flags.json && !flags.pretty) return given ?? 'table';
  if (given !== undefined && given !== 'json')
    throw usage(`choose either --${flags.json ? 'json' : 'pretty'} or --format ${given}`);
  return 'json';
};

/** Names of fields. Counters that only a device has are checked after it has answered. */
const readFields = (list: string, provider: AnyProvider, typeName: string, format: Format): readonly string[] => {
  const type = provider.types[typeName];
  const names = list.split(',').map((name) => name.trim());
  for (const name of names) {
    if (type?.fields[name]?.kind === 'rows' && (format === 'table' || format === 'csv')) {
      throw usage(`${name} contains rows of its own; use --json or --format ndjson or prometheus`);
    }
    if (type === undefined || Object.hasOwn(type.fields, name)) continue;
    if (type.extra === undefined || !/^[A-Za-z0-9_.-]+$/.test(name)) throw unknownField(name, type);
  }
  return names;
};

/** The error for a field that neither the declaration nor any device has. */
export const unknownField = (name: string, type: RecordType): FabricError => {
  const guess = didYouMean(name, Object.keys(type.fields));
  return usage(`unknown field ${name}${guess === null ? '' : `; did you mean ${guess}?`}`);
};

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, '': 1 };

/** `500ms`, `2s`, `5m`, `1h`, or a number of seconds. @throws usage */
export const parseDuration = (text: string, flag: string): number => {
  const [, amount = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m|h|)$/.exec(text) ?? [];
  const seconds = Number(amount) * (SECONDS[unit] ?? 0);
  if (amount === '' || seconds < 0.1 || seconds > 3600) {
    throw usage(`invalid ${flag} ${text}: use 100ms to 1h, e.g. 500ms, 2s, 5m`);
  }
  return seconds;
};
