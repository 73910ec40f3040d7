// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds words that allow more than a value: another option, another directory. */

import type { Rule } from '../policy.js';
import { includesCharacter } from '../regex/characters.js';
import { finiteMatches } from '../regex/finite-matches.js';
import { type Pattern, sequencePattern } from '../regex/pattern.js';

/** Warns about words of a rule. */
export const wordWarnings = (rule: Rule, macros: ReadonlySet<string>): readonly string[] =>
  rule.words.flatMap((word, index) => {
    const named = `argument ${index + 1} "${word.text}"`;
    if (word.kind === 'literal') {
      const macro = rule.section === 'commands' ? macroIn(word.value, macros) : null;
      return macro === null
        ? []
        : [`${named}: $${macro} is not expanded in [commands]; move the line to [commands_regex]`];
    }
    const warnings: string[] = [];
    if (choosesDash(word.pattern)) warnings.push(`${named} can begin with "-" like an option`);
    if (choosesSlash(word.pattern)) warnings.push(`${named} can contain "/" and so match other paths`);
    return warnings;
  });

const macroIn = (text: string, macros: ReadonlySet<string>): string | null =>
  [...text.matchAll(/\$([A-Za-z][A-Za-z0-9_]*)/g)].map(([, name = '']) => name).find((name) => macros.has(name)) ??
  null;

/** Whether a leading `-` is the caller's choice. `-(?:m|c)` and `--lines=[0-9]` are options that the rule spells out. */
const choosesDash = (pattern: Pattern): boolean => {
  switch (pattern.kind) {
    case 'text':
      return false;
    case 'class':
      return includesCharacter(pattern.characters, '-');
    case 'repeat':
      return choosesDash(pattern.part);
    case 'choice':
      return pattern.parts.some(choosesDash);
    case 'sequence': {
      const [first, ...rest] = pattern.parts;
      if (first?.kind === 'text' && /^--?$/.test(first.literalPattern))
        return finiteMatches(sequencePattern(rest)) === null;
      const lead = pattern.parts.findIndex((part) => part.shortest > 0);
      return pattern.parts.slice(0, lead < 0 ? undefined : lead + 1).some(choosesDash);
    }
  }
};

/** True when the caller chooses the position or number of `/`. */
const choosesSlash = (pattern: Pattern): boolean => {
  switch (pattern.kind) {
    case 'text':
      return false;
    case 'class':
      return includesCharacter(pattern.characters, '/');
    case 'repeat':
      return pattern.most === 1 ? choosesSlash(pattern.part) : includesCharacter(pattern.characters, '/');
    default:
      return pattern.parts.some(choosesSlash);
  }
};
