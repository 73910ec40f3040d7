// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Chooses what a provider with sections shows: its page, some lines of it, or the table of one section. */

import type { AnyProvider } from '../core/provider.js';
import type { Section } from '../core/section.js';
import type { View } from '../core/view.js';

/** Sections by their names: those that are lines, and those whose tables follow. */
export type Page = { readonly lines: readonly string[]; readonly tables: readonly View[] };

/** The page, and the view that `--fields`, `--sort` and CSV refer to; null for a provider without sections. */
export const choosePage = (
  { sections }: Pick<AnyProvider, 'sections'>,
  selected: readonly string[],
): { readonly page: Page | null; readonly view: View } | null => {
  if (sections === undefined) return null;
  const names = Object.keys(sections).filter((name) => selected.length === 0 || selected.includes(name));
  const chosen: readonly Section[] = names.flatMap((name) => sections[name] ?? []);
  const [only] = chosen;
  const view = only?.table ?? { type: only?.types[0] ?? '', columns: [] };
  if (chosen.length === 1 && only?.table !== undefined) return { page: null, view };
  const tables = selected.length === 0 ? [] : chosen.flatMap(({ table }) => table ?? []);
  const lines = selected.length === 0 ? names.filter((name) => sections[name]?.onRequest !== true) : names;
  return { page: { lines, tables }, view };
};
