// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import type { SectionProvider } from '../../../../src/collectors/sysinfo/section.js';
/** One section of sysinfo on a machine of a few files and tools. */
import { sysinfo } from '../../../../src/collectors/sysinfo.js';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';
import { makeDocument } from '../../../../src/core/make-document.js';
import type { RecordTypes } from '../../../../src/core/record-type.js';
import { type Paths, smallMachine } from '../../small-machine.js';
import { withTools } from '../ptm/small-bluefield.js';

const CHOICE = { devices: [], all: false, options: { packages: null } } as const;

/** What it answers: its records, its findings in short (`where field code detail`), and its line of the page. */
export const collectSection = async <Raw, T extends RecordTypes>(
  part: SectionProvider<Raw, T>,
  paths: Paths,
  tools: (line: string) => CommandAnswer | null = () => null,
) => {
  const raw = await part.collect(withTools(smallMachine(paths), tools), CHOICE);
  const { records, findings } = part.parse(raw);
  const run = { host: null, at: new Date(0), seconds: 0 };
  const document = makeDocument({ ...sysinfo, types: part.types, sections: {} }, { records, findings }, run);
  return {
    records,
    findings: findings.map(({ where, field, code, detail }) =>
      [where, field, code, detail].filter((word) => word !== '' && word !== null).join(' '),
    ),
    severities: new Set(document.problems.map(({ severity }) => severity)),
    line: part.summary?.(document) ?? null,
  };
};
