// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The settings of a block, from its files. */

import type { FileAnswer } from '../../core/file-answer.js';
import type { Block } from './hwmon.js';
import type { Plan } from './plan.js';

/** The file of a counter, of its event, and of the block's switches. */
export const counterFile = ({ path }: Block, counter: number): string => `${path}/counter${counter}`;
export const eventFile = ({ path }: Block, counter: number): string => `${path}/event${counter}`;
export const enableFile = ({ path }: Block): string => `${path}/enable`;
export const clockFile = ({ path }: Block): string => `${path}/count_clock`;

/** The switches of a block. */
export const switchFiles = (block: Block): readonly string[] => [
  ...(block.style === 'switched' ? [enableFile(block)] : []),
  ...(block.countsClock ? [clockFile(block)] : []),
];

/** The files that a plan changes: its switches and the events of its counters. */
export const settingFiles = ({ block, counters }: Plan): readonly string[] => [
  ...switchFiles(block),
  ...counters.map(({ counter }) => eventFile(block, counter)),
];

/** The files in which a plan's counts are. */
export const countFiles = ({ block, clock, counters }: Plan): readonly string[] => [
  ...(clock === null ? [] : [counterFile(block, clock)]),
  ...counters.map(({ counter }) => counterFile(block, counter)),
  ...block.registers.map((register) => `${block.path}/${register}`),
];

/** The number and the name of the event that an `eventN` names (`0x54: GDC_BANK0_RD_REQ`); null when it names none. */
export const parseEvent = (text: string): { readonly id: number; readonly name: string } | null => {
  const [, id, name] = /^0x([0-9a-f]{1,4}): ([A-Z][A-Z0-9_]*)$/.exec(text.trim()) ?? [];
  return id === undefined || name === undefined ? null : { id: Number.parseInt(id, 16), name };
};

/** A number as the driver prints it: hexadecimal counters and registers, decimal switches. Null for anything else. */
export const parseSettingNumber = (text: string): bigint | null =>
  /^(?:0x[0-9a-f]{1,16}|\d{1,10})$/.test(text.trim()) ? BigInt(text.trim()) : null;

/** The value to write to restore a setting; null when it is unknown. */
export const valueToRestore = (file: string, answer: FileAnswer | undefined): string | null => {
  if (answer?.kind !== 'text') return null;
  if (/\/event\d+$/.test(file)) {
    const event = parseEvent(answer.text);
    return event === null ? null : `0x${event.id.toString(16)}`;
  }
  const value = parseSettingNumber(answer.text);
  // `enable` is written as exactly 0 or 1: newer kernels read 0x1 as no.
  return value === null || (file.endsWith('/enable') && value > 1n) ? null : value.toString();
};
