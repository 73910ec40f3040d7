// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Turns tool answers into records, findings and remarks. Pure. */

import { findingsOnChoice } from '../../hardware/adapter/cards.js';
import type { Parameter } from '../../hardware/nvconfig/configuration.js';
import { isSameValue } from '../../hardware/nvconfig/printed-value.js';
import { describeDevice } from './device-record.js';
import { compareRequested } from './differences.js';
import { type ParsedCard, parseCard } from './parse-card.js';
import type { NvconfigRaw } from './raw.js';
import type { NvconfigFinding, NvconfigParsed, ParameterRecord } from './records.js';
import { remarksOn } from './remarks.js';
import { matchesFilter } from './select.js';

/** Parses the answers of all cards. Never throws. */
export const parse = (raw: NvconfigRaw): NvconfigParsed => {
  const cards = raw.cards.map(parseCard);
  const described = cards.map(describeDevice);
  // Without a result for any card there are no records, only findings.
  const shown = cards.some(({ isKnown }) => isKnown) ? described.map(({ record }) => record) : [];
  const { differences, differs, findings, remarks } = compareRequested(raw, cards);
  return {
    records: {
      devices: shown,
      parameters: cards.flatMap((card) => card.parameters.filter(matchesFilter(raw.options)).map(recordOf(card))),
      differences,
    },
    findings: [...described.flatMap((device) => device.findings), ...findings, ...choiceFindings(raw)],
    remarks: [...remarks, ...remarksOn(raw, cards)],
    ...(raw.pair === null ? {} : { headers: { A: raw.pair[0], B: raw.pair[1] } }),
    differs,
  };
};

const recordOf =
  ({ raw }: ParsedCard) =>
  ({ name, values, readOnly }: Parameter): ParameterRecord => {
    const same = isSameValue(values.current, values.next);
    return {
      device: raw.card.device,
      parameter: name,
      default: values.default?.text ?? null,
      default_number: values.default?.number ?? null,
      current: values.current?.text ?? null,
      current_number: values.current?.number ?? null,
      next: values.next?.text ?? null,
      next_number: values.next?.number ?? null,
      changes_at_reboot: same === null ? null : !same,
      read_only: readOnly,
    };
  };

const choiceFindings = ({ cards, unmatched }: NvconfigRaw): readonly NvconfigFinding[] =>
  findingsOnChoice('nvconfig', cards.length, unmatched).map((finding) => ({ type: 'devices', ...finding }));
