// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Compares the outcomes of the two builds for one case: exit status, both streams and written files. */

import type { Case } from './cases.js';
import { compareCsv } from './compare-csv.js';
import { compareJson } from './compare-json.js';
import { comparePrometheus } from './compare-prometheus.js';
import { compareText } from './compare-text.js';
import type { Difference, Report } from './difference.js';
import { parseExactJson } from './exact-json.js';
import type { CommandMap, RenameMap } from './rename-map.js';
import type { Outcome } from './run-cases.js';
import { isExpected } from './text-pattern.js';

/** The command of a case, as the map names it. */
export const commandOf = ({ argv }: Case): string => (argv[0] === 'help' ? argv[1] : argv[0]) ?? '';

/** Returns every difference that the map does not explain. */
export const compareOutcomes = (one: Case, base: Outcome, work: Outcome, renames: RenameMap): readonly Difference[] => {
  const map = renames.for(commandOf(one));
  const differences: Difference[] = [];
  const report: Report = (kind, before, after) => {
    differences.push({ kind, base: before, work: after });
  };
  if (base.status !== work.status) report('exit status', base.status, work.status);
  const shape = {
    isCsv: one.argv.includes('csv'),
    isWrapped: isHelp(one) || one.columns !== null,
  };
  const ofFile = { ...shape, isWrapped: false };
  compareContent(base.stdout, work.stdout, shape, map, 'stdout', report);
  compareContent(base.stderr, work.stderr, shape, map, 'stderr', report);
  const names = (files: Outcome['files']): string => Object.keys(files).join(' ');
  if (names(base.files) !== names(work.files)) report('files written', names(base.files), names(work.files));
  for (const [name, text] of Object.entries(base.files)) {
    const other = work.files[name];
    if (other !== undefined) compareContent(text, other, ofFile, map, `file ${name}`, report);
  }
  return differences;
};

const isHelp = ({ argv }: Case): boolean =>
  argv.length === 0 || argv.some((word) => ['help', '--help', '-h'].includes(word));

const compareContent = (
  base: string,
  work: string,
  { isCsv, isWrapped }: { readonly isCsv: boolean; readonly isWrapped: boolean },
  map: CommandMap,
  where: string,
  report: Report,
): void => {
  if (base === work) return;
  if (base === '' || work === '') {
    report(
      `${where} ${work === '' ? 'is empty' : 'was empty'}`,
      base.slice(0, 200) || null,
      work.slice(0, 200) || null,
    );
    return;
  }
  const inPlace: Report = (kind, before, after) => report(`${where}, ${kind}`, before, after);
  const [a, b] = [parseExactJson(base), parseExactJson(work)];
  if (a !== undefined && b !== undefined) {
    compareJson(a, b, map, inPlace);
    compareLayout(base, work, inPlace);
  } else if (base.startsWith('{') && work.startsWith('{')) {
    compareJsonLines(base, work, map, inPlace);
  } else if (base.startsWith('# HELP') && work.startsWith('# HELP')) {
    comparePrometheus(base, work, map, inPlace);
  } else if (isCsv && where !== 'stderr') {
    compareCsv(base, work, map, inPlace);
  } else {
    compareText(base, work, map, { where, mayWrap: where === 'stderr' || isWrapped }, report);
  }
};

/** Compares the layout of JSON: one line or indented, and the final line break. */
const compareLayout = (base: string, work: string, report: Report): void => {
  const layoutOf = (text: string): string =>
    `${text.trim().includes('\n') ? 'indented' : 'one line'}${text.endsWith('\n') ? '' : ', no line break at the end'}`;
  if (layoutOf(base) !== layoutOf(work)) report('json layout', layoutOf(base), layoutOf(work));
};

const compareJsonLines = (base: string, work: string, map: CommandMap, report: Report): void => {
  const [a, b] = [base.trimEnd().split('\n'), work.trimEnd().split('\n')];
  if (a.length !== b.length) report('json lines', `${a.length}`, `${b.length}`);
  a.forEach((line, i) => {
    const other = b[i];
    if (other === undefined || other === line) return;
    const [x, y] = [parseExactJson(line), parseExactJson(other)];
    if (x !== undefined && y !== undefined) compareJson(x, y, map, report);
    else if (!isExpected(map.text(line.trim()), other.trim()))
      report('json line', line.slice(0, 200), other.slice(0, 200));
  });
};
