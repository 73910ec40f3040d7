// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { FileGroup } from '../../../src/core/file-answer.js';
import type { Host } from '../../../src/core/host.js';
import type { Invocation } from '../../../src/core/invocation.js';
import { shareHost } from '../../../src/core/shared-host.js';
import { smallMachine } from '../small-machine.js';

const TOOL: Invocation = {
  name: 'tool.read',
  path: '/usr/bin/tool',
  args: ['-d', { slot: 'DEVICE', pattern: '[a-z]', example: 'a' }],
  effect: 'read',
  timeoutSeconds: 1,
  help: 'Asks.',
};

/** A machine, and what it was asked for. */
const watched = () => {
  const readings: { groups: readonly FileGroup[]; share: number | undefined }[] = [];
  const commands: string[] = [];
  const machine = smallMachine({ '/a': '1', '/b': '2', '/c': '3', '/turn': ['first', 'second'] as readonly string[] });
  const host: Host = {
    ...machine,
    readFiles: (groups, share) => {
      readings.push({ groups, share });
      return machine.readFiles(groups, share);
    },
    run: (invocation, values, device) => {
      commands.push(String(values['DEVICE']));
      return machine.run(invocation, values, device);
    },
  };
  return { shared: shareHost(host), readings, commands };
};

const textsOf = async (host: Host, paths: readonly string[], device = 'd', share?: number) => {
  const answers = await host.readFiles([{ device, paths }], share);
  return [...answers].map(([path, answer]) => `${path} ${answer.kind === 'text' ? answer.text.trim() : answer.kind}`);
};

test('files requested in one turn are read together, with the smallest share; each caller gets its own', async () => {
  const { shared, readings } = watched();
  const both = Promise.all([textsOf(shared, ['/a', '/b'], 'd', 0.3), textsOf(shared, ['/b', '/gone'], 'e')]);
  expect(await both).toEqual([
    ['/a 1', '/b 2'],
    ['/b 2', '/gone error'],
  ]);
  expect(readings).toEqual([
    {
      groups: [
        { device: 'd', paths: ['/a', '/b'] },
        { device: 'e', paths: ['/gone'] },
      ],
      share: 0.3,
    },
  ]);
});

test('what follows from an answer is the next reading, for all whose answers came together', async () => {
  const { shared, readings } = watched();
  const follow = async (first: string, second: string) => {
    await shared.readFiles([{ device: 'd', paths: [first] }]);
    return textsOf(shared, [second]);
  };
  const deeper = async () => {
    await Promise.resolve();
    return follow('/b', '/c');
  };
  expect(await Promise.all([follow('/a', '/c'), deeper()])).toEqual([['/c 3'], ['/c 3']]);
  expect(readings.map(({ groups }) => groups.flatMap(({ paths }) => paths))).toEqual([['/a', '/b'], ['/c']]);
});

test('reads a file once, for all callers', async () => {
  const { shared, readings } = watched();
  expect(await textsOf(shared, ['/turn'])).toEqual(['/turn first']);
  expect(await textsOf(shared, ['/turn'])).toEqual(['/turn first']);
  expect(readings.length).toBe(1);
});

test('a command is run once for each of its values', async () => {
  const { shared, commands } = watched();
  await Promise.all(['a', 'b', 'a'].map((device) => shared.run(TOOL, { DEVICE: device }, null)));
  expect(commands).toEqual(['a', 'b']);
});

test('what the machine throws reaches everyone who waits', async () => {
  const host = shareHost({ ...smallMachine({}), readFiles: () => Promise.reject(new Error('no reader')) });
  const asked = [host.readFiles([{ device: 'd', paths: ['/a'] }]), host.readFiles([{ device: 'd', paths: ['/b'] }])];
  for (const one of asked) await expect(one).rejects.toThrow('no reader');
});
