// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FabricError } from '../../../src/core/error.js';
import { compareNatural } from '../../../src/core/natural-order.js';
import type { Finding } from '../../../src/core/problem.js';
import { errorMessages, messagesOf, renderMessages } from '../../../src/render/messages.js';
import { documentOf, type End, end, finding, wire } from '../wire.js';

const said = async (
  ends: readonly End[],
  findings: readonly Finding[],
  notes: readonly string[] = [],
): Promise<string[]> =>
  (await renderMessages(messagesOf(documentOf(ends, findings), wire.types, notes), false)).split('\n').slice(0, -1);

const ends = (count: number): End[] => Array.from({ length: count }, (_, i) => end({ device: `w_${i}` }));
const each = (fields: readonly string[], more: Partial<Finding>): Finding[] =>
  fields.map((field) => finding({ ...more, field }));

test('prints warnings before notes, one line for all fields of one cause, then how much is complete', async () => {
  const talk = await said(ends(8), [
    ...each(['downs', 'resets'], { where: 'w_4/1', code: 'saturated', detail: 'at register maximum' }),
    ...each(['downs', 'resets'], { where: 'w_5/1', detail: 'EIO' }),
  ]);
  expect(talk).toEqual([
    'warning: w_5/1: unreadable (EIO): downs, resets',
    'note: w_4/1: saturated (value is a lower bound): downs, resets',
    'partial: 7 of 8 ends complete, status 6',
  ]);
});

test('with notes only nothing is partial; without problems nothing is printed', async () => {
  expect(
    await said(ends(1), [finding({ where: '', code: 'absent', detail: '7 ports not read; --all reads them' })]),
  ).toEqual(['note: 7 ports not read; --all reads them']);
  expect(await said(ends(1), [])).toEqual([]);
});

test('a timeout names the end of the path that never answered, not the fields it took', async () => {
  const detail = 'no answer within 10 s: /sys/class/infiniband/mlx5_2/ports/1/state; skipped the rest';
  expect(await said(ends(8), each(['state', 'lid'], { where: 'w_2/1', code: 'timeout', detail }))).toEqual([
    'warning: w_2/1: no answer within 10 s: .../mlx5_2/ports/1/state; skipped the rest',
    'partial: 7 of 8 ends complete, status 6',
  ]);
  const late = each(['state', 'lid'], { where: 'w_2/1', code: 'timeout', detail: 'not reached within 10 s' });
  expect((await said(ends(8), late))[0]).toBe('warning: w_2/1: not reached within 10 s');
});

test('prints what the document lacks as a whole, without a broken record', async () => {
  const whole = finding({
    where: '',
    field: null,
    code: 'permission',
    detail: 'power: needs root',
    severity: 'warning',
  });
  expect(await said(ends(1), [whole])).toEqual(['warning: power: needs root']);
});

test('prints at most five lines and counts the rest, without fix and partial', async () => {
  const warnings = ends(4).map((e) => finding({ where: `${e.device}/1`, field: 'lid' }));
  const notes = ends(3).map((e) =>
    finding({ where: `${e.device}/1`, field: 'heat', code: 'absent', detail: 'ENOENT' }),
  );
  const fix = finding({ where: '', code: 'absent', detail: 'something', fix: 'look there' });
  expect(await said(ends(6), [...notes, fix, ...warnings], ['2 ends without errors'])).toEqual([
    'warning: w_0/1: unreadable (EIO): lid',
    'warning: w_1/1: unreadable (EIO): lid',
    'warning: w_2/1: unreadable (EIO): lid',
    'warning: w_3/1: unreadable (EIO): lid',
    'note: w_0/1: not available (ENOENT): heat',
    '+4 more, use --json to see all',
    'fix: look there',
    'partial: 2 of 6 ends complete, status 6',
  ]);
});

test('prints one problem of several record types once', async () => {
  const none = finding({ where: '', detail: 'tool: no answer' });
  const all = ['ends', 'wires', 'others'].map((type) => ({ ...none, type }));
  expect(await said(ends(1), all)).toEqual(['warning: tool: no answer']);
});

test('prints a field that several types have with its type', () => {
  const document = documentOf(ends(1), each(['downs'], { where: '' }));
  const [alone] = messagesOf(document, wire.types);
  const [ofTwo] = messagesOf(document, { ...wire.types, others: wire.types.ends });
  expect([alone?.text, ofTwo?.text]).toEqual(['unreadable (EIO): downs', 'ends: unreadable (EIO): downs']);
});

test('counts a requested device that is not installed as incomplete', async () => {
  const missing = finding({ where: 'w_9', code: 'absent', severity: 'warning', detail: 'no such device' });
  expect(await said(ends(2), [missing])).toEqual([
    'warning: w_9: no such device',
    'partial: 2 of 3 ends complete, status 6',
  ]);
  expect((await said([], [missing])).at(-1)).toBe('partial: 0 of 1 ends complete, status 4');
});

test('a long list of fields fills 80 columns and ends with how many more there are', async () => {
  const fields = Array.from({ length: 30 }, (_, i) => `counter_${i + 10}`);
  const first = async (where: string): Promise<string | undefined> => (await said([], each(fields, { where })))[0];
  const full = await first('w_100/1');
  expect(full).toBe('warning: w_100/1: unreadable (EIO): counter_10, counter_11, counter_12, +27 more');
  expect(full?.length).toBe(80);
  expect(await first('w_1000/1')).toBe('warning: w_1000/1: unreadable (EIO): counter_10, counter_11, +28 more');
});

test('a line names as many fields as fit in 80 columns, but one, and counts the others', async () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 });
  const names = lengths.map((all) => all.map((length, i) => `x${i}`.padEnd(length, '_')).sort(compareNatural));
  await fc.assert(
    fc.asyncProperty(names, async (fields) => {
      const says = (count: number): string => {
        const left = fields.length - count;
        return `note: w_0/1: not available (ENOENT): ${fields.slice(0, count).join(', ')}${left === 0 ? '' : `, +${left} more`}`;
      };
      const counts = fields.map((_, i) => i + 1);
      const fitting = counts.filter((count) => says(count).length <= 80);
      const told = says(Math.max(1, ...fitting));
      expect(await said(ends(1), each(fields, { code: 'absent', detail: 'ENOENT' }))).toEqual([told]);
    }),
  );
});

test('no foreign word moves the cursor: not a device, a path, a field, a cause or an error', async () => {
  const hostile = '\u001b[2J\n\u202e\u2028';
  const shown = String.raw`\u001b[2J\n\u202e\u2028`;
  expect(await said([], [finding({ where: hostile, field: hostile, detail: hostile })])).toEqual([
    `warning: ${shown}: unreadable (${shown}): ${shown}`,
    'partial: 0 of 1 ends complete, status 4',
  ]);
  const error = new FabricError('not_found', `no device ${hostile}`, { fix: `try ${hostile}` });
  expect(await renderMessages(errorMessages(error), false)).toBe(`error: no device ${shown}\nfix: try ${shown}\n`);
});

test('an error without a next step is one line', async () => {
  expect(await renderMessages(errorMessages(new FabricError('usage', 'what?')), false)).toBe('error: what?\n');
});

test('colors only the kind, and only when requested', async () => {
  const lines = messagesOf(
    documentOf(ends(1), [finding({ detail: 'EIO', fix: 'look' }), finding({ code: 'absent' })]),
    wire.types,
  );
  const [yellow, cyan, bold, normal, notBold] = ['\u001b[33m', '\u001b[36m', '\u001b[1m', '\u001b[39m', '\u001b[22m'];
  expect(await renderMessages([...lines, { kind: 'error', text: 'no' }], true)).toBe(
    `${yellow}warning:${normal} w_0/1: EIO
${cyan}note:${normal} w_0/1: EIO
${bold}fix:${notBold} look
${yellow}partial:${normal} 0 of 1 ends complete, status 6
\u001b[31merror:${normal} no
`,
  );
});

test('a warning about 100,000 counters is written as fast as one about three', { timeout: 20_000 }, async () => {
  const fields = Array.from({ length: 100_000 }, (_, i) => `counter_${i}`);
  const started = performance.now();
  const [line] = await said(ends(1), each(fields, { where: 'w_0/1', detail: 'EIO' }));
  expect(line).toBe('warning: w_0/1: unreadable (EIO): counter_0, counter_1, counter_2, +99997 more');
  expect((performance.now() - started) / 1000).toBeLessThan(8);
});
