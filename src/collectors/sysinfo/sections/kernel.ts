// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The kernel that runs, and how it was started. */

import { answerTo, parseAnswer, parseTextAnswer } from '../../../core/attribute.js';
import { type Document, recordsOf } from '../../../core/document.js';
import { number, state, text, unique } from '../../../core/field.js';
import { single, type TypedFinding } from '../../../core/record-type.js';
import { readEach } from '../read-each.js';
import { createTaker } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatField, formatIfPresent, joinPhrases } from '../summary-line.js';

// Documentation/admin-guide/sysctl/kernel.rst
const RELEASE = '/proc/sys/kernel/osrelease';
const VERSION = '/proc/sys/kernel/version';
const TAINTED = '/proc/sys/kernel/tainted';
const COMMAND_LINE = '/proc/cmdline';
// man 7 kernel_lockdown: `none [integrity] confidentiality`, the one in brackets is active.
const LOCKDOWN = '/sys/kernel/security/lockdown';

const LOCKDOWNS = ['none', 'integrity', 'confidentiality'] as const;

const TYPES = {
  kernel: single({
    release: text('Release of the running kernel.', RELEASE),
    version: text('Build of the kernel release.', VERSION),
    // The command line names file systems by their UUID.
    command_line: unique(text('Kernel command line.', COMMAND_LINE)),
    tainted: number('Kernel taint bit mask; 0 is untainted, 4096 an out-of-tree module.', TAINTED),
    lockdown: state(
      LOCKDOWNS,
      'Kernel lockdown mode; with integrity no tool can access device registers. Null when lockdown is off or not built in.',
      LOCKDOWN,
    ),
  }),
};

const summarizeKernel = (document: Document): string | null => {
  const [record] = recordsOf(document, 'kernel');
  if (record === undefined) return null;
  return joinPhrases(
    formatField(record, 'release'),
    formatField(record, 'version'),
    formatIfPresent(record, 'tainted', (bits) => (bits === 0 ? 'not tainted' : `tainted ${bits}`)),
    formatIfPresent(record, 'lockdown', String, 'lockdown '),
    formatField(record, 'command_line'),
  );
};

/** The kernel. */
export const kernel = defineSection({
  types: TYPES,
  reads: [RELEASE, VERSION, COMMAND_LINE, TAINTED, LOCKDOWN],
  runs: [],
  summary: summarizeKernel,
  onRequest: true,
  collect: (host) => readEach(host, [RELEASE, VERSION, COMMAND_LINE, TAINTED, LOCKDOWN]),
  parse: (answers) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = createTaker<typeof TYPES, 'kernel'>(findings, 'kernel');
    const lockdown = parseAnswer(answerTo(answers, LOCKDOWN), (shownText) => {
      const [, word] = /\[(\w+)\]/.exec(shownText) ?? [];
      return LOCKDOWNS.find((one) => one === word) ?? null;
    });
    const hasNone = lockdown.value === null && lockdown.reason.code === 'absent';
    const record = {
      release: take(parseTextAnswer(answerTo(answers, RELEASE)), 'release'),
      version: take(parseTextAnswer(answerTo(answers, VERSION)), 'version'),
      command_line: take(parseTextAnswer(answerTo(answers, COMMAND_LINE)), 'command_line'),
      tainted: take(
        parseAnswer(answerTo(answers, TAINTED), (shownText) =>
          /^\d{1,10}$/.test(shownText) ? Number(shownText) : null,
        ),
        'tainted',
      ),
      lockdown: hasNone ? null : take(lockdown, 'lockdown'),
    };
    return { records: { kernel: record }, findings };
  },
});
