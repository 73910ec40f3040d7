// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the identity of a PCI function: kind, model and driver. Pure. */

import { parseAnswer, type ValueOrReason } from '../../core/attribute.js';
import { type AddReason, createRecordTaker } from '../../core/findings.js';
import { type Reason, reasonOf } from '../../core/problem.js';
import { BUS, type BusFunction, physfnOf } from '../../hardware/adapter/bus.js';
import { driverOf, kindOfFunction } from '../../hardware/adapter/kind.js';
import { modelOf } from '../../hardware/adapter/model.js';
import type { DeviceRecord } from './candidate.js';
import { type AnswerLookup, parseHexId } from './parse-values.js';

type IdentityFields = Pick<DeviceRecord, 'kind' | 'model' | 'pci_device_id' | 'driver'>;

/** Parses kind, model and driver. `classId` is the parsed `class` file of the function. */
export const parseIdentity = (
  fn: BusFunction,
  classId: ValueOrReason<string>,
  answerTo: AnswerLookup,
  note: AddReason,
): IdentityFields => {
  const deviceId = parseAnswer(answerTo(`${fn.path}/device`), parseHexId(4));
  const kind = kindOfFunction(fn, classId.value, deviceId.value);
  if (kind === null) note('kind', reasonWithoutKind(fn, deviceId, classId));
  if (fn.driver.kind === 'error' && fn.driver.errno !== 'ENOENT') note('driver', reasonOf(fn.driver));
  return {
    kind,
    model: parseModel(fn, deviceId, answerTo, note),
    pci_device_id: createRecordTaker(note)(deviceId, 'pci_device_id'),
    driver: driverOf(fn),
  };
};

const reasonWithoutKind = (
  { physfn }: BusFunction,
  deviceId: ValueOrReason<string>,
  classId: ValueOrReason<string>,
): Reason => {
  if (physfn.kind === 'error' && physfn.errno !== 'ENOENT') return reasonOf(physfn);
  if ('reason' in deviceId) return deviceId.reason;
  if ('reason' in classId) return classId.reason;
  return { code: 'absent', detail: `class ${classId.value}` };
};

/** Finds the model. VFs of many models share one device ID, so their PF's model is used. */
const parseModel = (
  fn: BusFunction,
  deviceId: ValueOrReason<string>,
  answerTo: AnswerLookup,
  note: AddReason,
): string | null => {
  if (deviceId.value === null) return createRecordTaker(note)(deviceId, 'model');
  const physfn = physfnOf(fn);
  const pfId = physfn === null ? null : parseAnswer(answerTo(`${BUS}/${physfn}/device`), parseHexId(4)).value;
  const model = modelOf(deviceId.value) ?? (pfId === null ? null : modelOf(pfId));
  if (model === null) note('model', { code: 'absent', detail: `unknown device ID ${deviceId.value}` });
  return model;
};
