// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One line on stderr while a person waits; gone before the answer. A program never sees it. */

const FIRST_MS = 500;
const AGAIN_MS = 250;

/** Progress of reading on stderr; `stop` erases the line. */
export type Progress = { readonly update: (done: number, all: number) => void; readonly stop: () => void };

/** Shows progress on a terminal after half a second. `write` puts text on it. */
export const startProgress = (command: string, isTerminal: boolean, write: (text: string) => void): Progress => {
  if (!isTerminal) return { update: () => {}, stop: () => {} };
  const started = performance.now();
  let text = '';
  let isShown = false;
  const draw = (): void => {
    isShown = true;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    write(`\r\u001b[K${command}: ${text}${text === '' ? '' : ', '}${seconds} s`);
  };
  let again: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    draw();
    again = setInterval(draw, AGAIN_MS);
  }, FIRST_MS);
  return {
    update: (done, all) => {
      text = `${done} of ${all} devices`;
    },
    stop: () => {
      clearTimeout(first);
      clearInterval(again);
      if (isShown) write('\r\u001b[K');
      isShown = false;
    },
  };
};
