// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric replay check`: describes a recording, replays it to each provider, and lists its errors. */

import type { Choice } from '../core/choice.js';
import { countRecords } from '../core/document.js';
import { statusOfAnswer, statusOfError } from '../core/exit-status.js';
import { optionsNotGiven } from '../core/option.js';
import type { AnyProvider } from '../core/provider.js';
import { findSuspects, type Suspect } from '../host/recording/check-recording.js';
import type { Manifest } from '../host/recording/manifest.js';
import { findRecording, readRecording } from '../host/recording/read-recording.js';
import { openReplay } from '../host/recording/replay.js';
import { type Outcome, runProviders } from './outcome.js';

/** Result of a provider on the recording; `error` when it failed. */
export type ProviderReport = {
  readonly provider: string;
  readonly records: number;
  readonly warnings: number;
  readonly notes: number;
  readonly status: number;
  readonly error: string | null;
};

/** The whole of what is found. */
export type RecordingReport = {
  readonly directory: string;
  readonly manifest: Manifest;
  readonly suspects: readonly Suspect[];
  readonly providers: readonly ProviderReport[];
};

/** The providers by name, each loaded when it is needed. */
export type ProviderList = { readonly [name: string]: () => Promise<AnyProvider> };

/** Reads and replays it. A recording that names its providers is replayed to those, any other to all. @throws not_found, recording */
export const checkReplay = async (
  nameOrDirectory: string,
  packageRoot: string,
  all: ProviderList,
): Promise<RecordingReport> => {
  const directory = findRecording(nameOrDirectory, packageRoot);
  const recording = readRecording(directory);
  const { manifest } = recording;
  const names = Object.keys(all).filter((name) => manifest.providers === undefined || name in manifest.providers);
  const providers = await Promise.all(names.flatMap((name) => all[name]?.() ?? []));
  const outcomes = await runProviders(
    providers.map((provider) => ({ provider, choice: everythingOf(provider) })),
    () => openReplay(recording),
  );
  const suspects = manifest.identities === 'invented' ? [] : findSuspects(directory, manifest);
  return { directory, manifest, suspects, providers: outcomes.map(reportOf) };
};

/** No device and no option selected. */
const everythingOf = ({ options }: AnyProvider): Choice => ({
  devices: [],
  all: false,
  options: optionsNotGiven(options),
});

const reportOf = (outcome: Outcome): ProviderReport => {
  const provider = outcome.provider.name;
  if (outcome.kind === 'failed') {
    const { code, message } = outcome.error;
    return { provider, records: 0, warnings: 0, notes: 0, status: statusOfError(code), error: message };
  }
  const { document } = outcome.answer;
  const records = countRecords(document);
  const count = (severity: string): number => document.problems.filter((p) => p.severity === severity).length;
  const status = statusOfAnswer(records, document.problems);
  return { provider, records, warnings: count('warning'), notes: count('note'), status, error: null };
};

/** Reasons not to share or use the recording; empty without any. */
export const recordingErrors = ({ manifest, suspects }: RecordingReport): readonly string[] => [
  ...Object.entries(manifest.providers ?? {}).flatMap(([name, isComplete]) =>
    isComplete ? [] : [`the recording of ${name} was not finished; it may be incomplete`],
  ),
  ...(manifest.complete || manifest.providers !== undefined
    ? []
    : ['the recording was not finished; it may be incomplete']),
  ...(manifest.identities === 'kept' ? ['identities were kept; do not share this recording'] : []),
  ...(manifest.identities !== 'kept' && suspects.length > 0
    ? [`${suspects.length} ${suspects.length === 1 ? 'place looks' : 'places look'} like an identity`]
    : []),
];
