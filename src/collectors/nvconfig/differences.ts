// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Performs the comparison of `--diff` or `--baseline`, with findings and remarks. */

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

/** Runs the requested comparison; without one the result is empty. */
export const compareRequested = (raw: NvconfigRaw, cards: readonly ParsedCard[]): Compared => {
  if (raw.pair !== null) return comparePair(raw.pair, cards);
  if (raw.baseline !== null) return compareWithBaseline(raw, raw.baseline, cards);
  return NO_COMPARISON;
};

const NO_COMPARISON: Compared = { differences: [], differs: false, findings: [], remarks: [] };

const sideOf = ({ raw, parameters, reasons }: ParsedCard): ComparedSide => ({
  name: raw.card.device,
  values: new Map(parameters.map(({ name, values }) => [name, values.current])),
  isComplete: reasons.length === 0,
});

const comparePair = (pair: readonly [string, string], cards: readonly ParsedCard[]): Compared => {
  const [mine, other] = pair.map((name) => cards.find(({ raw }) => raw.card.device === name));
  if (mine === undefined || other === undefined) return NO_COMPARISON;
  const { differences, compared } = compareSides(sideOf(mine), sideOf(other));
  const remarks = differences.length > 0 ? [] : [`no difference in ${compared} parameters of ${pair.join(' and ')}`];
  return { differences, differs: differences.length > 0, findings: [], remarks };
};

const compareWithBaseline = (
  raw: NvconfigRaw,
  { file, origin, devices }: Baseline,
  cards: readonly ParsedCard[],
): Compared => {
  // A single saved card is compared with every card; several are matched by name.
  const [only, ...more] = devices;
  const template = only !== undefined && more.length === 0 ? only : null;
  const savedOf = ({ raw: { card } }: ParsedCard) =>
    template ?? devices.find(({ names }) => names.some((name) => name === card.device || name === card.pciAddress));
  const pairs = cards.map((card) => ({ card, saved: savedOf(card) }));
  const results = pairs.flatMap(({ card, saved }) =>
    saved === undefined ? [] : [compareSides(sideOf(card), saved.side)],
  );
  const differences = results.flatMap((result) => result.differences);
  const compared = results.reduce((sum, result) => sum + result.compared, 0);
  const unsaved = pairs.filter(({ saved }) => saved === undefined).map(({ card }) => card.raw.card.device);
  const hasCard = (saved: Baseline['devices'][number]): boolean => pairs.some((pair) => pair.saved === saved);
  // With --device, saved devices without a card are not reported.
  const onlySaved = raw.includesAllCards && template === null ? devices.filter((saved) => !hasCard(saved)) : [];
  const differ = differences.length === 1 ? 'differs' : 'differ';
  return {
    differences,
    differs: differences.length > 0,
    findings: [
      ...missingFindings(`not in ${file}`, unsaved),
      ...missingFindings(
        `only in ${file}`,
        onlySaved.map(({ names }) => names[0] ?? '-'),
      ),
    ],
    remarks: [
      `${differences.length} of ${compared} values ${differ} from ${file}${origin === null ? '' : ` (${origin})`}`,
    ],
  };
};

const missingFindings = (what: string, names: readonly string[]): readonly NvconfigFinding[] => {
  if (names.length === 0) return [];
  const detail = `${what}: ${listFewNames(names)}`;
  return [{ type: 'differences', where: '', field: null, code: 'absent', detail, severity: 'warning' }];
};
