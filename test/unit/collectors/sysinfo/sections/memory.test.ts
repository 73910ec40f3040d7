// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { memory } from '../../../../../src/collectors/sysinfo/sections/memory.js';
import { collectSection } from '../collect-section.js';

const lines = (...all: readonly string[]) => ({ '/proc/meminfo': all.join('\n') });

test('sizes are KiB, numbers of pages have no unit; anything else is neither', async () => {
  const { records, findings, line } = await collectSection(
    memory,
    lines(
      'MemTotal:       32610951 kB',
      'MemAvailable:   2579',
      'HugePages_Total:     512 kB',
      'HugePages_Free:       12',
      'HugePages_Free:       13',
    ),
  );
  expect(records.memory).toEqual({
    total_bytes: 33393613824,
    available_bytes: null,
    huge_pages: null,
    huge_pages_free: null,
    huge_page_size_bytes: null,
  });
  expect(findings).toEqual([
    'available_bytes parse MemAvailable of /proc/meminfo',
    'huge_pages parse HugePages_Total of /proc/meminfo',
    'huge_pages_free parse HugePages_Free of /proc/meminfo',
    'huge_page_size_bytes absent no Hugepagesize',
  ]);
  expect(line).toBe('31.1 GiB');
});
