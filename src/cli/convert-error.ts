// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Converts anything thrown into the one error that is reported, with the next step. */

import { CLIError } from '@oclif/core/errors';
import { errnoOf, FabricError } from '../core/error.js';
import { didYouMean } from './did-you-mean.js';

/** A usage error of oclif in fabric's words; a FabricError as it is; anything else is a bug. */
export const convertError = (error: unknown, command: string, flags: readonly string[]): FabricError => {
  if (error instanceof FabricError) return error;
  if (!(error instanceof CLIError)) return systemError(error) ?? bug(error);
  const fix = `fabric ${command} --help`;
  if ('flags' in error && Array.isArray(error.flags)) {
    const [first] = error.flags.map(String);
    const guess = didYouMean(String(first).replace(/^-+/, ''), flags);
    return new FabricError('usage', `unknown flag ${first}${guess === null ? '' : `; did you mean --${guess}?`}`, {
      fix,
    });
  }
  if ('args' in error && Array.isArray(error.args)) {
    const names = error.args.map((arg: unknown) => (hasName(arg) ? arg.name.toUpperCase() : String(arg))).join(' ');
    const missing = error.message.startsWith('Missing');
    return new FabricError('usage', missing ? `missing argument: ${names}` : `unexpected argument: ${names}`, { fix });
  }
  const [line = ''] = error.message.split('\n');
  return new FabricError('usage', line.charAt(0).toLowerCase() + line.slice(1), { fix });
};

const hasName = (arg: unknown): arg is { readonly name: string } =>
  typeof arg === 'object' && arg !== null && 'name' in arg && typeof arg.name === 'string';

/** EMFILE is no bug, wherever it happens: also where Node loads a file of fabric. */
const systemError = (error: unknown): FabricError | null => {
  try {
    errnoOf(error);
    return null;
  } catch (known) {
    return known instanceof FabricError ? known : null;
  }
};

const bug = (error: unknown): FabricError => {
  const message = error instanceof Error ? error.message : String(error);
  const place = error instanceof Error ? (error.stack?.split('\n').find((l) => /^\s+at /.test(l)) ?? '').trim() : '';
  return new FabricError('bug', `internal error: ${message}${place === '' ? '' : ` (${place})`}`, {
    fix: 'report this line and the output of fabric --version',
    cause: error,
  });
};
