// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The kernel's devlink, which lists every device that supports it, NVIDIA's or not.
 *
 * @see https://docs.kernel.org/networking/devlink/index.html
 */

import { isObject, member, parseForeignJson } from '../../core/foreign-json.js';
import type { Host } from '../../core/host.js';
import type { Slot } from '../../core/invocation.js';
import type { Json } from '../../core/json-value.js';
import type { Reason } from '../../core/problem.js';
import { runTool, type ToolAlternatives, type ToolAnswer, toolAlternatives } from '../../core/tool/run-tool.js';
import { BUS, physfnOf } from '../../hardware/adapter/bus.js';
import { toolReason } from './tool.js';

const DEVICE: Slot = {
  slot: 'DEVLINK',
  pattern: '[a-z0-9_]{1,32}/[0-9A-Za-z][0-9A-Za-z:\\._-]{0,63}',
  example: 'pci/0000:03:00.0',
};

const devlink = (purpose: string, help: string, ...args: readonly (string | Slot)[]): ToolAlternatives =>
  // The second place is that of a Debian with a separate /sbin.
  toolAlternatives(
    { name: `devlink.${purpose}`, path: '/usr/sbin/devlink', args, effect: 'read', timeoutSeconds: 5, help },
    '/sbin/devlink',
  );

/** Which devices there are. */
const DEVICES = devlink('devices', 'Devices known to devlink.', '-j', 'dev', 'show');
/** The report of a device. */
const INFO = devlink(
  'info',
  'Serial numbers and firmware versions of every device, without root.',
  '-j',
  'dev',
  'info',
);
/** Eswitch mode; root only. */
const ESWITCH = devlink('eswitch', 'Eswitch mode of a device.', '-j', 'dev', 'eswitch', 'show', DEVICE);
/** Health reporters. */
const HEALTH = devlink('health', 'Health reporters of every device.', '-j', 'health', 'show');

/** The commands, for the declarations of sections. */
export const TOOLS = { devices: DEVICES, info: INFO, eswitch: ESWITCH, health: HEALTH } as const;

const ABOUT_ALL = { where: '', device: null } as const;

/** Runs `devlink` once for all devices. */
export const runDevlink = (host: Host, which: 'devices' | 'info' | 'health'): Promise<ToolAnswer> =>
  runTool(host, TOOLS[which], {}, ABOUT_ALL);

/** Asks about the eswitch of one device. */
export const queryEswitch = (host: Host, handle: string): Promise<ToolAnswer> =>
  runTool(host, ESWITCH, { DEVLINK: handle }, { where: nameOf(handle), device: null });

/** Reports by the handle of each device, and why others are missing. */
export type DevlinkReport = { readonly devices: ReadonlyMap<string, Json>; readonly reason: Reason | null };

// A kernel that has no devlink: none of its devices takes part.
const NO_DEVLINK = /^Failed to connect to devlink Netlink/m;

/** Parses `{"dev":{"pci/0000:03:00.0":…}}`; `key` is the outer key. Never throws. */
export const parseDevlink = (toolAnswer: ToolAnswer, key: string): DevlinkReport => {
  const { answer } = toolAnswer;
  if (answer.kind === 'failed' && NO_DEVLINK.test(answer.stderr)) return NOTHING;
  const reason = toolReason(toolAnswer);
  if (reason !== null || answer.kind !== 'ok') return { devices: new Map(), reason };
  if (answer.stdout.trim() === '') return NOTHING;
  const inner = member(parseForeignJson(answer.stdout), key);
  if (isObject(inner)) return { devices: new Map(Object.entries(inner)), reason: null };
  return { devices: new Map(), reason: { code: 'parse', detail: toolAnswer.argv.slice(1).join(' ') } };
};

const NOTHING: DevlinkReport = { devices: new Map(), reason: null };

/** A device as it is called elsewhere: its PCI address, else its handle (`netdevsim/netdevsim10`); without a port. */
export const nameOf = (handle: string): string => {
  const [bus = '', device = ''] = handle.split('/');
  return bus === 'pci' ? device : `${bus}/${device}`;
};

/** The handle of a PCI function. */
export const handleOf = (pciAddress: string): string => `pci/${pciAddress}`;

/** The links that `mayHaveEswitch` looks at. */
export const PHYSFN = `${BUS}/*/physfn`;

/** Whether a device can have an eswitch: virtual functions and subfunctions are ports of another one's. */
export const canHaveEswitch = (host: Host, handle: string): boolean => {
  const [bus, device = ''] = handle.split('/');
  if (bus === 'auxiliary') return false;
  return bus !== 'pci' || physfnOf({ physfn: host.readlink(`${BUS}/${device}/physfn`) }) === null;
};
