// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import type { SectionProvider } from '../../../../src/collectors/sysinfo/section.js';
/** A part of sysinfo asked of a small machine, and tools that answer there. */
import { type CommandAnswer, missingProgramDetail } from '../../../../src/core/command-answer.js';
import type { Host } from '../../../../src/core/host.js';
import { argvOf } from '../../../../src/core/invocation.js';
import type { RecordTypes } from '../../../../src/core/record-type.js';
import { type Paths, smallMachine } from '../../small-machine.js';

/** What a command says, by its words without the directory; what is not here is no program of the machine. */
export type Tools = { readonly [words: string]: CommandAnswer | string };

/** A command that ended well with this. */
const ok = (stdout: string): CommandAnswer => ({ kind: 'ok', stdout, stderr: '', durationSeconds: 0 });

/** A command that ended with 1 and this on stderr. */
export const failed = (stderr: string): CommandAnswer => ({
  kind: 'failed',
  status: 1,
  stdout: '',
  stderr: `${stderr}\n`,
  durationSeconds: 0,
});

/** A command that was ended when its time was over. */
export const HUNG: CommandAnswer = { kind: 'timed_out', stdout: '', stderr: '', durationSeconds: 5 };

/** What --root answers to every command. */
export const BELOW_ROOT: CommandAnswer = {
  kind: 'denied',
  by: 'root',
  detail: 'commands would query this machine instead of the one below --root',
  nearest: null,
};

const machineWith = (paths: Paths, tools: Tools, otherwise: CommandAnswer | null): Host => ({
  ...smallMachine(paths),
  run: async (invocation, values) => {
    const [path = '', ...args] = argvOf(invocation, values);
    const answer = tools[[path.replace(/^.*\//, ''), ...args].join(' ')];
    if (typeof answer === 'string') return ok(answer);
    return answer ?? otherwise ?? { kind: 'missing', detail: missingProgramDetail(path) };
  },
});

/** The records and the findings of a part on a machine of these files and tools. */
export const ask = async <Raw, T extends RecordTypes>(
  part: SectionProvider<Raw, T>,
  paths: Paths,
  tools: Tools = {},
  {
    packages = null,
    otherwise = null,
  }: { readonly packages?: string | null; readonly otherwise?: CommandAnswer | null } = {},
) => {
  const host = machineWith(paths, tools, otherwise);
  return part.parse(await part.collect(host, { devices: [], all: false, options: { packages } }));
};

/** A mlx5 function at this address; `more` are further files of it. */
export const functionAt = (address: string, device: string, more: Paths = {}): Paths => {
  const path = `/sys/bus/pci/devices/${address}`;
  return {
    [`/sys/bus/pci/drivers/mlx5_core/${address}`]: `-> ../../../../devices/${address}`,
    [`${path}/vendor`]: '0x15b3',
    [`${path}/device`]: device,
    [`${path}/class`]: '0x020000',
    [`${path}/driver`]: '-> ../../../bus/pci/drivers/mlx5_core',
    ...Object.fromEntries(Object.entries(more).map(([file, said]) => [`${path}/${file}`, said])),
  };
};
