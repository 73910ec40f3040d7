// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Colors the text of cells by their tone. */

import type { Tone } from './grid.js';

/** Colors a word for its tone; `header` is the first line. */
export type Paint = (text: string, tone: Tone | 'header') => string;

export const painter = async (color: boolean): Promise<Paint> => {
  if (!color) return (text) => text;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return (text, tone) => {
    switch (tone) {
      case 'header':
        return chalk.bold(text);
      case 'good':
        return chalk.green(text);
      case 'bad':
        return chalk.red(text);
      case 'doubtful':
        return chalk.yellow(text);
      case 'missing':
        return chalk.dim(text);
      case null:
        return text;
    }
  };
};
