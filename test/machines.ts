// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The recorded machines and the providers, as tests go over them: a new one of either is a new test without code. */

import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOptionValues } from '../src/cli/option-values.js';
import { parseOptions } from '../src/cli/options.js';
import { COMMANDS } from '../src/commands.generated.js';
import type { Document } from '../src/core/document.js';
import { FabricError } from '../src/core/error.js';
import type { Host } from '../src/core/host.js';
import type { AnyProvider } from '../src/core/provider.js';
import { readRecording } from '../src/host/recording/read-recording.js';
import { openReplay } from '../src/host/recording/replay.js';
import { collectDocument } from '../src/run/collect.js';

export const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));
export const hostsDirectory = join(packageRoot, 'fixtures', 'hosts');

/** Every machine below fixtures/hosts. */
export const machineNames = readdirSync(hostsDirectory).sort();

/** A recorded machine as a fresh host. */
export const openMachine = (name: string): Host => openReplay(readRecording(join(hostsDirectory, name)));

/** Times of samples after the first one, as `--interval` records them. */
export const laterSamples = (recordedAt: string, count: number, seconds: number) =>
  Array.from({ length: count }, (_, i) => ({
    at: new Date(Date.parse(recordedAt) + (i + 1) * seconds * 1000).toISOString(),
    after_seconds: (i + 1) * seconds,
    duration_seconds: 0.01,
  }));

/** A recorded machine with so many further samples, in which nothing has changed. */
export const openSamples = (name: string, count: number, seconds: number): Host => {
  const recording = readRecording(join(hostsDirectory, name));
  const later_samples = laterSamples(recording.manifest.recorded_at, count, seconds);
  return openReplay({ ...recording, manifest: { ...recording.manifest, later_samples } });
};

/** The providers of all commands. */
export const loadProviders = async (): Promise<readonly AnyProvider[]> => {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return commands.flatMap((command) => ('provider' in command ? [command.provider as AnyProvider] : []));
};

/** What a user gets who types no flag but these. */
export const defaultOptions = (provider: AnyProvider, changes: Readonly<Record<string, unknown>> = {}) =>
  parseOptions(
    {
      all: false,
      json: false,
      pretty: false,
      wide: false,
      stable: false,
      'no-color': true,
      'keep-identities': false,
      deadline: '10s',
      ...changes,
    },
    provider,
    parseOptionValues(changes, provider.options),
  );

/** The whole answer of a machine, VFs, SFs and representors included; none where the provider can show nothing there. */
export const wholeDocument = async (
  provider: AnyProvider,
  host: Host,
  flags: Readonly<Record<string, unknown>> = {},
): Promise<readonly Document[]> => {
  const options = parseOptionValues(flags, provider.options);
  try {
    return [await collectDocument(provider, host, { devices: [], all: true, options })];
  } catch (error) {
    if (error instanceof FabricError && error.code !== 'bug') return [];
    throw error;
  }
};
