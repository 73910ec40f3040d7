// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Merges the reports of flint and mlxfwmanager about a card, with reasons for missing values. */

import { programOf } from '../../core/invocation.js';
import { namesOfAddress } from '../../core/pci-address.js';
import type { Reason } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { isBlueField } from '../../hardware/adapter/cards.js';
import { zeroTrustReason } from '../../hardware/zero-trust.js';
import { emptyAnswer, type FirmwareAnswer } from './identity.js';
import { parseFlint } from './parse-flint.js';
import { parseManagerXml } from './parse-manager.js';
import type { RawCard } from './raw.js';

/** The merged values; `reasons` is empty when the answer of the tool was complete. */
export type FirmwareReport = { readonly values: FirmwareAnswer; readonly reasons: readonly Reason[] };

/** Parses flint's answer; mlxfwmanager replaces a missing flint, or adds a missing part number. Never throws. */
export const mergeReports = (raw: RawCard): FirmwareReport => {
  const flint = parseReport(raw, raw.flint, parseFlint);
  if (raw.manager === null) return flint;
  const manager = parseReport(raw, raw.manager, (text) => answerAbout(parseManagerXml(text), raw.card.pciAddress));
  if (raw.flint.answer.kind === 'missing') return raw.manager.answer.kind === 'missing' ? flint : manager;
  // The reasons of this report are ignored: only its part number is used.
  return { values: { ...flint.values, partNumber: manager.values.partNumber }, reasons: flint.reasons };
};

const parseReport = (raw: RawCard, answer: ToolAnswer, parse: (text: string) => FirmwareAnswer): FirmwareReport => {
  const zeroTrust = zeroTrustReason(answer, isBlueField(raw.card));
  if (zeroTrust !== null) return { values: emptyAnswer(zeroTrust.detail), reasons: [zeroTrust] };
  const failure = reasonOfTool(answer);
  const text = 'stdout' in answer.answer ? answer.answer.stdout : '';
  const values = text === '' ? emptyAnswer('no output') : parse(text);
  // Only mlxfwmanager prints the device name, so the PSID is compared for both tools.
  const isOther = values.psid !== null && raw.card.boardId !== null && values.psid !== raw.card.boardId;
  if (isOther) {
    const detail = `output is for PSID ${values.psid}, expected ${raw.card.boardId}`;
    return { values: emptyAnswer(detail), reasons: [{ code: 'parse', detail }] };
  }
  const [error, ...more] = values.errors;
  if (failure !== null) {
    const hasError = answer.answer.kind === 'failed' && error !== undefined;
    const detail = hasError ? `${programOf(answer.invocation)}: ${error}` : failure.detail;
    return { values, reasons: [{ ...failure, detail }] };
  }
  if (error === undefined) return { values, reasons: [] };
  return {
    values,
    reasons: [{ code: 'parse', detail: more.length === 0 ? error : `${error} (and ${more.length} more)` }],
  };
};

const answerAbout = (devices: readonly FirmwareAnswer[], pciAddress: string): FirmwareAnswer => {
  const [only, ...more] = devices;
  if (only === undefined || more.length > 0)
    return emptyAnswer(`${devices.length} devices in the output for one device`);
  const isNamed = only.device !== null;
  const isOther = isNamed && !namesOfAddress(pciAddress).includes(only.device ?? '');
  return isOther ? emptyAnswer(`output is for ${only.device}`) : only;
};
