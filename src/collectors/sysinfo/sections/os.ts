// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The distribution, and which kernel and architecture it runs on. */

import { answerTo, firstPresent, parseAnswer, parseTextAnswer, type ValueOrReason } from '../../../core/attribute.js';
import { type Document, recordsOf } from '../../../core/document.js';
import { text } from '../../../core/field.js';
import { single, type TypedFinding } from '../../../core/record-type.js';
import { parseOsRelease } from '../os-release.js';
import { readEach } from '../read-each.js';
import { createTaker } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatField, joinPhrases } from '../summary-line.js';
import { architectureOf } from './os/architecture.js';

// freedesktop.org, os-release(5): the first one that exists is used.
const OS_RELEASE = ['/etc/os-release', '/usr/lib/os-release'] as const;
const KERNEL_RELEASE = '/proc/sys/kernel/osrelease';
// Since Linux 6.1.
const ARCH = '/proc/sys/kernel/arch';
const MODALIAS = '/sys/devices/system/cpu/modalias';
const MEMINFO = '/proc/meminfo';

const TYPES = {
  os: single({
    id: text('Distribution ID: ubuntu, rocky.', 'ID of os-release'),
    name: text('Distribution name.', 'NAME of os-release'),
    version: text('Distribution version, without the code name.', 'VERSION of os-release, else VERSION_ID'),
    codename: text('Code name of the version. Null when it has none.', 'VERSION_CODENAME of os-release, else VERSION'),
    kernel_release: text('Release of the running kernel.', KERNEL_RELEASE),
    architecture: text(
      'Kernel architecture, as printed by uname -m.',
      '/proc/sys/kernel/arch; before Linux 6.1 the modalias of the CPUs, and VmallocTotal of /proc/meminfo',
    ),
  }),
};

const summarizeOs = (document: Document): string | null => {
  const [record] = recordsOf(document, 'os');
  if (record === undefined) return null;
  const version = record['version'] === null ? null : formatField(record, 'version');
  const name = [formatField(record, 'name'), version].filter((word) => word !== null).join(' ');
  const [release, architecture] = [formatField(record, 'kernel_release'), formatField(record, 'architecture')];
  // Some distributions name it in the release.
  const isInRelease = architecture === '-' || release?.endsWith(`.${architecture}`) === true;
  return joinPhrases(name, `kernel ${release}`, isInRelease ? null : architecture);
};

/** Splits a text that ends in `(Jammy Jellyfish)` into the part before the parentheses and the part inside. */
const CODENAME = /^(.*?)\(([^()]+)\)$/;

/** The distribution. */
export const os = defineSection({
  types: TYPES,
  reads: [...OS_RELEASE, KERNEL_RELEASE, ARCH, MODALIAS, MEMINFO],
  runs: [],
  summary: summarizeOs,
  collect: (host) => readEach(host, [...OS_RELEASE, KERNEL_RELEASE, ARCH, MODALIAS, MEMINFO]),
  parse: (answers) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = createTaker<typeof TYPES, 'os'>(findings, 'os');
    const release = parseAnswer(firstPresent(OS_RELEASE.map((path) => answerTo(answers, path))), parseOsRelease);
    const ofRelease = (...names: readonly string[]): ValueOrReason<string> => {
      if (release.value === null) return release;
      const found = names.map((name) => release.value?.get(name)).find((value) => value !== undefined);
      return found === undefined
        ? { value: null, reason: { code: 'absent', detail: `no ${names[0]} in os-release` } }
        : { value: found };
    };
    const version = take(ofRelease('VERSION', 'VERSION_ID'), 'version');
    const [, before, codename] = CODENAME.exec(version ?? '') ?? [];
    const record = {
      id: take(ofRelease('ID'), 'id'),
      name: take(ofRelease('NAME'), 'name'),
      version: before?.trimEnd() ?? version,
      // Not every distribution names its versions.
      codename:
        release.value === null
          ? take(release, 'codename')
          : (release.value.get('VERSION_CODENAME') ?? codename ?? null),
      kernel_release: take(parseTextAnswer(answerTo(answers, KERNEL_RELEASE)), 'kernel_release'),
      architecture: take(
        architectureOf({
          arch: answerTo(answers, ARCH),
          modalias: answerTo(answers, MODALIAS),
          meminfo: answerTo(answers, MEMINFO),
        }),
        'architecture',
      ),
    };
    return { records: { os: record }, findings };
  },
});
