// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a PCI function is: its kind, its model, and who holds it. Pure. */

import { parseAnswer, type ValueOrReason } from '../../core/attribute.js';
import { reasonOf } from '../../core/problem.js';
import { BUS, type BusFunction, physfnOf } from '../../hardware/adapter/bus.js';
import { driverOf, kindOfFunction } from '../../hardware/adapter/kind.js';
import { modelOf } from '../../hardware/adapter/model.js';
import type { DeviceRecord } from './candidate.js';
import { type AddFinding, type AnswerLookup, parseHexId, type Reason, takeValue } from './parse-values.js';

type IdentityFields = Pick<DeviceRecord, 'kind' | 'model' | 'pci_device_id' | 'driver'>;

/** `classId` is what the function's `class` said. */
export const parseIdentity = (
  fn: BusFunction,
  classId: ValueOrReason<string>,
  answerTo: AnswerLookup,
  note: AddFinding,
): IdentityFields => {
  const deviceId = parseAnswer(answerTo(`${fn.path}/device`), parseHexId(4));
  const kind = kindOfFunction(fn, classId.value, deviceId.value);
  if (kind === null) note(['kind'], whyNoKind(fn, deviceId, classId));
  if (fn.driver.kind === 'error' && fn.driver.errno !== 'ENOENT') note(['driver'], reasonOf(fn.driver));
  return {
    kind,
    model: parseModel(fn, deviceId, answerTo, note),
    pci_device_id: takeValue(note, deviceId, 'pci_device_id'),
    driver: driverOf(fn),
  };
};

const whyNoKind = (
  { physfn }: BusFunction,
  deviceId: ValueOrReason<string>,
  classId: ValueOrReason<string>,
): Reason => {
  if (physfn.kind === 'error' && physfn.errno !== 'ENOENT') return reasonOf(physfn);
  if ('reason' in deviceId) return deviceId.reason;
  if ('reason' in classId) return classId.reason;
  return { code: 'absent', detail: `class ${classId.value}` };
};

/** The VFs of many models share one device id: then their PF has the name. */
const parseModel = (
  fn: BusFunction,
  deviceId: ValueOrReason<string>,
  answerTo: AnswerLookup,
  note: AddFinding,
): string | null => {
  if (deviceId.value === null) return takeValue(note, deviceId, 'model');
  const physfn = physfnOf(fn);
  const ofPf = physfn === null ? null : parseAnswer(answerTo(`${BUS}/${physfn}/device`), parseHexId(4)).value;
  const model = modelOf(deviceId.value) ?? (ofPf === null ? null : modelOf(ofPf));
  if (model === null) note(['model'], { code: 'absent', detail: `unknown device ID ${deviceId.value}` });
  return model;
};
