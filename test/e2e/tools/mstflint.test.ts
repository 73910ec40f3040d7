// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Debian's real mstflint, run by the real runner as the shipped policy allows it, on a machine without an adapter. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FLINT } from '../../../src/collectors/firmware/commands.js';
import { COMMANDS } from '../../../src/collectors/link/commands.js';
import type { CommandAnswer } from '../../../src/core/command-answer.js';
import { argvOf } from '../../../src/core/invocation.js';
import { QUERY } from '../../../src/core/nvconfig/commands.js';
import type { Alternatives } from '../../../src/core/tool/ask.js';
import { reasonOfTool } from '../../../src/core/tool/reason.js';
import { runAllowed } from '../../../src/host/command/run-allowed.js';
import { decide } from '../../../src/policy/decide.js';
import { readPolicy } from '../../../src/policy/read-policy.js';
import { packageRoot } from '../fabric.js';
import { isRoot, unprivileged } from '../machine.js';
import { bundleHost, inNode } from '../runner/bundled.js';
import { allow, makePlace } from '../runner/tools.js';
import { adapterMachine, canPlantTools } from './adapter-machine.js';

const isInstalled = existsSync('/usr/bin/mstflint');
const skipped = isInstalled ? '' : ' (skipped: needs the package mstflint)';

// The tools leave a lock there for every device that they were asked about, be it there or not.
const LOCKS = '/tmp/mstflint_lockfiles';
afterAll(() => {
  for (const device of ['0000:fd:00.0', '0000:fe:00.0', '0000:18:00.0', '0000:2a:00.0'])
    rmSync(join(LOCKS, `${device}_mem`), { force: true });
});

const shipped = readPolicy(readFileSync(join(packageRoot, 'policy', 'default.ini')), 'policy/default.ini');

/** The open twin of a tool, and its command line about a device that is not there. */
const about = (tools: Alternatives, address: string) => {
  const invocation = tools.at(-1) ?? tools[0];
  return { invocation, argv: argvOf(invocation, { DEVICE: address, ARRAY: [] }) };
};
const reason = (tools: Alternatives, address: string, answer: CommandAnswer) => {
  const { invocation, argv } = about(tools, address);
  return reasonOfTool({ where: '', invocation, argv, answer, missing: [] });
};

const runHere = async (tools: Alternatives, address: string): Promise<CommandAnswer> => {
  const { argv } = about(tools, address);
  const decision = shipped.kind === 'invalid' ? null : decide(shipped, argv);
  if (decision?.verdict !== 'allow') throw new Error(`not allowed: ${argv.join(' ')}`);
  return runAllowed(decision, { timeoutSeconds: 10, device: address });
};

describe.skipIf(!isInstalled || !isRoot)(`as root${skipped}`, () => {
  test('mstflint says that there is no such device', async () => {
    const answer = await runHere(FLINT, '0000:fe:00.0');
    expect(reason(FLINT, '0000:fe:00.0', answer)).toEqual({
      code: 'unreadable',
      detail: expect.stringMatching(/^mstflint: Cannot open Device: 0000:fe:00\.0\. No such file or directory/),
    });
  });

  test('mstlink says it too', async () => {
    const answer = await runHere(COMMANDS.port, '0000:fe:00.0');
    expect(reason(COMMANDS.port, '0000:fe:00.0', answer)).toEqual({
      code: 'unreadable',
      detail: 'mstlink: Failed to open device: "0000:fe:00.0", No such file or directory',
    });
  });

  test('mstconfig says that it cannot open it, and no more', async () => {
    const answer = await runHere(QUERY, '0000:fe:00.0');
    expect(reason(QUERY, '0000:fe:00.0', answer)).toEqual({
      code: 'unreadable',
      detail: 'mstconfig: Failed to open the device',
    });
  });
});

test.skipIf(!isInstalled || !isRoot)(`an option that the tool is too old for is named${skipped}`, async () => {
  const { invocation } = about(QUERY, '0000:fe:00.0');
  const decision = allow('/usr/bin/mstconfig', '-d', '0000:fe:00.0', '--of-another-day', 'q');
  const answer = await runAllowed(decision, { timeoutSeconds: 10, device: null });
  expect(reasonOfTool({ where: '', invocation, argv: decision.argv, answer, missing: [] })).toEqual({
    code: 'unreadable',
    detail: 'mstconfig: invalid argument: --of-another-day',
  });
});

describe.skipIf(!isInstalled || !isRoot || unprivileged === null)(`as a user whom permissions bind${skipped}`, () => {
  let bundle = '';
  beforeAll(async () => {
    bundle = await bundleHost(makePlace());
  });
  /** What root has asked before is locked by a file of root's in /tmp: the tool says so, or that there is no device. */
  const runAsUser = async (tools: Alternatives, address: string): Promise<CommandAnswer> => {
    const { argv } = about(tools, address);
    const call = `host.runAllowed(allow(...${JSON.stringify(argv)}), { timeoutSeconds: 10, device: null })`;
    return inNode<CommandAnswer>(bundle, call, { before: unprivileged ?? [] });
  };

  test('mstflint tells that it may not from that there is nothing', async () => {
    await runHere(FLINT, '0000:fd:00.0');
    const answer = await runAsUser(FLINT, '0000:fd:00.0');
    expect(reason(FLINT, '0000:fd:00.0', answer)).toEqual({
      code: 'permission',
      detail: expect.stringContaining('Permission denied'),
    });
  });

  test('mstlink tells them apart', async () => {
    await runHere(COMMANDS.port, '0000:fd:00.0');
    const answer = await runAsUser(COMMANDS.port, '0000:fd:00.0');
    expect(reason(COMMANDS.port, '0000:fd:00.0', answer)).toEqual({
      code: 'permission',
      detail: expect.stringContaining('Permission denied'),
    });
  });

  test('mstconfig does not tell them apart, so neither do we', async () => {
    const answer = await runAsUser(QUERY, '0000:fd:00.0');
    expect(reason(QUERY, '0000:fd:00.0', answer)).toMatchObject({ code: 'unreadable' });
  });
});

describe.skipIf(!isInstalled || !canPlantTools)(
  `the program on a machine of cards that are not there${skipped}`,
  async () => {
    const machine = await adapterMachine('connectx7');
    for (const program of ['mlxconfig', 'flint', 'mlxfwmanager', 'mlxlink']) machine.hide(program);

    test('nvconfig names each card that mstconfig could not open', async () => {
      const { stdout, stderr, status } = await machine.fabric('nvconfig', '-d', 'mlx5_0', '-d', 'mlx5_1');
      expect({ stdout, status }).toEqual({ stdout: '', status: 4 });
      expect(stderr).toBe(
        'error: mlx5_0: mstconfig: Failed to open the device\n  mlx5_1: mstconfig: Failed to open the device\n',
      );
    });

    test('link says which device mstlink missed', async () => {
      const { stdout, stderr, status } = await machine.fabric('link', '-d', 'mlx5_0');
      expect({ stdout, status }).toEqual({ stdout: '', status: 4 });
      expect(stderr).toBe('error: mlx5_0: mstlink: Failed to open device: "0000:18:00.0", No such file or directory\n');
    });

    test('firmware says which device mstflint missed', async () => {
      const { stdout, stderr, status } = await machine.fabric('firmware', '-d', 'mlx5_0');
      expect({ stdout, status }).toEqual({ stdout: '', status: 4 });
      expect(stderr).toMatch(/^error: mlx5_0: mstflint: Cannot open Device: 0000:18:00\.0\./);
    });
  },
);
