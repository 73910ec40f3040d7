// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Replaces what differs between two runs of one program: paths, the time of day, durations, pseudonyms of a recording. */

/** When the runs of this process began; a time of day from then on is the time of a run. */
const STARTED_MS = Date.now() - 60_000;

const isNow = (milliseconds: number): boolean => milliseconds >= STARTED_MS && milliseconds <= Date.now() + 60_000;

const withoutTimes = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (time) => (isNow(Date.parse(time)) ? '<now>' : time))
    .replaceAll(/(?<=^|\s)\d\d:\d\d:\d\d(?=\s)/g, '<now>') // the line above each table of --interval
    .replaceAll(/\b\d{10}(?:\.\d+)?\b/g, (seconds) => (isNow(Number(seconds) * 1000) ? '<now>' : seconds));

/** The program's own durations: only a replay has the ones that were recorded. */
const withoutDurations = (text: string): string =>
  text
    .replaceAll(/("(?:duration|interval)_seconds": ?)[\d.e-]+/g, '$1"<seconds>"')
    .replaceAll(/^(fabric_\w*duration_seconds(?:\{[^}]*\})? )[\d.e-]+$/gm, '$1<seconds>');

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own control characters
const PROGRESS = /(?:\r\u001b\[K[a-z]+: [^\r\n]* s)*\r\u001b\[K/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own control characters
const COLOR = /\u001b\[([\d;]*)m/g;

/** What a terminal showed, without the line of progress, which depends on the load; a color reads `<31>`. */
const fromTerminal = (text: string): string =>
  text.replaceAll(PROGRESS, '').replaceAll('\r\n', '\n').replaceAll(COLOR, '<$1>');

/** How the text of a run depends on it. */
export type RunContext = {
  readonly home: string;
  readonly isReplay: boolean;
  readonly isTerminal: boolean;
};

/** The text that two runs of one program have alike. */
export const normalize = (text: string, { home, isReplay, isTerminal }: RunContext): string => {
  const shown = (isTerminal ? fromTerminal(text) : text).replaceAll(home, '<home>');
  return isReplay ? shown : withoutDurations(withoutTimes(shown));
};

/** Files of one case by path. In a recording the pseudonyms follow from a random salt: each one reads `<pseudonym>`. */
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
    return []; // no recording
  }
};
