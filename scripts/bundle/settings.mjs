// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What esbuild is told for every text of code. Identifiers stay: a bug report shows a place that can be found. */
export const SETTINGS = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  // oclif asks for it only to run TypeScript commands, which a bundle has none of.
  external: ['typescript'],
  logLevel: 'warning',
};

/** The same for code that runs: import() has no meaning in a script from a code cache on Node 20, require is used instead. */
export const AS_COMMONJS = { ...SETTINGS, format: 'cjs', supported: { 'dynamic-import': false } };
