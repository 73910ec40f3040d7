// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The destination of the results: stdout, another stream of the caller, or a file that is replaced atomically. */

import { STDOUT } from '../core/stream-name.js';
import { writeAnswerInTurns } from './write-in-turns.js';

/** A place for the answer. */
export type Destination = {
  /** The stream's descriptor; null for a file, which is written at once. */
  readonly descriptor: number | null;
  /** Writes a complete answer. False: the reader of the stream went away. @throws output; the reason of `ended` */
  readonly write: (text: string, ended?: AbortSignal) => Promise<boolean>;
};

/** Standard output. */
export const STANDARD_OUTPUT: Destination = {
  descriptor: STDOUT,
  write: (text, ended) => writeAnswerInTurns(text, ended),
};

/** Opens what `-o` names; null is standard output. @throws output when it cannot be written or must not be replaced */
export const openDestination = async (output: string | null): Promise<Destination> => {
  if (output === null) return STANDARD_OUTPUT;
  const { findOutputTarget } = await import('../host/files/output-target.js');
  const target = findOutputTarget(output);
  switch (target.kind) {
    case 'stream': {
      if (target.descriptor === STDOUT) return STANDARD_OUTPUT;
      const { openStream } = await import('../host/files/open-stream.js');
      const opened = openStream(target.descriptor, output);
      return { descriptor: target.descriptor, write: (text, ended) => writeAnswerInTurns(text, ended, opened, output) };
    }
    case 'null':
      return { descriptor: null, write: async () => true };
    case 'file': {
      const { writeOutputFile } = await import('../host/files/write-output-file.js');
      return {
        descriptor: null,
        write: async (text) => {
          writeOutputFile(output, text);
          return true;
        },
      };
    }
  }
};
