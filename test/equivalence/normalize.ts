// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Replaces what differs between two runs of the same program: paths, times, durations and pseudonyms. */

/** Start of this process; a later time is the time of a run. */
const STARTED_MS = Date.now() - 60_000;

const isNow = (milliseconds: number): boolean => milliseconds >= STARTED_MS && milliseconds <= Date.now() + 60_000;

const withoutTimes = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (time) => (isNow(Date.parse(time)) ? '<now>' : time))
    .replaceAll(/(?<=^|\s)\d\d:\d\d:\d\d(?=\s)/g, '<now>') // the line above each table of --interval
    .replaceAll(/\b\d{10}(?:\.\d+)?\b/g, (seconds) => (isNow(Number(seconds) * 1000) ? '<now>' : seconds));

/** Replaces the durations of the program. A replay prints recorded durations, which are equal. */
const withoutDurations = (text: string): string =>
  text
    .replaceAll(/("(?:duration|interval)_seconds": ?)[\d.e-]+/g, '$1"<seconds>"')
    .replaceAll(/^(fabric_\w*duration_seconds(?:\{[^}]*\})? )[\d.e-]+$/gm, '$1<seconds>');

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own control characters
const PROGRESS = /(?:\r\u001b\[K[a-z]+: [^\r\n]* s)*\r\u001b\[K/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own control characters
const COLOR = /\u001b\[([\d;]*)m/g;

/** Terminal output without the progress line, which depends on the load; a color becomes `<31>`. */
const fromTerminal = (text: string): string =>
  text.replaceAll(PROGRESS, '').replaceAll('\r\n', '\n').replaceAll(COLOR, '<$1>');

/** The scratch directory of a run; a cached outcome is of an earlier one. */
const RUN = /\/\S*\/equivalence\/run-\d+-\w+/g;

/** Properties of a run that its text depends on. */
export type RunContext = {
  readonly home: string;
  readonly isReplay: boolean;
  readonly isTerminal: boolean;
};

/** Normalizes the text of a run. */
export const normalize = (text: string, { home, isReplay, isTerminal }: RunContext): string => {
  const shown = (isTerminal ? fromTerminal(text) : text).replaceAll(home, '<home>').replaceAll(RUN, '<run>');
  return isReplay ? shown : withoutDurations(withoutTimes(shown));
};

/** Normalizes the files of a case, by path. Pseudonyms of a recording depend on a random salt and become `<pseudonym>`. */
export const normalizeFiles = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const [, host = '{}'] = Object.entries(files).find(([path]) => path.endsWith('host.json')) ?? [];
  const pseudonyms = pseudonymsIn(host);
  const hide = (text: string): string =>
    pseudonyms
      .reduce((hidden, pseudonym) => hidden.replaceAll(pseudonym, '<pseudonym>'), text)
      .replaceAll(/("(?:salt|machine)": ?)"[0-9a-f]+"/g, '$1"<random>"')
      .replaceAll(/("seconds":)[\d.e-]+/g, '$1"<seconds>"');
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, hide(text)]));
};

const pseudonymsIn = (host: string): readonly string[] => {
  try {
    const { pseudonyms = [] } = JSON.parse(host) as { readonly pseudonyms?: readonly string[] };
    return [...pseudonyms].sort((a, b) => b.length - a.length);
  } catch {
    return []; // not a recording
  }
};
