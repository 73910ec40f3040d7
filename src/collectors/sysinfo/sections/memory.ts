// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Memory and huge pages of the default size. */

import { answerTo, parseTextAnswer, type ValueOrReason } from '../../../core/attribute.js';
import { type Document, recordsOf } from '../../../core/document.js';
import { gauge, number, volatile } from '../../../core/field.js';
import type { FileAnswer } from '../../../core/file-answer.js';
import { single, type TypedFinding } from '../../../core/record-type.js';
import { readEach } from '../read-each.js';
import { createTaker } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatField, formatIfPresent, formatMemorySize, joinPhrases } from '../summary-line.js';

// Documentation/filesystems/proc.rst: `MemTotal:       32768000 kB`; its kB are 1024 bytes. Numbers of pages have no unit.
const MEMINFO = '/proc/meminfo';

const TYPES = {
  memory: single({
    total_bytes: gauge('bytes', 'Total memory managed by the kernel.', 'MemTotal of /proc/meminfo'),
    available_bytes: volatile(
      gauge('bytes', 'Memory available to programs without swapping.', 'MemAvailable of /proc/meminfo'),
    ),
    huge_pages: number('Huge pages of the default size.', 'HugePages_Total of /proc/meminfo'),
    huge_pages_free: volatile(number('Free huge pages.', 'HugePages_Free of /proc/meminfo')),
    huge_page_size_bytes: gauge('bytes', 'Default huge page size.', 'Hugepagesize of /proc/meminfo'),
  }),
};

/** The kernel's name of each field. */
const LINES = {
  total_bytes: 'MemTotal',
  available_bytes: 'MemAvailable',
  huge_pages: 'HugePages_Total',
  huge_pages_free: 'HugePages_Free',
  huge_page_size_bytes: 'Hugepagesize',
} as const;

/** The number of one line: bytes where the field is in bytes, else a number of pages, which has no unit. */
const numberIn = (answer: FileAnswer, field: keyof typeof LINES): ValueOrReason<number> => {
  const name = LINES[field];
  const text = parseTextAnswer(answer);
  if (text.value === null) return text;
  const lines = text.value.split('\n').filter((line) => line.startsWith(`${name}:`));
  const [line = '', another] = lines;
  if (lines.length === 0) return { value: null, reason: { code: 'absent', detail: `no ${name}` } };
  const isSize = field.endsWith('_bytes');
  const [, digits, unit] = /^\w+:\s+(\d{1,12})( kB)?$/.exec(line.trimEnd()) ?? [];
  if (digits === undefined || another !== undefined || (unit !== undefined) !== isSize)
    return { value: null, reason: { code: 'parse', detail: `${name} of ${MEMINFO}` } };
  return { value: Number(digits) * (isSize ? 1024 : 1) };
};

const summarizeMemory = (document: Document): string | null => {
  const [record] = recordsOf(document, 'memory');
  if (record === undefined) return null;
  const size = formatIfPresent(record, 'huge_page_size_bytes', formatMemorySize, ' x ') ?? '';
  const free = formatIfPresent(record, 'huge_pages_free', (count) => ` (${count} free)`) ?? '';
  return joinPhrases(
    formatField(record, 'total_bytes', formatMemorySize),
    formatIfPresent(record, 'available_bytes', (value) => `${formatMemorySize(value)} available`),
    formatIfPresent(record, 'huge_pages', (count) =>
      count === 0 ? 'no huge pages' : `huge pages ${count}${size}${free}`,
    ),
  );
};

/** Total, available and huge-page memory. */
export const memory = defineSection({
  types: TYPES,
  reads: [MEMINFO],
  runs: [],
  summary: summarizeMemory,
  collect: async (host) => answerTo(await readEach(host, [MEMINFO]), MEMINFO),
  parse: (answer) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = createTaker<typeof TYPES, 'memory'>(findings, 'memory');
    const number = (field: keyof typeof LINES) => take(numberIn(answer, field), field);
    const record = {
      total_bytes: number('total_bytes'),
      available_bytes: number('available_bytes'),
      huge_pages: number('huge_pages'),
      huge_pages_free: number('huge_pages_free'),
      huge_page_size_bytes: number('huge_page_size_bytes'),
    };
    return { records: { memory: record }, findings };
  },
});
