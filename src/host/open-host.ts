// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Opens the machine of a run: this one, one below a directory, or a recorded one. */

import type { Host } from '../core/host.js';
import { inTurns } from '../core/turns.js';
import { DEFAULT_SETTINGS } from '../policy/grammar/settings.js';
import { withBoundedNames } from './bounded-names.js';
import type { PolicyEnforcer } from './command/enforcer.js';
import { checkDescriptorLimit } from './descriptor-limit.js';
import { type LiveOptions, openLive } from './live.js';

/** The machine that the user named. */
export type HostChoice = Omit<LiveOptions, 'openEnforcer' | 'inside'> & {
  /** The directory that the machine lies in; null is this machine. */
  readonly root: string | null;
  /** The command that the user typed, for the next step that an error names. */
  readonly command: string;
  /** Path of the audit; null is the default path as root, and no audit for other users. */
  readonly audit: string | null;
  readonly replay: string | null;
  /** Installation directory; the shipped recordings are below it. */
  readonly packageRoot: string;
  /** A replay waits as long between two samples as a live machine; otherwise only its clock moves. */
  readonly paces: boolean;
};

/** Opens it; a recording is read in turns. @throws descriptors, not_found, unreadable, recording; the reason of `ended` */
export const openHost = async (choice: HostChoice, ended: AbortSignal): Promise<Host> => {
  if (choice.replay === null) {
    checkDescriptorLimit();
    // Loaded only for --root: the machine's own paths are the kernel's to resolve.
    const inside =
      choice.root === null ? null : (await import('./inside-root/open-root.js')).openRoot(choice.root, choice.command);
    return withBoundedNames(openLive({ ...choice, inside, openEnforcer: () => createHostEnforcer(choice) }));
  }
  // Loaded only here: a live run needs no recording and no validator.
  const [{ findRecording, readingRecording }, { openReplay }] = await Promise.all([
    import('./recording/read-recording.js'),
    import('./recording/replay.js'),
  ]);
  const reading = readingRecording(findRecording(choice.replay, choice.packageRoot));
  return openReplay(await inTurns(reading, ended), { paces: choice.paces });
};

/** As root every decision is audited. */
const AUDIT_FILE = '/var/log/fabric/audit.jsonl';

const createHostEnforcer = async ({ packageRoot, audit }: HostChoice): Promise<PolicyEnforcer> => {
  const [{ loadPolicy }, { createEnforcer: openEnforcer }, { openAudit }] = await Promise.all([
    import('./policy-file.js'),
    import('./command/enforcer.js'),
    import('./audit/audit-log.js'),
  ]);
  const loaded = loadPolicy(packageRoot);
  const { audit: setting, audit_bytes } = loaded.policy.kind === 'policy' ? loaded.policy.server : DEFAULT_SETTINGS;
  const file = audit ?? (process.geteuid?.() === 0 && setting !== 'off' ? AUDIT_FILE : null);
  return openEnforcer(
    loaded,
    file === null ? null : openAudit({ file, required: setting === 'required', limitBytes: audit_bytes }),
  );
};
