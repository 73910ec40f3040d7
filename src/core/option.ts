// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Options of one provider: each is a flag of its command, beside the common flags. */

import type { Json } from './json-value.js';

/** Given or not. */
export type FlagOption = { readonly kind: 'flag'; readonly help: string };

/** A text, or several where `many`. `pattern` is matched whole; null takes any text. */
export type TextOption<M extends boolean = boolean> = {
  readonly kind: 'text';
  readonly help: string;
  readonly valueName: string;
  readonly many: M;
  readonly pattern: string | null;
};

/** A file of JSON, read before anything else is. */
export type DocumentOption = { readonly kind: 'document'; readonly help: string; readonly valueName: string };

/** Any option. */
export type ProviderOption = FlagOption | TextOption | DocumentOption;

/** A provider's options by name; the name is the flag without its dashes. */
export type ProviderOptions = { readonly [name: string]: ProviderOption };

/** A file as the user named it, and what it holds. */
export type OptionDocument = { readonly file: string; readonly content: Json };

/** Value of an option: false, null or an empty list when the user did not give it. */
export type OptionValue<O> = O extends FlagOption
  ? boolean
  : O extends TextOption<infer M>
    ? M extends true
      ? readonly string[]
      : string | null
    : O extends DocumentOption
      ? OptionDocument | null
      : never;

/** The value of every declared option. */
export type OptionValues<O extends ProviderOptions = ProviderOptions> = {
  readonly [K in keyof O]: OptionValue<O[K]>;
};

/** `--health` */
export const flagOption = (help: string): FlagOption => ({ kind: 'flag', help });

/** `--param GLOB`; with `many` also `--param A B` and `--param A --param B`. */
export const textOption = <const M extends boolean = false>(
  valueName: string,
  help: string,
  more: { readonly many?: M; readonly pattern?: string } = {},
): TextOption<M> => ({
  kind: 'text',
  help,
  valueName,
  many: (more.many ?? false) as M,
  pattern: more.pattern ?? null,
});

/** `--baseline FILE` */
export const documentOption = (valueName: string, help: string): DocumentOption => ({
  kind: 'document',
  help,
  valueName,
});

/** The values of a run without options: false, null or an empty list. */
export const optionsNotGiven = (options: ProviderOptions = {}): OptionValues =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, valueNotGiven(option)]));

const valueNotGiven = (option: ProviderOption): OptionValue<ProviderOption> => {
  if (option.kind === 'flag') return false;
  return option.kind === 'text' && option.many ? [] : null;
};

/** Whether the user gave the option. */
export const isGiven = (value: OptionValue<ProviderOption> | undefined): boolean =>
  value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
