// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { matchArguments } from '../../../../src/policy/decision/match-arguments.js';
import { programsOf } from '../../../../src/policy/decision/programs.js';
import { type TreeNode, treeOf } from '../../../../src/policy/decision/word-tree.js';
import { regexRules, sound } from '../policies.js';

/** The tree as text: each place with its literal words, its other words, and what ends there. */
const drawn = (place: TreeNode): unknown => ({
  depth: place.depth,
  ...(place.rule === null ? {} : { end: place.rule.text }),
  ...Object.fromEntries([...place.literals].map(([word, to]) => [word, drawn(to)])),
  ...Object.fromEntries(place.steps.map((step) => [`${step.source} ${step.least}-${step.most}`, drawn(step.to)])),
});

test('rules that begin alike share their beginning', () => {
  const rules = [
    '/p -d [0-9] x',
    '/p -d [0-9] y@2',
    '/p -d [0-9]@1',
    '/p -d [0-9]{1}',
    '/p -d (?:[0-9]) y@2 z',
    '/p -d y@1',
  ];
  expect(drawn(treeOf(regexRules(...rules).rules))).toEqual({
    depth: 0,
    '-d': {
      depth: 1,
      '[0-9] 1-1': {
        depth: 2,
        x: { depth: 3, end: '/p -d [0-9] x' },
        'y 0-2': { depth: 3, end: '/p -d [0-9] y@2', z: { depth: 4, end: '/p -d (?:[0-9]) y@2 z' } },
      },
      '[0-9] 0-1': { depth: 2, end: '/p -d [0-9]@1' },
      '[0-9]{1} 1-1': { depth: 2, end: '/p -d [0-9]{1}' },
      'y 0-1': { depth: 2, end: '/p -d y@1' },
    },
  });
});

test('the tree does not depend on the order of the rules', () => {
  const rules = sound('[commands]\n/p b\n/p a\n[commands_regex]\n/p [b]\n/p a\n/p [a]\n/p a@2\n').rules;
  const places = (tree: TreeNode): unknown => [
    drawn(tree),
    [...tree.rules],
    [...tree.literals.keys()],
    tree.steps.map((s) => s.source),
  ];
  const tree = treeOf(rules);
  expect(places(treeOf([...rules].reverse()))).toEqual(places(tree));
  expect([...tree.rules.values()].map((rule) => rule.text)).toEqual(['/p a', '/p a@2']);
  expect(tree.literals.get('a')?.rule?.section).toBe('commands');
  expect([...tree.literals.keys()]).toEqual(['a', 'b']);
  expect(tree.steps.map((step) => step.source)).toEqual(['[a]', '[b]', 'a']);
  expect(tree.absent).toEqual([tree.steps[2]]);
});

test('the rules that were given stay in their order', () => {
  const rules = [...regexRules('/p b', '/p a').rules];
  treeOf(rules);
  expect(rules.map((rule) => rule.text)).toEqual(['/p b', '/p a']);
});

test('tries each place once per argument', () => {
  const tree = treeOf(regexRules('/p [ab]@9 [b]@9 c').rules);
  const asked: string[] = [];
  const watched: TreeNode = {
    ...tree,
    which: (argument) => {
      asked.push(argument);
      return tree.which(argument);
    },
  };
  expect(matchArguments(watched, ['a', 'b', 'b', 'x']).rule).toBeNull();
  expect(asked).toEqual(['a', 'b', 'b', 'x']);
});

test('the tree of a program is made once for a policy', () => {
  const [one, other] = [regexRules('/p a'), regexRules('/p a')];
  expect(programsOf(one)).toBe(programsOf(one));
  expect(programsOf(one)).not.toBe(programsOf(other));
  expect(programsOf(one).tree('/p')).toBe(programsOf(one).tree('/p'));
  expect(programsOf(one).tree('/q')).toBeNull();
  expect(programsOf(one).near('/bin/p')).toEqual({ path: '/p', tree: programsOf(one).tree('/p') });
  expect(programsOf(one).near('/q')).toBeNull();
});
