// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Modules of the kernel that are loaded. */

import { answerTo, isAbsent, parseTextAnswer } from '../../../core/attribute.js';
import { type CellValue, type DocumentRecord, valueIn } from '../../../core/document.js';
import { gauge, label, number, text, texts, volatile } from '../../../core/field.js';
import { compareNatural } from '../../../core/natural-order.js';
import { reasonOf } from '../../../core/problem.js';
import { list, type TypedFinding } from '../../../core/record-type.js';
import { column } from '../../../core/view.js';
import { namesIn } from '../../../hardware/adapter/bus.js';
import { readEach } from '../read-each.js';
import { createTaker, withPath } from '../reasons.js';
import { defineSection } from '../section.js';
import { parseModules } from './modules/parse.js';

const MODULES = '/proc/modules';
const MODULE = '/sys/module';

/** Modules that are also installed outside of the kernel, so that it matters which one is loaded. */
const VERSIONED =
  /^(?:mlx|mlxbf|mlxfw|mst_|ib_|rdma_|iw_cm|nvidia|gdrdrv|nv_peer_mem|openvswitch|vfio_pci|knem|xpmem|rshim|nvme_rdma|rpcrdma)/;

const TYPES = {
  modules: {
    ...list({
      name: label('Module name.', MODULES),
      size_bytes: gauge('bytes', 'Memory size of the module.', MODULES),
      references: volatile(number('Reference count. Null when the module cannot be unloaded.', MODULES)),
      used_by: texts('Modules that use it.', MODULES),
      version: text(
        'Module version. Null for built-in modules and modules unrelated to adapters.',
        `${MODULE}/NAME/version`,
      ),
    }),
    metrics: false,
  },
} as const;

const versionFile = (name: string): string => `${MODULE}/${name}/version`;

/** A terminal breaks lines between words, and half of the kernel may use one. */
const formatUsers = (record: DocumentRecord, isHuman: boolean): CellValue => {
  const users = valueIn(record, 'used_by');
  return isHuman && typeof users === 'string' ? users.replaceAll(',', ', ') : users;
};

/** The modules, as lsmod lists them. A kernel without modules has none. */
export const modules = defineSection({
  types: TYPES,
  reads: [MODULES, MODULE, `${MODULE}/*/version`],
  runs: [],
  table: {
    type: 'modules',
    columns: [
      column('NAME', 'name'),
      column('SIZE', 'size_bytes'),
      column('REFS', 'references'),
      column('VERSION', 'version'),
      { kind: 'fields', header: 'USED-BY', fields: ['used_by'], format: { value: formatUsers, isNumber: false } },
    ],
  },
  collect: (host) => {
    const versioned = namesIn(host.readdir(MODULE)).filter((name) => VERSIONED.test(name));
    return readEach(host, [MODULES, ...versioned.map(versionFile)]);
  },
  parse: (answers) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    const about = { type: 'modules', where: '', field: null } as const;
    const answer = answerTo(answers, MODULES);
    if (answer.kind !== 'text') {
      if (!isAbsent(answer)) findings.push({ ...about, ...withPath(MODULES, reasonOf(answer)) });
      return { records: { modules: [] }, findings };
    }
    const { loaded, strange } = parseModules(answer.text);
    if (strange !== null)
      findings.push({ ...about, ...withPath(MODULES, { code: 'parse', detail: `line "${strange}"` }) });
    const records = loaded.map((module) => {
      const take = createTaker<typeof TYPES, 'modules'>(findings, 'modules', module.name);
      const version = parseTextAnswer(answerTo(answers, versionFile(module.name)));
      const hasNone = version.value === null && version.reason.code === 'absent';
      return { ...module, version: hasNone ? null : take(version, 'version') };
    });
    return { records: { modules: records.sort((a, b) => compareNatural(a.name, b.name)) }, findings };
  },
});
