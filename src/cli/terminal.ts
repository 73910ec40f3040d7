// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Where the answer and the talk go: a person's terminal or a program. */

/** What is known of the two streams. */
export type Terminal = {
  /** stdout is a terminal: quantities for people, wrapped to `width`. */
  readonly isForPeople: boolean;
  readonly width: number | null;
  readonly colour: boolean;
  readonly isTalkForPeople: boolean;
  readonly talkColour: boolean;
};

/** Looks at stdout, stderr and the environment. `wantsColour` is false with --no-color; `toFile` with --output. */
export const lookAtTerminal = (wantsColour: boolean, toFile: boolean): Terminal => {
  const isForPeople = process.stdout.isTTY === true && !toFile;
  const isTalkForPeople = process.stderr.isTTY === true;
  const mayColour = wantsColour && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  return {
    isForPeople,
    width: isForPeople ? process.stdout.columns || 80 : null,
    colour: isForPeople && mayColour,
    isTalkForPeople,
    talkColour: isTalkForPeople && mayColour,
  };
};
