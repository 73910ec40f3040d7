// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A provider of several sections: its page, and what of it is asked for. */

import { expect, test } from 'vitest';
import { recordsOf, valueIn } from '../../../src/core/document.js';
import { gauge, label, text } from '../../../src/core/field.js';
import type { Finding } from '../../../src/core/problem.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list, single } from '../../../src/core/record-type.js';
import type { Sections } from '../../../src/core/section.js';
import { column } from '../../../src/core/view.js';
import { defaultOptions } from '../../machines.js';
import { SCREEN } from '../../terminals.js';
import { presentedBy } from '../presented.js';
import { documentBy, MADE_UP } from '../wire.js';

const TYPES = {
  ship: single({ name: text('Name.', 'bow'), engine: text('Engine.', 'hull') }),
  tank: single({ content_bytes: { ...gauge('bytes', 'Content.', 'tank'), volatile: true } }),
  crew: list({ person: label('Person.', 'crew'), rank: text('Rank.', 'crew') }),
};
const SECTIONS: Sections = {
  ship: {
    types: ['ship'],
    summary: (document) =>
      recordsOf(document, 'ship').map((ship) => `${valueIn(ship, 'name') ?? '-'}, afloat`)[0] ?? null,
  },
  tank: { types: ['tank'], summary: () => 'half \u001bfull', onRequest: true },
  crew: {
    types: ['crew'],
    summary: (document) => `${recordsOf(document, 'crew').length} aboard`,
    table: { type: 'crew', columns: [column('PERSON', 'person'), column('RANK', 'rank')] },
  },
};
const harbour = defineProvider({
  ...MADE_UP,
  name: 'harbour',
  types: TYPES,
  sections: SECTIONS,
  views: {},
  parse: () => ({ records: { ship: null, tank: null, crew: [] }, findings: [] }),
});

const RECORDS = {
  ship: { name: 'Argo', engine: null },
  tank: { content_bytes: 5 },
  crew: [
    { person: 'Idmon', rank: 'seer' },
    { person: 'Tiphys', rank: null },
  ],
};
const about = (type: string, field: string, more: Partial<Finding>): Finding => ({
  type,
  where: '',
  field,
  code: 'permission',
  detail: 'needs root',
  ...more,
});
const document = documentBy(harbour, RECORDS);

test('the page has a line for each section, except those shown only with --section', async () => {
  expect(await presentedBy(document, harbour)).toBe('ship  Argo, afloat\ncrew  2 aboard\n');
});

test('a section that is a table is that table; several are lines, and then their tables', async () => {
  const table = 'PERSON  RANK\nIdmon   seer\nTiphys  -\n';
  expect(await presentedBy(document, harbour, { section: ['crew'] })).toBe(table);
  expect(await presentedBy(document, harbour, { section: ['crew', 'tank'] })).toBe(
    `tank  half \\u001bfull\ncrew  2 aboard\n\n${table}`,
  );
});

test('a terminal wraps between words, below the words of the line', async () => {
  const sections = { ...SECTIONS, ship: { types: ['ship'], summary: () => 'oar '.repeat(25).trim() } };
  expect(await presentedBy(document, { ...harbour, sections }, { section: ['ship'] }, SCREEN)).toBe(
    `ship  ${'oar '.repeat(18).trim()}\n      ${'oar '.repeat(7).trim()}\n`,
  );
});

test('a type that was not requested is not in the document: an empty list would claim there is none', () => {
  const asked = documentBy(harbour, RECORDS, [about('ship', 'engine', {})], { sections: ['crew'] });
  expect(asked.records).toEqual({ crew: RECORDS.crew });
  expect(asked.problems).toEqual([]);
});

test('--stable leaves it out too', async () => {
  const asked = documentBy(harbour, RECORDS, [], { sections: ['crew'] });
  const shown = await presentedBy(asked, harbour, { json: true, stable: true, section: ['crew'] });
  expect(JSON.parse(shown).records).toEqual({ crew: RECORDS.crew });
});

test('what only root may see is one note for all sections; what a machine does not have is for programs', async () => {
  const talk = await presentedBy(
    documentBy(harbour, RECORDS, [
      about('ship', 'engine', { fix: 'sudo fabric harbour' }),
      about('tank', 'content_bytes', {}),
      { ...about('crew', 'rank', {}), where: 'Idmon' },
      { ...about('crew', 'rank', {}), where: 'Tiphys' },
      about('ship', 'name', { code: 'absent', detail: 'no bow' }),
      about('tank', 'content_bytes', { code: 'unreadable', detail: 'EIO' }),
    ]),
    harbour,
    {},
    SCREEN,
  );
  expect(talk.split('\n').slice(2)).toEqual([
    'warning: unreadable (EIO): content_bytes',
    'note: 3 fields need root: ship.engine, tank.content_bytes, crew.rank',
    'fix: sudo fabric harbour',
    '',
  ]);
});

test('--fields and a CSV need to know the kind of record', () => {
  expect(() => defaultOptions(harbour, { fields: 'name' })).toThrow(
    '--fields requires a single --section that is a table',
  );
  expect(() => defaultOptions(harbour, { format: 'csv', type: 'ship', section: ['crew'] })).toThrow(
    '--type ship does not belong to any selected --section',
  );
  expect(defaultOptions(harbour, { fields: 'rank', section: ['crew'] }).type).toBe('crew');
});

test('a declaration with a type in no section, or in two, does not load', () => {
  const define = (sections: Sections) => () => defineProvider({ ...harbour, sections });
  expect(define({ ship: { types: ['ship'], summary: () => null } })).toThrow(
    'harbour.tank must belong to exactly one section',
  );
  expect(define({ ...SECTIONS, two: { types: ['crew'], summary: () => null } })).toThrow(
    'harbour.crew must belong to exactly one section',
  );
  expect(define({ ...SECTIONS, hold: { types: ['hold'] } })).toThrow('harbour sections: unknown type hold');
  expect(define({ ...SECTIONS, crew: { types: ['crew'] } })).toThrow(
    'harbour section crew: has neither a summary line nor a table',
  );
});
