// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { valueIn } from '../../../src/core/document.js';
import { label, state } from '../../../src/core/field.js';
import { defineProvider } from '../../../src/core/provider.js';
import { list } from '../../../src/core/record-type.js';
import { column } from '../../../src/core/view.js';
import { SCREEN } from '../../terminals.js';
import { presentedBy } from '../presented.js';
import { documentBy, MADE_UP } from '../wire.js';

const FIELDS = { house: label('House.', 'houses'), room: label('Room.', 'rooms') };
const HOUSE = column('HOUSE', 'house');
const ROOM = column('ROOM', 'room');
const town = defineProvider({
  ...MADE_UP,
  name: 'town',
  types: {
    houses: list({ house: FIELDS.house, owner: label('Owner.', 'deeds') }),
    lights: list({ ...FIELDS, light: label('Light.', 'lights'), state: state(['on', 'off'], 'State.', 'state') }),
    rooms: list(FIELDS),
  },
  views: {
    summary: {
      type: 'lights',
      columns: [HOUSE, ROOM, column('LIGHT', 'light'), column('STATE', 'state')],
      more: [
        {
          type: 'rooms',
          columns: [
            HOUSE,
            ROOM,
            { kind: 'word', header: 'LIGHT', word: '-' },
            { kind: 'word', header: 'STATE', word: 'dark' },
          ],
        },
      ],
      heading: (document) => [`${document.records['lights']?.length} lights`],
      tree: {
        header: 'HOUSE / LIGHT',
        replaces: 3,
        path: (record) => ['house', 'room', 'light'].flatMap((name) => valueIn(record, name)?.toString() ?? []),
        parents: { type: 'houses', columns: [{ kind: 'fields', header: 'STATE', fields: ['owner'] }] },
      },
    },
  },
  parse: () => ({ records: { houses: [], lights: [], rooms: [] }, findings: [] }),
});

const light = (house: string, room: string, light: string, state: string | null) => ({ house, room, light, state });
const document = documentBy(town, {
  houses: [{ house: 'b', owner: 'Ada' }],
  lights: [light('a', 'hall', 'top', 'on'), light('b', 'attic', 'top', null), light('a', 'hall', 'low\u202e', 'off')],
  rooms: [
    { house: 'a', room: 'cellar' },
    { house: 'a', room: 'hall' },
  ],
});

test('shows each record below its parents, which have their own line, and the heading above', async () => {
  expect(await presentedBy(document, town, {}, SCREEN)).toBe(
    [
      '3 lights',
      '',
      'HOUSE / LIGHT      STATE',
      'a                  -',
      ' |- hall           dark',
      ' |   |- top        on',
      ' |   `- low\\u202e  off',
      ' `- cellar         dark',
      'b                  Ada',
      ' `- attic          -',
      '     `- top        -',
      '',
    ].join('\n'),
  );
});

test('a pipe gets flat rows and no line above', async () => {
  expect(await presentedBy(document, town)).toBe(
    [
      'HOUSE  ROOM    LIGHT      STATE',
      'a      hall    top        on',
      'b      attic   top        -',
      'a      hall    low\\u202e  off',
      'a      cellar  -          dark',
      'a      hall    -          dark',
      '',
    ].join('\n'),
  );
});

test('requested fields are a flat table', async () => {
  const shown = await presentedBy(document, town, { fields: 'light,state' }, SCREEN);
  expect(shown.split('\n')[0]).toBe('light      state');
});
