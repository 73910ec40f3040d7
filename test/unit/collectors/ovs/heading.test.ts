// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { ovs } from '../../../../src/collectors/ovs.js';
import { openMachine, wholeDocument } from '../../../machines.js';
import { SCREEN } from '../../../terminals.js';
import { presentedBy } from '../../presented.js';

test('omits what --stable leaves out, and does not call the daemon not queried', async () => {
  const [document] = await wholeDocument(ovs, openMachine('bluefield3'));
  if (document === undefined) throw new Error('no answer');
  const lines = async (flags: object) => (await presentedBy(document, ovs, { ...flags }, SCREEN)).split('\n');
  expect((await lines({ stable: true })).slice(0, 2)).toEqual([
    'Open vSwitch 2.17.8, kernel datapath, hw-offload on',
    '',
  ]);
  expect((await lines({})).slice(0, 2)).toEqual([
    'Open vSwitch 2.17.8, kernel datapath, hw-offload on, vswitchd alive 12d',
    'flows 1204, offloaded 1187 (99%), hit rate 99.4%',
  ]);
});
