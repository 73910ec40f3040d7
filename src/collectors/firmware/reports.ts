// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What the tools say of a card, taken together, and why they do not say the rest. */

import { programOf } from '../../core/invocation.js';
import { namesOfAddress } from '../../core/pci-address.js';
import type { Finding } from '../../core/problem.js';
import { reasonOfTool } from '../../core/tool/reason.js';
import type { ToolAnswer } from '../../core/tool/run-tool.js';
import { isBlueField } from '../../hardware/adapter/cards.js';
import { zeroTrustReason } from '../../hardware/zero-trust.js';
import { emptyAnswer, type FirmwareAnswer } from './identity.js';
import { parseFlint } from './parse-flint.js';
import { parseManagerXml } from './parse-manager.js';
import type { RawCard } from './raw.js';

type Reason = Pick<Finding, 'code' | 'detail'>;

/** Taken together; `reasons` are empty when flint said everything it says of a card. */
export type FirmwareReport = { readonly said: FirmwareAnswer; readonly reasons: readonly Reason[] };

/** Flint first; mlxfwmanager fills what flint leaves open. Never throws. */
export const mergeReports = (raw: RawCard): FirmwareReport => {
  const flint = heard(raw, raw.flint, parseFlint);
  if (raw.manager === null) return flint;
  const manager = heard(raw, raw.manager, (text) => ofDevice(parseManagerXml(text), raw.card.pciAddress));
  if (raw.flint.answer.kind === 'missing') return raw.manager.answer.kind === 'missing' ? flint : manager;
  // Its reasons are of what flint has said already: only the part number was asked for.
  return { said: { ...flint.said, partNumber: manager.said.partNumber }, reasons: flint.reasons };
};

const heard = (raw: RawCard, answer: ToolAnswer, read: (text: string) => FirmwareAnswer): FirmwareReport => {
  const shut = zeroTrustReason(answer, isBlueField(raw.card));
  if (shut !== null) return { said: emptyAnswer(shut.detail), reasons: [shut] };
  const failure = reasonOfTool(answer);
  const text = 'stdout' in answer.answer ? answer.answer.stdout : '';
  const said = text === '' ? emptyAnswer('no output') : read(text);
  // mlxfwmanager names the device; flint does not, but the PSID must be the card's.
  const isOther = said.psid !== null && raw.card.boardId !== null && said.psid !== raw.card.boardId;
  if (isOther) {
    const detail = `output is for PSID ${said.psid}, expected ${raw.card.boardId}`;
    return { said: emptyAnswer(detail), reasons: [{ code: 'parse', detail }] };
  }
  const [fault, ...more] = said.faults;
  if (failure !== null) {
    const hasSaid = answer.answer.kind === 'failed' && fault !== undefined;
    const detail = hasSaid ? `${programOf(answer.invocation)}: ${fault}` : failure.detail;
    return { said, reasons: [{ ...failure, detail }] };
  }
  if (fault === undefined) return { said, reasons: [] };
  return {
    said,
    reasons: [{ code: 'parse', detail: more.length === 0 ? fault : `${fault} (and ${more.length} more)` }],
  };
};

const ofDevice = (devices: readonly FirmwareAnswer[], pciAddress: string): FirmwareAnswer => {
  const [only, ...more] = devices;
  if (only === undefined || more.length > 0)
    return emptyAnswer(`${devices.length} devices in the output for one device`);
  const isNamed = only.device !== null;
  const isOther = isNamed && !namesOfAddress(pciAddress).includes(only.device ?? '');
  return isOther ? emptyAnswer(`output is for ${only.device}`) : only;
};
