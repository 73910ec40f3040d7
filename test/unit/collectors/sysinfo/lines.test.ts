// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Lines of the page that no recorded machine has. */

import { expect, test } from 'vitest';
import { sysinfo } from '../../../../src/collectors/sysinfo.js';
import { wholeDocument } from '../../../machines.js';
import { type Paths, smallMachine } from '../../small-machine.js';
import { functionAt } from './fake-tools.js';
import { HOST_WITH_DPU, MISC } from './host-with-dpu.js';

const linesOf = async (paths: Paths, ...sections: readonly string[]) => {
  const [document] = await wholeDocument(sysinfo, smallMachine(paths));
  if (document === undefined) throw new Error('no answer');
  return sections.map((name) => sysinfo.sections?.[name]?.summary?.(document) ?? null);
};

test('a host with DPUs: which they are, and what each reports over rshim', async () => {
  const [role, dpu] = await linesOf(
    { ...HOST_WITH_DPU, '/dev/rshim1/misc': MISC.replace('DPU mode', 'NIC mode') },
    'role',
    'dpu',
  );
  expect(role).toBe('host-with-dpu, BlueField-3 at 0000:3b:00.0');
  const said = (name: string, mode: string) => `${name} BlueField-3, mode ${mode}, 9009D3B600CVAA, boots from emmc`;
  expect(dpu).toBe(`${said('rshim0', 'dpu')}; ${said('rshim1', 'nic')}`);
});

test('an unknown eswitch has no mode; an empty section has no line', async () => {
  const paths = { ...functionAt('0000:03:00.0', '0x1021'), '/dev/null': '' };
  expect(await linesOf(paths, 'eswitch', 'adapters')).toEqual(['mode -: 0000:03:00.0', '1 x ConnectX-7, 1 port, -, -']);
  expect(await linesOf({}, 'dpu', 'image', 'adapters', 'eswitch', 'health', 'software')).toEqual(Array(6).fill(null));
});
