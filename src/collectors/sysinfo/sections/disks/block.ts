// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The disks, from their files. Pure. */

import { answerTo, parseAnswer, parseTextAnswer, type ValueOrReason } from '../../../../core/attribute.js';
import { reasonOf } from '../../../../core/problem.js';
import type { Parsed, TypedFinding } from '../../../../core/record-type.js';
import { createTaker, withPath } from '../../reasons.js';
import { type DisksRaw, type FILES, fileOf } from './collect.js';
import type { DISKS } from './records.js';

type Types = typeof DISKS;
type Disk = Parsed<Types>['records']['disks'][number];

/** Documentation/ABI/stable/sysfs-block: `size` is in sectors of 512 bytes whatever the disk has. */
const SECTOR = 512;

/** The disks of a machine that have a size: an empty slot has none. */
export const parseDisks = ({
  block,
  disks,
  answers,
}: Pick<DisksRaw, 'block' | 'disks' | 'answers'>): {
  readonly records: readonly Disk[];
  readonly findings: readonly TypedFinding<Types>[];
} => {
  const findings: TypedFinding<Types>[] = [];
  if (block.kind === 'error' && block.errno !== 'ENOENT')
    findings.push({ type: 'disks', where: '', field: null, ...withPath('/sys/block', reasonOf(block)) });
  const records = disks.flatMap((name) => {
    const take = createTaker<Types, 'disks'>(findings, 'disks', name);
    const answer = (file: keyof typeof FILES) => answerTo(answers, fileOf(name, file));
    /** A driver that has no such file: null by design. */
    const textOf = (...files: readonly (keyof typeof FILES)[]): ValueOrReason<string | null> => {
      const readings = files.map((file) => parseTextAnswer(answer(file)));
      const found = readings.find((one) => one.value !== null || one.reason.code !== 'absent');
      return found ?? { value: null };
    };
    const sectors = parseAnswer(answer('size'), (text) => (/^\d{1,13}$/.test(text) ? Number(text) : null));
    if (sectors.value === 0) return [];
    return [
      {
        name,
        model: take(textOf('model', 'name'), 'model'),
        serial_number: take(textOf('serial', 'ownSerial'), 'serial_number'),
        firmware_version: take(textOf('firmware'), 'firmware_version'),
        size_bytes: take(sectors.value === null ? sectors : { value: sectors.value * SECTOR }, 'size_bytes'),
        is_rotational: take(
          parseAnswer(answer('rotational'), (text) => (text === '1' ? true : text === '0' ? false : null)),
          'is_rotational',
        ),
      },
    ];
  });
  return { records, findings };
};
