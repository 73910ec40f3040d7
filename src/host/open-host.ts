// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which machine a command asks: this one, one below a directory, or a recorded one. */
import type { Host } from '../core/host.js';
import type { Door } from './door.js';
import { type LiveOptions, openLive } from './live.js';

/** The machine that the user named. */
export type HostChoice = Omit<LiveOptions, 'openDoor'> & {
  /** Where decisions are written down; null is the default place as root, and nowhere for anybody else. */
  readonly audit: string | null;
  readonly replay: string | null;
  /** Where fabric is installed; the shipped machines are below it. */
  readonly packageRoot: string;
};

/** Opens it. @throws not_found, unreadable, recording */
export const openHost = async (choice: HostChoice): Promise<Host> => {
  if (choice.replay === null) return openLive({ ...choice, openDoor: () => openDoorOf(choice) });
  // Loaded only here: a live run needs no recording and no validator.
  const [{ findRecording, readRecording }, { openReplay }] = await Promise.all([
    import('./recording/read-recording.js'),
    import('./recording/replay.js'),
  ]);
  return openReplay(readRecording(findRecording(choice.replay, choice.packageRoot)));
};

/** As root every decision is written down. */
const AUDIT_FILE = '/var/log/fabric/audit.jsonl';

const openDoorOf = async ({ packageRoot, audit }: HostChoice): Promise<Door> => {
  const [{ loadPolicy }, { openDoor }, { openAudit }] = await Promise.all([
    import('./policy-file.js'),
    import('./door.js'),
    import('./audit/audit-log.js'),
  ]);
  const loaded = loadPolicy(packageRoot);
  const setting = loaded.policy.kind === 'policy' ? loaded.policy.server.audit : 'on';
  const file = audit ?? (process.geteuid?.() === 0 && setting !== 'off' ? AUDIT_FILE : null);
  return openDoor(loaded, file === null ? null : openAudit({ file, required: setting === 'required' }));
};
