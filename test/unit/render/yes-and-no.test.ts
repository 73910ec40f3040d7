// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { boolean, label, state } from '../../../src/core/field.js';
import { makeDocument } from '../../../src/core/make-document.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { column, type View } from '../../../src/core/view.js';
import { gridOf } from '../../../src/render/cells.js';
import { MADE_UP } from '../wire.js';

const FANS = list({
  slot: label('Slot.', 'slots'),
  is_due: boolean('Is due.', 'due'),
  now: state(['fast', 'slow'], 'Now.', 'now'),
  next: state(['fast', 'slow'], 'Next.', 'next'),
});
const records = [
  { slot: 'a', is_due: true, now: 'fast', next: 'slow' },
  { slot: 'b', is_due: false, now: 'slow', next: 'slow' },
  { slot: 'c', is_due: null, now: null, next: 'fast' },
  { slot: 'd', is_due: false, now: 'slow', next: null },
] as const;
const provider = (view: View) =>
  defineProvider({
    ...MADE_UP,
    name: 'box',
    types: { fans: FANS },
    views: { summary: view },
    parse: () => ({ records: { fans: records }, findings: [] }),
  });
const grid = (view: View) => {
  const run = { host: null, at: new Date(0), seconds: 0 };
  const parsed = { records: { fans: records }, findings: [] };
  const document = makeDocument(provider(view), parsed as never, run);
  return gridOf(document, FANS, view, view.columns, { human: true });
};
const SLOT = column('SLOT', 'slot');

test('true may have its own word; false and unknown are a dash', () => {
  const view: View = {
    type: 'fans',
    columns: [SLOT, { kind: 'fields' as const, header: 'DUE', fields: ['is_due'], trueText: 'due' }],
  };
  expect(grid(view).rows.map((row) => row.map(({ text }) => text).join(' '))).toEqual(['a due', 'b -', 'c -', 'd -']);
});

test('a table of true records leaves out false and unknown', () => {
  const view: View = { type: 'fans', showWhere: 'is_due', columns: [SLOT] };
  expect(grid(view).rows.map(([cell]) => cell?.text)).toEqual(['a']);
});

test('a word that is unlike another is doubtful, one that is missing is not', () => {
  const view: View = {
    type: 'fans',
    columns: [{ kind: 'fields' as const, header: 'NEXT', fields: ['next'], expectEqual: 'now' }],
  };
  expect(grid(view).rows.map(([cell]) => cell?.tone)).toEqual(['doubtful', null, 'doubtful', 'missing']);
});

test('refuses a view of an unknown field', () => {
  expect(() => provider({ type: 'fans', showWhere: 'gone', columns: [SLOT] })).toThrow('no field gone in fans');
  const unlike = { kind: 'fields' as const, header: 'NEXT', fields: ['next'], expectEqual: 'gone' };
  expect(() => provider({ type: 'fans', columns: [unlike] })).toThrow('no field gone in fans');
});
