// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The image that a DPU was installed from. */

import { answerTo, isAbsent, parseAnswer, type ValueOrReason } from '../../../core/attribute.js';
import { type Document, recordsOf, valueIn } from '../../../core/document.js';
import { text } from '../../../core/field.js';
import type { FileAnswer } from '../../../core/file-answer.js';
import { single, type TypedFinding } from '../../../core/record-type.js';
import { detectPlatform, MACHINE_READS } from '../platform.js';
import { createTaker } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatField } from '../summary-line.js';

// Written when the image is made: `bf-bundle-2.9.1-40_24.11-ubuntu-22.04_prod`, before that `DOCA_2.5.0_BSP_4.5.0_…`.
const RELEASE = '/etc/mlnx-release';
const VERSION = '/etc/bluefield_version';

const TYPES = {
  image: single({
    release: text('BlueField image name, with its DOCA version and OS.', RELEASE),
    bluefield_version: text('BlueField image version. Null when the image has no such file.', VERSION),
  }),
};

/** A file of one line, and only that. */
const readLine = (answer: FileAnswer): ValueOrReason<string> =>
  parseAnswer(answer, (line) => (/^[\x20-\x7e]{1,200}$/.test(line) ? line : null));

const summarizeImage = (document: Document): string | null => {
  const [record] = recordsOf(document, 'image');
  if (record === undefined) return null;
  return valueIn(record, 'release') === null
    ? formatField(record, 'bluefield_version')
    : formatField(record, 'release');
};

/** Which image; null on a machine that is no DPU and was made of none. */
export const image = defineSection({
  types: TYPES,
  reads: [RELEASE, VERSION, ...MACHINE_READS],
  runs: [],
  summary: summarizeImage,
  collect: async (host) => {
    const [files, { bluefield }] = await Promise.all([
      host.readFiles([{ device: 'kernel', paths: [RELEASE, VERSION] }]),
      detectPlatform(host),
    ]);
    return { release: answerTo(files, RELEASE), version: answerTo(files, VERSION), isDpu: bluefield !== null };
  },
  parse: ({ release, version, isDpu }) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = createTaker<typeof TYPES, 'image'>(findings, 'image');
    if (!isDpu && isAbsent(release) && isAbsent(version)) return { records: { image: null }, findings };
    const record = {
      release: take(readLine(release), 'release'),
      bluefield_version: isAbsent(version) ? null : take(readLine(version), 'bluefield_version'),
    };
    return { records: { image: record }, findings };
  },
});
