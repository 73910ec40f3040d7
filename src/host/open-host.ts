// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which machine a command asks: this one, one below a directory, or a recorded one. A recorder would wrap it here. */
import type { Host } from '../core/host.js';
import { type LiveOptions, openLive } from './live.js';

/** The machine that the user named. */
export type HostChoice = LiveOptions & {
  readonly replay: string | null;
  /** Where fabric is installed; the shipped machines are below it. */
  readonly packageRoot: string;
};

/** Opens it. @throws not_found, unreadable, recording */
export const openHost = async (choice: HostChoice): Promise<Host> => {
  if (choice.replay === null) return openLive(choice);
  // Loaded only here: a live run needs no recording and no validator.
  const [{ findRecording, readRecording }, { openReplay }] = await Promise.all([
    import('./recording.js'),
    import('./replay.js'),
  ]);
  return openReplay(readRecording(findRecording(choice.replay, choice.packageRoot)));
};
