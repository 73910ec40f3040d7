// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseContainerList } from '../../../../../src/collectors/sysinfo/sections/containers/parse-list.js';
import { containers } from '../../../../../src/collectors/sysinfo/sections/containers.js';
import type { CommandAnswer } from '../../../../../src/core/command-answer.js';
import { printing } from '../../ptm/small-bluefield.js';
import { collectSection } from '../collect-section.js';

const SOCKET = { '/run/containerd/containerd.sock': '' };
const container = (name: string, attempt: number | undefined, state: string, pod = 'dts-1') => ({
  id: 'x',
  metadata: { name, ...(attempt === undefined ? {} : { attempt }) },
  image: { image: 'sha256:1', userSpecifiedImage: 'registry/dts:1' },
  state: `CONTAINER_${state}`,
  labels: { 'io.kubernetes.pod.name': pod, 'io.kubernetes.pod.namespace': 'default' },
});
const list = (...all: readonly object[]): string => JSON.stringify({ containers: all });

test('of each container the last attempt', async () => {
  const told = await collectSection(containers, SOCKET, (line) =>
    line.startsWith('/usr/local/bin/crictl --runtime-endpoint unix:///run/containerd/containerd.sock ps -a')
      ? printing(
          list(container('dts', 3, 'RUNNING'), container('dts', 2, 'EXITED'), container('a', undefined, 'CREATED')),
        )
      : null,
  );
  expect(told.records.containers.map((one) => Object.values(one))).toEqual([
    ['default', 'dts-1', 'a', 'created', false, 0, 'registry/dts:1'],
    ['default', 'dts-1', 'dts', 'running', true, 3, 'registry/dts:1'],
  ]);
  expect(told.findings).toEqual([]);
});

const failed = (stderr: string): CommandAnswer => ({
  kind: 'failed',
  status: 1,
  stdout: '',
  stderr,
  durationSeconds: 0,
});

test.each<[string, Readonly<Record<string, string>>, CommandAnswer | null, readonly string[], readonly string[]]>([
  ['no runtime', {}, null, [], []],
  ['a runtime that is not for us', { '/run/containerd': '!EACCES' }, null, ['name permission needs root'], ['note']],
  ['no crictl', SOCKET, null, ['absent containers: crictl is not installed'], ['note']],
  [
    'a socket that is not for us',
    SOCKET,
    failed('dial unix /run/containerd/containerd.sock: connect: permission denied\n'),
    ['name permission needs root'],
    ['note'],
  ],
  [
    'the containerd of Docker',
    SOCKET,
    failed('rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService\n'),
    ['not_supported containers: containerd runs without Kubernetes'],
    ['note'],
  ],
  [
    'a runtime that is ill',
    SOCKET,
    failed('deadline exceeded\n'),
    ['unreadable containers: crictl: deadline exceeded'],
    ['warning'],
  ],
  [
    'no JSON',
    SOCKET,
    printing('CONTAINER  IMAGE\n'),
    ['parse crictl: output is not a list of containers'],
    ['warning'],
  ],
])('%s', async (_, paths, answer, findings, severities) => {
  const told = await collectSection(containers, paths, () => answer);
  expect(told).toMatchObject({ records: { containers: [] }, findings, severities: new Set(severities) });
});

test('a cut answer is none; no JSON makes it throw', () => {
  const text = list(container('a', 1, 'RUNNING'), container('b', 1, 'EXITED'));
  fc.assert(
    fc.property(
      fc.nat({ max: text.length - 1 }),
      (at) => void expect(parseContainerList(text.slice(0, at))).toBeNull(),
    ),
  );
  fc.assert(fc.property(fc.json(), (json) => void parseContainerList(json)));
  expect(parseContainerList('{}')).toEqual([]);
  expect(parseContainerList('{"containers":[{"id":"x"}]}')).toBeNull();
});
