// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Defines the cases: the command lines on which the two builds are compared. */

import { otherCases } from './other-cases.js';
import { providerCases } from './provider-cases.js';
import type { Surface } from './surface.js';

/** A command line. `columns` is the width of the terminal; null for a pipe. `{out}` is an empty directory of the case. */
export type Case = { readonly argv: readonly string[]; readonly columns: number | null };

/** The command line as a user would type it, for reports and `--only`. */
export const nameOf = ({ argv, columns }: Case): string => {
  const words = argv.map((word) => (/^[\w./:=,+-]+$/.test(word) ? word : JSON.stringify(word)));
  return `fabric ${words.join(' ')}${columns === null ? '' : `  (terminal of ${columns} columns)`}`;
};

/** Commands that each build runs before the cases; their files are in `made`. */
export const PREPARATIONS: readonly (readonly string[])[] = [
  ['nvconfig', '--replay', '../inputs/hosts/connectx7', '--param', '*', '--json', '-o', 'made/nvconfig-connectx7.json'],
  [
    'nvconfig',
    '--replay',
    '../inputs/hosts/bluefield3',
    '--param',
    '*',
    '--json',
    '-o',
    'made/nvconfig-bluefield3.json',
  ],
  ['hcaperf', '--replay', '../inputs/hosts/connectx7', '--json', '-o', 'made/hcaperf.json'],
  ['devices', '--root', '../inputs/roots/connectx7', '--record', 'made/recording', '--keep-identities'],
];

/** Returns all cases without duplicates. */
export const makeCases = (
  surface: Surface,
  commandLines: readonly (readonly string[])[],
  hasTerminal: boolean,
): readonly Case[] => {
  const cases = [...providerCases(surface), ...otherCases(surface, commandLines, hasTerminal)];
  return [...new Map(cases.map((one) => [JSON.stringify(one), one])).values()];
};
