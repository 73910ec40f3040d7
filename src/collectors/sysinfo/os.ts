// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The distribution, and which kernel and architecture it runs on. */
import { answerTo, firstThere, type Reading, readAs, readText } from '../../core/attribute.js';
import { type Document, recordsOf } from '../../core/document.js';
import { text } from '../../core/field.js';
import { single, type TypedFinding } from '../../core/provider.js';
import { architectureOf } from './architecture.js';
import { parseOsRelease } from './os-release.js';
import { definePart } from './part.js';
import { readEach } from './read-each.js';
import { phrases, said } from './say.js';
import { taking } from './take.js';

// freedesktop.org, os-release(5): the first that is there holds.
const OS_RELEASE = ['/etc/os-release', '/usr/lib/os-release'] as const;
const KERNEL_RELEASE = '/proc/sys/kernel/osrelease';
// Since Linux 6.1.
const ARCH = '/proc/sys/kernel/arch';
const MODALIAS = '/sys/devices/system/cpu/modalias';
const MEMINFO = '/proc/meminfo';

const TYPES = {
  os: single({
    id: text('Distribution in one word: ubuntu, rocky.', 'ID of os-release'),
    name: text('Distribution.', 'NAME of os-release'),
    version: text('Version of the distribution, without its code name.', 'VERSION of os-release, else VERSION_ID'),
    codename: text('Code name of the version. Null where it has none.', 'VERSION_CODENAME of os-release, else VERSION'),
    kernel_release: text('Release of the kernel that runs.', KERNEL_RELEASE),
    architecture: text(
      'Architecture of the kernel, as uname says it.',
      '/proc/sys/kernel/arch; before Linux 6.1 the modalias of the CPUs, and VmallocTotal of /proc/meminfo',
    ),
  }),
};

const sayOs = (document: Document): string | null => {
  const [record] = recordsOf(document, 'os');
  if (record === undefined) return null;
  const version = record['version'] === null ? null : said(record, 'version');
  const name = [said(record, 'name'), version].filter((word) => word !== null).join(' ');
  const [release, architecture] = [said(record, 'kernel_release'), said(record, 'architecture')];
  // Some distributions name it in the release.
  const isSaid = architecture === '-' || release?.endsWith(`.${architecture}`) === true;
  return phrases(name, `kernel ${release}`, isSaid ? null : architecture);
};

/** Of a text that ends in `(Jammy Jellyfish)` what stands before it and in it. */
const CODENAME = /^(.*?)\(([^()]+)\)$/;

/** The distribution. */
export const os = definePart({
  types: TYPES,
  reads: [...OS_RELEASE, KERNEL_RELEASE, ARCH, MODALIAS, MEMINFO],
  runs: [],
  says: sayOs,
  collect: (host) => readEach(host, [...OS_RELEASE, KERNEL_RELEASE, ARCH, MODALIAS, MEMINFO]),
  parse: (answers) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const take = taking<typeof TYPES, 'os'>(findings, 'os');
    const release = readAs(firstThere(OS_RELEASE.map((path) => answerTo(answers, path))), parseOsRelease);
    const ofRelease = (...names: readonly string[]): Reading<string> => {
      if (release.value === null) return release;
      const found = names.map((name) => release.value?.get(name)).find((value) => value !== undefined);
      return found === undefined
        ? { value: null, reason: { code: 'absent', detail: `no ${names[0]} in os-release` } }
        : { value: found };
    };
    const version = take('version', ofRelease('VERSION', 'VERSION_ID'));
    const [, before, codename] = CODENAME.exec(version ?? '') ?? [];
    const record = {
      id: take('id', ofRelease('ID')),
      name: take('name', ofRelease('NAME')),
      version: before?.trimEnd() ?? version,
      // Not every distribution names its versions.
      codename:
        release.value === null
          ? take('codename', release)
          : (release.value.get('VERSION_CODENAME') ?? codename ?? null),
      kernel_release: take('kernel_release', readText(answerTo(answers, KERNEL_RELEASE))),
      architecture: take(
        'architecture',
        architectureOf({
          arch: answerTo(answers, ARCH),
          modalias: answerTo(answers, MODALIAS),
          meminfo: answerTo(answers, MEMINFO),
        }),
      ),
    };
    return { records: { os: record }, findings };
  },
});
