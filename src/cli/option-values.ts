// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the values of a provider's own options for its collector. */

import { FabricError } from '../core/error.js';
import { parseJson } from '../core/json.js';
import type { OptionDocument, OptionValue, OptionValues, ProviderOption, ProviderOptions } from '../core/option.js';
import { readUserFile } from '../host/files/user-file.js';

/** A value for every option; one that was not given is false, null or an empty list. @throws usage */
export const parseOptionValues = (
  flags: Readonly<Record<string, unknown>>,
  options: ProviderOptions = {},
): OptionValues =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, readValue(`--${name}`, option, flags[name])]),
  );

const readValue = (flag: string, option: ProviderOption, given: unknown): OptionValue<ProviderOption> => {
  if (option.kind === 'flag') return given === true;
  const texts = (Array.isArray(given) ? given : [given]).filter((text) => typeof text === 'string');
  if (option.kind === 'document') return texts[0] === undefined ? null : readDocument(flag, texts[0]);
  for (const text of texts) {
    if (option.pattern !== null && !new RegExp(`^(?:${option.pattern})$`).test(text)) {
      throw new FabricError('usage', `invalid ${flag} ${text}: expected ${option.valueName}`);
    }
  }
  return option.many ? texts : (texts[0] ?? null);
};

const readDocument = (flag: string, file: string): OptionDocument => {
  const found = readUserFile(file);
  if (found.kind === 'refused') throw new FabricError('usage', `${flag} ${file} ${found.reason}`);
  try {
    return { file, content: parseJson(found.text, { duplicates: 'refused' }) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FabricError('usage', `${flag} ${file}: not valid JSON (${error.message})`, { cause: error });
  }
};
