// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Queries the runtime whose socket exists. Without an endpoint crictl would try others, 2 s each. */

import type { ListAnswer } from '../../../../core/file-answer.js';
import type { Host } from '../../../../core/host.js';
import { runTool, type ToolAnswer, toolAlternatives } from '../../../../core/tool/run-tool.js';

/** The socket of each runtime. */
export const RUNTIMES = [
  { directory: '/run/containerd', socket: 'containerd.sock' },
  { directory: '/run/crio', socket: 'crio.sock' },
  { directory: '/run/k3s/containerd', socket: 'containerd.sock' },
] as const;

/** Containers that run or ran. */
export const CRICTL = toolAlternatives(
  {
    name: 'crictl.containers',
    path: '/usr/bin/crictl',
    args: [
      '--runtime-endpoint',
      {
        slot: 'ENDPOINT',
        pattern: 'unix:///run/(containerd/containerd|crio/crio|k3s/containerd/containerd)\\.sock',
        example: 'unix:///run/containerd/containerd.sock',
      },
      'ps',
      '-a',
      '-o',
      'json',
    ],
    effect: 'read',
    timeoutSeconds: 4,
    help: 'Kubernetes containers, when a runtime socket exists.',
  },
  '/usr/local/bin/crictl',
);

/** A runtime and its answer; null when its directory may not be listed. */
export type RuntimeQuery = { readonly listing: ListAnswer; readonly toolAnswer: ToolAnswer | null };

/** Queries each runtime with a socket; a directory that may not be listed counts as one. */
export const queryContainers = (host: Host): Promise<readonly RuntimeQuery[]> =>
  Promise.all(
    RUNTIMES.map((runtime) => ({ ...runtime, listing: host.readdir(runtime.directory) }))
      .filter(({ listing, socket }) =>
        listing.kind === 'entries' ? listing.entries.includes(socket) : listing.errno !== 'ENOENT',
      )
      .map(async ({ directory, socket, listing }): Promise<RuntimeQuery> => {
        if (listing.kind === 'error') return { listing, toolAnswer: null };
        const values = { ENDPOINT: `unix://${directory}/${socket}` };
        return { listing, toolAnswer: await runTool(host, CRICTL, values, { where: '', device: null }) };
      }),
  );
