// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { ovs } from '../../../src/collectors/ovs.js';
import { openMachine, wholeDocument } from '../../machines.js';
import { SCREEN } from '../../terminals.js';
import { presentedBy } from '../presented.js';

test('notes an empty group, unless its size is unknown', async () => {
  const [document] = await wholeDocument(ovs, openMachine('bluefield3'));
  if (document === undefined) throw new Error('no answer');
  expect(await presentedBy(document, ovs, { group: 'bonds' }, SCREEN)).toContain('note: no bonds\n');
  const why = { type: 'bonds', where: '', fields: [], severity: 'warning', code: 'parse', detail: 'odd' } as const;
  const unknown = { ...document, problems: [why] };
  expect(await presentedBy(unknown, ovs, { group: 'bonds' }, SCREEN)).not.toContain('no bonds');
  expect(await presentedBy(document, ovs, {}, SCREEN)).not.toContain('note: no ');
});
