// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Board data of a BlueField's firmware, from the driver mlxbf-bootctl. The kernel has the attributes at the
 * device; NVIDIA's kernels have some of them, or all, at the driver.
 *
 * The directory also has `rtc_battery`, which is cleared when it is read, and `bootfifo`: neither is ever read.
 *
 * @see Documentation/ABI/testing/sysfs-platform-mellanox-bootctl
 */

import { answerTo, firstPresent, parseAnswer, type ValueOrReason } from '../../../../core/attribute.js';
import type { FileAnswers } from '../../../../core/file-answer.js';

const DEVICE = '/sys/bus/platform/devices/MLNXBF04:00';

/** By field: the attribute, and what its value looks like. */
const ATTRIBUTES = {
  part_number: ['opn', /^[\w./-]{1,64}$/],
  sku: ['sku', /^[\w./-]{1,64}$/],
  board_model: ['modl', /^[\x20-\x7e]{1,64}$/],
  board_revision: ['rev', /^[\w.-]{1,32}$/],
  serial_number: ['sn', /^[\w./-]{1,64}$/],
  uuid: ['uuid', /^[0-9A-Fa-f-]{32,36}$/],
  oob_mac: ['oob_mac', /^(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/],
  lifecycle: ['lifecycle_state', /^[\w() -]{1,64}$/],
  secure_boot_fuses: ['secure_boot_fuse_state', /^[\w: ]{1,100}$/],
} as const satisfies Readonly<Record<string, readonly [string, RegExp]>>;

/** A field of the board. */
export type BoardField = keyof typeof ATTRIBUTES;

const placesOf = (field: BoardField): readonly [string, string] => [
  `${DEVICE}/${ATTRIBUTES[field][0]}`,
  `${DEVICE}/driver/${ATTRIBUTES[field][0]}`,
];

/** Every attribute in both places. */
export const BOARD_READS: readonly string[] = (Object.keys(ATTRIBUTES) as readonly BoardField[]).flatMap(placesOf);

/** The value from the place that has it. */
export const parseBoard = (files: FileAnswers, field: BoardField): ValueOrReason<string> => {
  const there = firstPresent(placesOf(field).map((path) => answerTo(files, path)));
  const [, form] = ATTRIBUTES[field];
  return parseAnswer(there, (text) => {
    const lines = text.split('\n').map((line) => line.trim());
    const value = lines.filter((line) => line !== '').join(' ');
    return form.test(value) ? value : null;
  });
};
