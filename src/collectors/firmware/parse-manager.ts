// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What `mlxfwmanager --query` says of devices, as XML or as text. It says less than flint: nothing of security, no date.
 *
 * @see mlxfwupdate/mlxfwmanager.cpp of mstflint: generateQueryXML, printDeviceInfoQuery
 */

import { childrenNamed, type Element, parseFlatXml } from './flat-xml.js';
import { emptyAnswer, type FirmwareAnswer, isBlankValue, parseGuid, parsePsid, parseVersion } from './identity.js';
import type { ManagerDevice } from './manager-device.js';
import { parseManagerText } from './parse-manager-text.js';

const FAILED = 'Failed to open device';

/** Reads every device that it speaks of; a device that is not whole is not among them. */
export const parseManagerXml = (output: string): readonly FirmwareAnswer[] => {
  const devices = output.trimStart().startsWith('<') ? readXml(output) : parseManagerText(output);
  return typeof devices === 'string' ? [emptyAnswer(devices)] : devices.map(understand);
};

const understand = (device: ManagerDevice): FirmwareAnswer => {
  const faults = [...device.faults];
  const read = (key: string, word: string, reader: (word: string) => string | null): string | null => {
    if (isBlankValue(word)) return null;
    const value = reader(word);
    if (value === null) faults.push(`${key} "${word}"`);
    return value;
  };
  const version = (key: string): string | null => read(key, device.versions.get(key) ?? '', parseVersion);
  if (device.status === FAILED) return { ...emptyAnswer(FAILED), device: device.device };
  return {
    device: device.device,
    stored: version('FW'),
    running: version('FW (Running)'),
    psid: read('PSID', device.psid, parsePsid),
    partNumber: read('Part Number', device.partNumber, (word) => word),
    baseGuid: read('Base GUID', device.baseGuid, parseGuid),
    uefi: version('UEFI'),
    pxe: version('PXE'),
    releaseDate: null,
    security: null,
    faults,
  };
};

/** The devices of the XML, or what is wrong with it. */
const readXml = (output: string): readonly ManagerDevice[] | string => {
  const root = parseFlatXml(output);
  if (root === null) return 'not XML of mlxfwmanager';
  if (root.tag !== 'Devices') return messageOf(root) ?? `unexpected XML element ${root.tag}, expected Devices`;
  const devices = childrenNamed(root, 'Device').map(deviceOfXml);
  const whole = devices.filter((device) => device !== null);
  return whole.length === devices.length ? whole : 'XML device without versions or status';
};

/** `<SPStatus result="false"><Message id="20">No devices found or specified</Message>` */
const messageOf = (root: Element): string | null => {
  const [message] = childrenNamed(root, 'SPStatus').flatMap((status) => childrenNamed(status, 'Message'));
  return message === undefined ? null : message.text.trim();
};

const deviceOfXml = (element: Element): ManagerDevice | null => {
  const [versions, ...moreVersions] = childrenNamed(element, 'Versions');
  const [status, ...moreStatus] = childrenNamed(element, 'Status');
  const { pciName, psid, partNumber } = element.attributes;
  if (versions === undefined || status === undefined || moreVersions.length + moreStatus.length > 0) return null;
  if (pciName === undefined || psid === undefined || partNumber === undefined) return null;
  const found = new Map<string, string>();
  for (const { tag, attributes } of versions.children) {
    const key = tag === 'FW_Running' ? 'FW (Running)' : tag;
    if (attributes['current'] === undefined || found.has(key)) return null;
    found.set(key, attributes['current']);
  }
  const [guids] = childrenNamed(element, 'GUIDs');
  return {
    device: pciName,
    psid,
    partNumber,
    baseGuid: guids?.attributes['Base_Guid'] ?? '',
    status: status.text.trim(),
    versions: found,
    faults: [],
  };
};
