// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headerLine, readJournal, savedSettingLine } from '../../../../src/host/programming/journal.js';

const SINCE = new Date('2026-11-22T08:00:00.000Z');
const KEPT = [
  { path: '/sys/class/hwmon/hwmon3/llt0/enable', value: '0' },
  { path: '/sys/class/hwmon/hwmon3/llt0/event1', value: '0x54' },
];
const WHOLE =
  headerLine({ pid: 4121, startTicks: '99812' }, 'bfperf', SINCE) +
  KEPT.map(({ path, value }) => savedSettingLine(path, value)).join('');

test('what was kept is read back in its order', () => {
  expect(readJournal(WHOLE)).toEqual({
    holder: { pid: 4121, startTicks: '99812' },
    provider: 'bfperf',
    since: '2026-11-22T08:00:00.000Z',
    kept: KEPT,
  });
});

test('a journal cut anywhere gives only complete settings; the following ones were never changed', () => {
  fc.assert(
    fc.property(fc.nat(WHOLE.length), (end) => {
      const kept = readJournal(WHOLE.slice(0, end))?.kept ?? [];
      expect(KEPT.slice(0, kept.length)).toEqual(kept);
    }),
  );
});

test.each([
  ['no header', 'x\n'],
  ['a foreign line', `${WHOLE}{"path":"/etc/passwd"}\n`],
  ['nothing', ''],
])('with %s it is no journal', (_what, text) => {
  expect(readJournal(text)).toBeNull();
});
