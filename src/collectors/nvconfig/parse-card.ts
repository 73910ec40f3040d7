// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What one card's answers come to: its parameters with their arrays spelled out, and why anything is missing. */

import { programOf } from '../../core/invocation.js';
import { compareNatural } from '../../core/natural-order.js';
import type { Finding } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { isBlueField } from '../../hardware/adapter/cards.js';
import type { Column, Configuration, Parameter } from '../../hardware/nvconfig/configuration.js';
import { parseConfigurationTable } from '../../hardware/nvconfig/table.js';
import { zeroTrustReason } from '../../hardware/zero-trust.js';
import { withElements } from './arrays.js';
import { listFewNames } from './few-names.js';
import type { RawCard } from './raw.js';

type Reason = Pick<Finding, 'code' | 'detail'>;

/** A card, understood. */
export type ParsedCard = {
  readonly raw: RawCard;
  readonly columns: readonly Column[];
  /** In natural order; without the arrays that could not be spelled out. */
  readonly parameters: readonly Parameter[];
  /** Why the parameters are not all there are, in the order in which it was found; empty when they are. */
  readonly reasons: readonly Reason[];
  /** Whether there is something to say of it: parameters, or that it lets nobody in. */
  readonly isKnown: boolean;
};

/** Never throws. */
export const parseCard = (raw: RawCard): ParsedCard => {
  const { card, table, arrays } = raw;
  const whole = parseConfigurationTable(table, card.pciAddress);
  const parts = arrays.map((answer) => parseConfigurationTable(answer, card.pciAddress));
  const { parameters, missing } = withElements(
    whole,
    parts.flatMap((part) => part.parameters),
  );
  const shut = zeroTrustReason(table, isBlueField(card));
  const reasons = [
    ...(shut === null ? reasonsOfTable(table, whole) : [shut]),
    ...arrays.flatMap((answer) => reasonOfTool(answer) ?? []),
    ...(missing.length === 0 ? [] : [notUnderstood(`${listFewNames(missing)}: not all elements were reported`)]),
  ];
  return {
    raw,
    columns: whole.columns,
    parameters: [...parameters].sort((a, b) => compareNatural(a.name, b.name)),
    reasons,
    isKnown: whole.parameters.length > 0 || shut !== null,
  };
};

const notUnderstood = (detail: string): Reason => ({ code: 'parse', detail });

/** How the tool ended, and what of its table was not understood. An error that it printed is told once, and whole. */
const reasonsOfTable = (answer: ToolAnswer, { parameters, faults }: Configuration): readonly Reason[] => {
  const ending = reasonOfTool(answer);
  if (ending === null) return faultsOf(faults);
  if (parameters.length === 0) return [ending];
  const hasError = answer.answer.kind === 'failed' && /^-E-/m.test(answer.answer.stdout);
  const error = hasError ? faults.at(-1) : undefined;
  if (error === undefined) return [ending, ...faultsOf(faults)];
  const detail = `${programOf(answer.invocation)}: ${error}`.slice(0, LENGTH);
  return [{ ...ending, detail }, ...faultsOf(faults.slice(0, -1))];
};

const faultsOf = (faults: readonly string[]): readonly Reason[] => {
  const [first, ...more] = faults;
  if (first === undefined) return [];
  const detail = more.length === 0 ? first : `${first} (and ${more.length} more)`;
  return [notUnderstood(detail.slice(0, LENGTH))];
};

// No error of the tool is longer; a usage text is cut.
const LENGTH = 160;
