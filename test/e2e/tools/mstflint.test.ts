// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs Debian's real mstflint with the real runner and the shipped policy, on a machine without an adapter. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FLINT } from '../../../src/collectors/firmware/commands.js';
import { COMMANDS } from '../../../src/collectors/link/commands.js';
import type { CommandAnswer } from '../../../src/core/command-answer.js';
import { argvOf } from '../../../src/core/invocation.js';
import { reasonOfTool } from '../../../src/core/tool/reason.js';
import type { ToolAlternatives } from '../../../src/core/tool/run-tool.js';
import { QUERY } from '../../../src/hardware/nvconfig/commands.js';
import { decide } from '../../../src/policy/decision/decide.js';
import { parsePolicy } from '../../../src/policy/grammar/parse-policy.js';
import { scratch } from '../../scratch.js';
import { packageRoot } from '../fabric.js';
import { canMount, unprivileged } from '../machine.js';
import { OWN_TMP } from '../own-tmp.js';
import { bundleHost, inNode } from '../runner/bundled.js';
import { adapterMachine, canPlantTools } from './adapter-machine.js';

const isInstalled = existsSync('/usr/bin/mstflint');
const skipped = isInstalled ? '' : ' (skipped: needs the package mstflint)';

/** Prefix of a command line that gives it its own /tmp; `first` is shell code that runs before it. */
const inOwnTmp = (first = ':'): readonly string[] => {
  const lines = ['set -e', OWN_TMP, `{ ${first}; } >/dev/null 2>&1 || :`, 'exec "$@"'];
  return ['unshare', '--mount', 'sh', '-c', lines.join('\n'), 'sh'];
};

const shipped = parsePolicy(readFileSync(join(packageRoot, 'policy', 'default.ini')), 'policy/default.ini');

/** The mstflint variant of a tool, and its command line for a device that does not exist. */
const commandFor = (tools: ToolAlternatives, address: string) => {
  const invocation = tools.at(-1) ?? tools[0];
  return { invocation, argv: argvOf(invocation, { DEVICE: address, ARRAY: [] }) };
};
const reason = (tools: ToolAlternatives, address: string, answer: CommandAnswer) => {
  const { invocation, argv } = commandFor(tools, address);
  return reasonOfTool({ where: '', invocation, argv, answer, missing: [] });
};

let bundle = '';
beforeAll(async () => {
  bundle = await bundleHost(scratch());
});
const runBehind = (
  before: readonly string[],
  argv: readonly string[],
  device: string | null,
): Promise<CommandAnswer> => {
  const call = `host.runAllowed(allow(...${JSON.stringify(argv)}), ${JSON.stringify({ timeoutSeconds: 10, device })})`;
  return inNode<CommandAnswer>(bundle, call, { before });
};

const runHere = async (tools: ToolAlternatives, address: string): Promise<CommandAnswer> => {
  const { argv } = commandFor(tools, address);
  const decision = shipped.kind === 'invalid' ? null : decide(shipped, argv);
  if (decision?.verdict !== 'allow') throw new Error(`not allowed: ${argv.join(' ')}`);
  return runBehind(inOwnTmp(), decision.argv, address);
};

describe.skipIf(!isInstalled || !canMount)(`as root${skipped}`, () => {
  test('mstflint reports a missing device', async () => {
    const answer = await runHere(FLINT, '0000:fe:00.0');
    expect(reason(FLINT, '0000:fe:00.0', answer)).toEqual({
      code: 'unreadable',
      detail: expect.stringMatching(/^mstflint: Cannot open Device: 0000:fe:00\.0\. No such file or directory/),
    });
  });

  test('mstlink reports a missing device', async () => {
    const answer = await runHere(COMMANDS.port, '0000:fe:00.0');
    expect(reason(COMMANDS.port, '0000:fe:00.0', answer)).toEqual({
      code: 'unreadable',
      detail: 'mstlink: Failed to open device: "0000:fe:00.0", No such file or directory',
    });
  });

  test('mstconfig reports only that it cannot open the device', async () => {
    const answer = await runHere(QUERY, '0000:fe:00.0');
    expect(reason(QUERY, '0000:fe:00.0', answer)).toEqual({
      code: 'unreadable',
      detail: 'mstconfig: Failed to open the device',
    });
  });
});

test.skipIf(!isInstalled || !canMount)(`names the flag that the tool does not know${skipped}`, async () => {
  const { invocation } = commandFor(QUERY, '0000:fe:00.0');
  const argv = ['/usr/bin/mstconfig', '-d', '0000:fe:00.0', '--of-another-day', 'q'];
  const answer = await runBehind(inOwnTmp(), argv, null);
  expect(reasonOfTool({ where: '', invocation, argv, answer, missing: [] })).toEqual({
    code: 'unreadable',
    detail: 'mstconfig: invalid argument: --of-another-day',
  });
});

describe.skipIf(!isInstalled || !canMount || unprivileged === null)(`as an unprivileged user${skipped}`, () => {
  /** Root runs the same command first, so its lock file exists and is not accessible to this user. */
  const runAsUser = async (tools: ToolAlternatives, address: string): Promise<CommandAnswer> => {
    const { argv } = commandFor(tools, address);
    const asRoot = argv.map((word) => `'${word}'`).join(' ');
    return runBehind([...inOwnTmp(asRoot), ...(unprivileged ?? [])], argv, address);
  };

  test('mstflint distinguishes a denied device from a missing one', async () => {
    const answer = await runAsUser(FLINT, '0000:fd:00.0');
    expect(reason(FLINT, '0000:fd:00.0', answer)).toEqual({
      code: 'permission',
      detail: expect.stringContaining('Permission denied'),
    });
  });

  test('mstlink distinguishes them too', async () => {
    const answer = await runAsUser(COMMANDS.port, '0000:fd:00.0');
    expect(reason(COMMANDS.port, '0000:fd:00.0', answer)).toEqual({
      code: 'permission',
      detail: expect.stringContaining('Permission denied'),
    });
  });

  test('mstconfig does not distinguish them, so fabric does not either', async () => {
    const answer = await runAsUser(QUERY, '0000:fd:00.0');
    expect(reason(QUERY, '0000:fd:00.0', answer)).toMatchObject({ code: 'unreadable' });
  });
});

describe.skipIf(!isInstalled || !canPlantTools)(
  `the program on a machine whose cards do not exist${skipped}`,
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

    test('link names the device that mstlink could not open', async () => {
      const { stdout, stderr, status } = await machine.fabric('link', '-d', 'mlx5_0');
      expect({ stdout, status }).toEqual({ stdout: '', status: 4 });
      expect(stderr).toBe('error: mlx5_0: mstlink: Failed to open device: "0000:18:00.0", No such file or directory\n');
    });

    test('firmware names the device that mstflint could not open', async () => {
      const { stdout, stderr, status } = await machine.fabric('firmware', '-d', 'mlx5_0');
      expect({ stdout, status }).toEqual({ stdout: '', status: 4 });
      expect(stderr).toMatch(/^error: mlx5_0: mstflint: Cannot open Device: 0000:18:00\.0\./);
    });
  },
);
