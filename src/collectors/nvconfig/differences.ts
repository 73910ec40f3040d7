// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `--diff` and `--baseline`: what is held against what, and what is said of it. */

import type { Baseline } from './baseline.js';
import { type ComparedSide, compareSides } from './compare.js';
import { listFewNames } from './few-names.js';
import type { ParsedCard } from './parse-card.js';
import type { NvconfigRaw } from './raw.js';
import type { DifferenceRecord, NvconfigFinding } from './records.js';

type Compared = {
  readonly differences: readonly DifferenceRecord[];
  readonly differs: boolean;
  readonly findings: readonly NvconfigFinding[];
  readonly remarks: readonly string[];
};

/** Compares what the user named; nothing where nothing was. */
export const compareRequested = (raw: NvconfigRaw, cards: readonly ParsedCard[]): Compared => {
  if (raw.pair !== null) return comparePair(raw.pair, cards);
  if (raw.baseline !== null) return compareWithBaseline(raw, raw.baseline, cards);
  return NOTHING;
};

const NOTHING: Compared = { differences: [], differs: false, findings: [], remarks: [] };

const sideOf = ({ raw, parameters, reasons }: ParsedCard): ComparedSide => ({
  name: raw.card.device,
  values: new Map(parameters.map(({ name, values }) => [name, values.current])),
  isWhole: reasons.length === 0,
});

const comparePair = (pair: readonly [string, string], cards: readonly ParsedCard[]): Compared => {
  const [mine, other] = pair.map((name) => cards.find(({ raw }) => raw.card.device === name));
  if (mine === undefined || other === undefined) return NOTHING;
  const { differences, compared } = compareSides(sideOf(mine), sideOf(other));
  const remarks = differences.length > 0 ? [] : [`no difference in ${compared} parameters of ${pair.join(' and ')}`];
  return { differences, differs: differences.length > 0, findings: [], remarks };
};

const compareWithBaseline = (
  raw: NvconfigRaw,
  { file, origin, devices }: Baseline,
  cards: readonly ParsedCard[],
): Compared => {
  // One saved card is the model of all; of several each is held against the one of its name.
  const [only, ...more] = devices;
  const model = only !== undefined && more.length === 0 ? only : null;
  const savedOf = ({ raw: { card } }: ParsedCard) =>
    model ?? devices.find(({ names }) => names.some((name) => name === card.device || name === card.pciAddress));
  const pairs = cards.map((card) => ({ card, saved: savedOf(card) }));
  const results = pairs.flatMap(({ card, saved }) =>
    saved === undefined ? [] : [compareSides(sideOf(card), saved.side)],
  );
  const differences = results.flatMap((result) => result.differences);
  const compared = results.reduce((sum, result) => sum + result.compared, 0);
  const unsaved = pairs.filter(({ saved }) => saved === undefined).map(({ card }) => card.raw.card.device);
  const isHere = (saved: Baseline['devices'][number]): boolean => pairs.some((pair) => pair.saved === saved);
  // Who asked for some devices knows that the others are not looked at.
  const gone = raw.isOfAll && model === null ? devices.filter((saved) => !isHere(saved)) : [];
  const differ = differences.length === 1 ? 'differs' : 'differ';
  return {
    differences,
    differs: differences.length > 0,
    findings: [
      ...missing(`not in ${file}`, unsaved),
      ...missing(
        `only in ${file}`,
        gone.map(({ names }) => names[0] ?? '-'),
      ),
    ],
    remarks: [
      `${differences.length} of ${compared} values ${differ} from ${file}${origin === null ? '' : ` (${origin})`}`,
    ],
  };
};

const missing = (what: string, names: readonly string[]): readonly NvconfigFinding[] => {
  if (names.length === 0) return [];
  const detail = `${what}: ${listFewNames(names)}`;
  return [{ type: 'differences', where: '', field: null, code: 'absent', detail, severity: 'warning' }];
};
