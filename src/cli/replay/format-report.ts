// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Output of `fabric replay check`, as text and as JSON. Pure. */

import { escapeForeign } from '../../core/escape.js';
import type { Json } from '../../core/json-value.js';
import type { Suspect } from '../../host/recording/check-recording.js';
import type { Manifest } from '../../host/recording/manifest.js';
import { renderTable } from '../../render/table.js';
import { type ProviderReport, type RecordingReport, recordingErrors } from '../../run/check-replay.js';

/** More than these are only counted. */
const SUSPECT_LINES = 10;

const HEADERS = ['PROVIDER', 'RECORDS', 'WARNINGS', 'NOTES', 'STATUS'] as const;

/** The report as a page: the machine, a row a provider, each suspect by its place, and the verdict when it is good. */
export const formatReport = async (report: RecordingReport): Promise<string> => {
  const { manifest, providers, suspects } = report;
  const lines = manifest.lines;
  const head = [
    `machine     ${manifest.name}, ${manifest.origin} ${manifest.recorded_at}`,
    `files       ${lines['files.ndjson']} answers, ${lines['commands.ndjson']} commands`,
    `identities  ${formatIdentities(manifest)}`,
  ];
  const cells = (words: readonly (string | number)[]) => words.map((word) => ({ text: String(word), tone: null }));
  const table = await renderTable(
    {
      headers: [...HEADERS],
      alignRight: [false, true, true, true, true],
      rows: providers.map((p) => cells([p.provider, p.records, p.warnings, p.notes, p.status])),
    },
    { color: false, width: null },
  );
  const errors = providers.flatMap(({ provider, error }) => (error === null ? [] : [`${provider}: ${error}`]));
  const shown = suspects.slice(0, SUSPECT_LINES).map(formatSuspect);
  const more = suspects.length > shown.length ? [`+${suspects.length - shown.length} more, use --json to see all`] : [];
  const verdict = recordingErrors(report).length === 0 ? ['ok  complete, no identities found'] : [];
  const format = (all: readonly string[]): string => all.map((line) => `${escapeForeign(line)}\n`).join('');
  return `${format(head)}\n${table}${format(errors)}${format([...shown, ...more])}${format(verdict)}`;
};

const formatIdentities = ({ identities, pseudonyms = [] }: Manifest): string => {
  switch (identities) {
    case 'replaced':
      return `anonymized (${pseudonyms.length} pseudonym${pseudonyms.length === 1 ? '' : 's'})`;
    case 'kept':
      return 'kept';
    case 'invented':
      return 'synthetic (not a real machine)';
  }
};

const formatSuspect = ({ part, line, kind, text }: Suspect): string => `${part}:${line}: ${kind} ${text}`;

/** The report for programs. */
export const reportJson = (report: RecordingReport): Json => {
  const { directory, manifest, providers, suspects } = report;
  return {
    directory,
    name: manifest.name,
    origin: manifest.origin,
    recorded_at: manifest.recorded_at,
    answers: manifest.lines['files.ndjson'],
    commands: manifest.lines['commands.ndjson'],
    whole: manifest.complete,
    identities: manifest.identities,
    suspects: suspects.map(({ part, line, kind, text }) => ({ file: part, line, kind, text })),
    providers: providers.map((p: ProviderReport) => ({ ...p })),
    faults: [...recordingErrors(report)],
  };
};
