// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the answers of one card: its parameters with array elements, and reasons for anything missing. */

import { programOf } from '../../core/invocation.js';
import { compareNatural } from '../../core/natural-order.js';
import type { Reason } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { isBlueField } from '../../hardware/adapter/cards.js';
import type { Column, Configuration, Parameter } from '../../hardware/nvconfig/configuration.js';
import { parseConfigurationTable } from '../../hardware/nvconfig/table.js';
import { zeroTrustReason } from '../../hardware/zero-trust.js';
import { withElements } from './arrays.js';
import { listFewNames } from './few-names.js';
import type { RawCard } from './raw.js';

/** The parsed answers of a card. */
export type ParsedCard = {
  readonly raw: RawCard;
  readonly columns: readonly Column[];
  /** In natural order; without arrays whose elements are missing. */
  readonly parameters: readonly Parameter[];
  /** Why parameters are missing, in the order found; empty when the list is complete. */
  readonly reasons: readonly Reason[];
  /** True when the card gives a result: parameters, or zero-trust mode. */
  readonly isKnown: boolean;
};

/** Parses a card. Never throws. */
export const parseCard = (raw: RawCard): ParsedCard => {
  const { card, table, arrays } = raw;
  const configuration = parseConfigurationTable(table, card.pciAddress);
  const parts = arrays.map((answer) => parseConfigurationTable(answer, card.pciAddress));
  const { parameters, missing } = withElements(
    configuration,
    parts.flatMap((part) => part.parameters),
  );
  const zeroTrust = zeroTrustReason(table, isBlueField(card));
  const reasons = [
    ...(zeroTrust === null ? reasonsOfTable(table, configuration) : [zeroTrust]),
    ...arrays.flatMap((answer) => reasonOfTool(answer) ?? []),
    ...(missing.length === 0 ? [] : [parseReason(`${listFewNames(missing)}: not all elements were reported`)]),
  ];
  return {
    raw,
    columns: configuration.columns,
    parameters: [...parameters].sort((a, b) => compareNatural(a.name, b.name)),
    reasons,
    isKnown: configuration.parameters.length > 0 || zeroTrust !== null,
  };
};

const parseReason = (detail: string): Reason => ({ code: 'parse', detail });

/** Why the tool failed, and what of its table could not be parsed. A printed error is reported once, in full. */
const reasonsOfTable = (answer: ToolAnswer, { parameters, errors }: Configuration): readonly Reason[] => {
  const failure = reasonOfTool(answer);
  if (failure === null) return reasonsOfErrors(errors);
  if (parameters.length === 0) return [failure];
  const hasError = answer.answer.kind === 'failed' && /^-E-/m.test(answer.answer.stdout);
  const error = hasError ? errors.at(-1) : undefined;
  if (error === undefined) return [failure, ...reasonsOfErrors(errors)];
  const detail = `${programOf(answer.invocation)}: ${error}`.slice(0, MAX_LENGTH);
  return [{ ...failure, detail }, ...reasonsOfErrors(errors.slice(0, -1))];
};

const reasonsOfErrors = (errors: readonly string[]): readonly Reason[] => {
  const [first, ...more] = errors;
  if (first === undefined) return [];
  const shown = first.slice(0, MAX_LENGTH);
  return [parseReason(more.length === 0 ? shown : `${shown} (and ${more.length} more)`)];
};

// No error of the tool is longer; usage texts are cut to this length.
const MAX_LENGTH = 160;
