// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A provider, declared once. The compiler checks that `parse` returns what the declaration promises; `defineProvider`
 * throws for mistakes that types cannot express.
 */

import type { Choice } from './choice.js';
import { declarationError } from './declaration.js';
import type { DocumentRecord } from './document.js';
import { FabricError } from './error.js';
import type { Fields } from './field.js';
import type { Host } from './host.js';
import type { Invocation } from './invocation.js';
import type { ProviderOptions } from './option.js';
import type { Parsed, RecordTypes } from './record-type.js';
import type { Sections } from './section.js';
import type { View } from './view.js';

/** Rates of a provider (`--interval`): the fields derived from its counters, and their table. */
export type Rates = {
  readonly view: View;
  readonly fields: Fields;
  /**
   * From the record with `<counter>_per_second` in place of its counters. `lost` are the rates that should be there and
   * are not (unreadable, reset); a stuck counter and one that the device does not have are not among them.
   */
  readonly derive: (rates: DocumentRecord, lost: ReadonlySet<string>) => Readonly<Record<string, number | null>>;
};

/** Privilege needed to read: none, or root. */
export type Privilege = 'none' | 'root';

/** A provider. `Raw` is what `collect` passes to `parse`. */
export type Provider<
  Raw = unknown,
  T extends RecordTypes = RecordTypes,
  O extends ProviderOptions = ProviderOptions,
> = {
  /** The command's name and the middle of every metric: `fabric_<name>_<field>`. */
  readonly name: string;
  /** One or two sentences on what it shows; `describeProvider` adds what follows from the rest of the declaration. */
  readonly summary: string;
  /** Version of its document, 1 without it. It grows when a key gets another name or meaning. */
  readonly schemaVersion?: number;
  /** The keys of earlier versions and what they are called now: `role.told_by` → `role.evidence`. The JSON Schema lists them. */
  readonly renamedKeys?: Readonly<Record<string, string>>;
  readonly privilege: Privilege;
  /** Every path it may read, `*` for one name. A test checks that nothing else is read. */
  readonly reads: readonly string[];
  /** Every command line it may run; empty when it only reads files. */
  readonly runs: readonly Invocation[];
  /**
   * Every path of shared counters that it programs and restores, `*` for one name. The policy's `[server] program=` must
   * name the provider.
   */
  readonly programs?: readonly string[];
  /** Completes `needs root to …`; the default is to read the adapter. */
  readonly rootReason?: string;
  /** Requirements in a few words, where `privilege` is not enough: `root for power`. Help and README print it. */
  readonly needs?: string;
  /** The options with which it needs no root after all. */
  readonly rootFreeOptions?: readonly (keyof O & string)[];
  readonly types: T;
  /** The tables that people see, by the name that `--group` takes; the first one is the default. */
  readonly views: Readonly<Record<string, View>>;
  /** Headers of the columns that a terminal leaves out where a table is too wide, the first one first. The others stay. */
  readonly dropOrder?: readonly string[];
  /** The sections, for `--section`; together they are the page that a terminal shows instead of a table. */
  readonly sections?: Sections;
  /** Options that only this provider has. */
  readonly options?: O;
  /** Common flags that do not apply: its command does not have them. */
  readonly omitFlags?: readonly ('device' | 'all')[];
  /** Names that `--device` accepts, for help. Default: device[/port], netdev, PCI address or glob. */
  readonly deviceNames?: string;
  readonly rates?: Rates;
  /** Only input and output: reads the host, parses nothing. @throws not_found, unreadable */
  readonly collect: (host: Host, choice: Choice<NoInfer<O>>) => Promise<Raw>;
  /** Pure. */
  readonly parse: (raw: NoInfer<Raw>) => Parsed<NoInfer<T>>;
};

/** A provider of any shape, for code that names none. */
// biome-ignore lint/suspicious/noExplicitAny: Raw is each provider's own; the pair of collect and parse stays together
export type AnyProvider = Omit<Provider<any, RecordTypes, any>, 'options' | 'rootFreeOptions'> & {
  readonly options?: ProviderOptions;
  readonly rootFreeOptions?: readonly string[];
};

/** The schema that a document of this provider names: `fabric.hcaperf/1`. */
export const schemaOf = ({ name, schemaVersion = 1 }: Pick<AnyProvider, 'name' | 'schemaVersion'>): string =>
  `fabric.${name}/${schemaVersion}`;

/** Requirements as help and README print them: `root; reprograms counters`. Null when any user can run it. */
export const needsOf = ({ needs, privilege, programs = [] }: AnyProvider): string | null => {
  const own = needs ?? (privilege === 'root' ? privilege : null);
  return programs.length === 0 ? own : [own, 'reprograms counters'].filter((part) => part !== null).join('; ');
};

/** The reason of `needs root to …` when the declaration gives none. */
export const DEFAULT_ROOT_REASON = 'read the adapter';

/** The summary, and the sentences that follow from the declaration: root and why, commands, counters it programs. */
export const describeProvider = (provider: AnyProvider): string => {
  const { summary, privilege, needs, runs, rootReason = DEFAULT_ROOT_REASON, rootFreeOptions = [] } = provider;
  const exception = rootFreeOptions.map((option) => `, except with --${option}`).join('');
  return [
    summary,
    ...(privilege === 'root' ? [`Needs root to ${rootReason}${exception}.`] : []),
    ...(privilege === 'none' && needs === undefined && runs.length === 0
      ? ['Works without root; runs no vendor tool.']
      : []),
    ...(needs === undefined || /\broot\b/i.test(summary) ? [] : [`Needs ${needs}.`]),
    ...(provider.programs === undefined ? [] : ['Reprograms counters while measuring, then restores them.']),
  ].join(' ');
};

/** Checks a declaration when it is made. @throws FabricError that names the source file, the type and the field */
export const defineProvider = <Raw, const T extends RecordTypes, const O extends ProviderOptions = NoOptions>(
  provider: Provider<Raw, T, O>,
): Provider<Raw, T, O> => {
  const mistake = declarationError(provider);
  if (mistake !== null) throw new FabricError('bug', mistake, { fix: 'correct the declaration in that file' });
  return provider;
};

type NoOptions = Readonly<Record<never, never>>;
