// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Parses the output of `mlxfwmanager --query`, XML or text. Unlike flint it reports neither security nor date.
 *
 * @see mlxfwupdate/mlxfwmanager.cpp of mstflint: generateQueryXML, printDeviceInfoQuery
 */

import { childrenNamed, type Element, parseFlatXml } from './flat-xml.js';
import { emptyAnswer, type FirmwareAnswer, isBlankValue, parseGuid, parsePsid, parseVersion } from './identity.js';
import type { ManagerDevice } from './manager-device.js';
import { parseManagerText } from './parse-manager-text.js';

const FAILED = 'Failed to open device';

/** Parses every complete device in the output. */
export const parseManagerXml = (output: string): readonly FirmwareAnswer[] => {
  const devices = output.trimStart().startsWith('<') ? parseXml(output) : parseManagerText(output);
  return typeof devices === 'string' ? [emptyAnswer(devices)] : devices.map(parseDevice);
};

const parseDevice = (device: ManagerDevice): FirmwareAnswer => {
  const errors = [...device.errors];
  const read = (key: string, text: string, parse: (text: string) => string | null): string | null => {
    if (isBlankValue(text)) return null;
    const value = parse(text);
    if (value === null) errors.push(`${key} "${text}"`);
    return value;
  };
  const version = (key: string): string | null => read(key, device.versions.get(key) ?? '', parseVersion);
  if (device.status === FAILED) return { ...emptyAnswer(FAILED), device: device.device };
  return {
    device: device.device,
    stored: version('FW'),
    running: version('FW (Running)'),
    psid: read('PSID', device.psid, parsePsid),
    partNumber: read('Part Number', device.partNumber, (text) => text),
    baseGuid: read('Base GUID', device.baseGuid, parseGuid),
    uefi: version('UEFI'),
    pxe: version('PXE'),
    releaseDate: null,
    security: null,
    errors,
  };
};

/** Returns the devices of the XML, or an error message. */
const parseXml = (output: string): readonly ManagerDevice[] | string => {
  const root = parseFlatXml(output);
  if (root === null) return 'not XML of mlxfwmanager';
  if (root.tag !== 'Devices') return messageOf(root) ?? `unexpected XML element ${root.tag}, expected Devices`;
  const devices = childrenNamed(root, 'Device').map(deviceOfXml);
  const complete = devices.filter((device) => device !== null);
  return complete.length === devices.length ? complete : 'XML device without versions or status';
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
    errors: [],
  };
};
