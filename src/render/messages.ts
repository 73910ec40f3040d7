// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Messages on stderr beside the answer: warnings before notes, at most five lines, then how complete the answer is. */

import { type Document, nameOfRecord, recordsOf } from '../core/document.js';
import type { FabricError } from '../core/error.js';
import { escapeForeign } from '../core/escape.js';
import { statusOfAnswer } from '../core/exit-status.js';
import { AT_MAXIMUM, NEEDS_ROOT, type Problem, type ProblemCode } from '../core/problem.js';
import type { RecordTypes } from '../core/record-type.js';

/** One message to the user: its kind and its text. */
export type Message = {
  readonly kind: 'warning' | 'note' | 'fix' | 'partial' | 'error' | 'more';
  readonly text: string;
};

// The last four parts of a longer path identify the file; --json has all of it.
const LONG_PATH = /\/(?:[^/\s;]+\/){2,}((?:[^/\s;]+\/){3}[^/\s;]+)/g;

/** A longer cause is its own sentence: the affected fields are in --json. */
const CAUSE_LENGTH = 45;

const LINES = 5;
const WIDTH = 80;

const PHRASES: Readonly<Record<ProblemCode, string>> = {
  absent: 'not available',
  not_supported: 'not supported',
  permission: 'permission denied',
  unreadable: 'unreadable',
  timeout: 'no answer',
  denied: 'denied by policy',
  parse: 'could not be parsed',
  saturated: 'saturated (value is a lower bound)',
};

/** The messages of an answer. `extraNotes` come from the view: what it left out. */
export const messagesOf = (
  document: Document,
  types: RecordTypes,
  extraNotes: readonly string[] = [],
): readonly Message[] => {
  const { problems } = document;
  const lines = distinct([
    ...problems.filter((p) => p.severity === 'warning').map((p) => formatProblem('warning', p, types)),
    ...problems.filter((p) => p.severity === 'note' && !isForRoot(p)).map((p) => formatProblem('note', p, types)),
    ...formatRootNote(problems.filter((p) => p.severity === 'note' && isForRoot(p))),
    ...extraNotes.map((text): Message => ({ kind: 'note', text: escapeForeign(text) })),
  ]);
  const shown: Message[] = lines.slice(0, LINES);
  if (lines.length > LINES) shown.push({ kind: 'more', text: `+${lines.length - LINES} more, use --json to see all` });
  const fix = problems.find((p) => p.fix !== undefined)?.fix;
  if (fix !== undefined) shown.push({ kind: 'fix', text: fix });
  const partial = formatPartial(document, types);
  return partial === null ? shown : [...shown, { kind: 'partial', text: partial }];
};

/** A problem of several record types in the same words is one message. */
const distinct = (lines: readonly Message[]): readonly Message[] => [
  ...new Map(lines.map((line) => [JSON.stringify(line), line])).values(),
];

/** The messages when there is no answer. */
export const errorMessages = (error: FabricError): readonly Message[] => [
  { kind: 'error', text: escapeForeign(error.message) },
  ...error.details.map((line): Message => ({ kind: 'more', text: `  ${escapeForeign(line)}` })),
  ...(error.fix === null ? [] : [{ kind: 'fix', text: escapeForeign(error.fix) } as const]),
];

const isForRoot = ({ detail, fields }: Problem): boolean => detail === NEEDS_ROOT && fields.length > 0;

/** One line for everything that only root may see: `5 fields need root: product.serial_number, dpu.mode, +3 more`. */
const formatRootNote = (problems: readonly Problem[]): readonly Message[] => {
  const names = [...new Set(problems.flatMap(({ type, fields }) => fields.map((field) => `${type}.${field}`)))];
  if (names.length === 0) return [];
  const lead = names.length === 1 ? '1 field needs root: ' : `${names.length} fields need root: `;
  return [{ kind: 'note', text: lead + listFields(names, WIDTH - `note: ${lead}`.length) }];
};

const formatProblem = (kind: 'warning' | 'note', problem: Problem, types: RecordTypes): Message => {
  const { where, fields, code } = problem;
  const detail = escapeForeign(problem.detail.replaceAll(LONG_PATH, '.../$1'));
  const subject = where === '' || where.startsWith('/') ? '' : `${escapeForeign(where)}: `;
  if (fields.length === 0 || code === 'timeout' || detail.length > CAUSE_LENGTH)
    return { kind, text: subject + detail };
  const of = where === '' && isOfSeveral(problem, types) ? `${problem.type}: ` : subject;
  const lead = `${of}${causeOf(problem, detail)}: `;
  // A rate is missing because of its counter, so the counter is named.
  const names = code === 'saturated' ? fields.map((field) => field.replace(/_per_second$/, '')) : fields;
  return { kind, text: lead + listFields(names, WIDTH - `${kind}: ${lead}`.length) };
};

/** Whether another type has a field of such a name: the product and its board each have a serial_number. */
const isOfSeveral = ({ type, fields }: Problem, types: RecordTypes): boolean =>
  Object.entries(types).some(
    ([name, other]) => name !== type && fields.some((field) => Object.hasOwn(other.fields, field)),
  );

/** `saturated` is for a counter; the detail of a rate explains itself. */
const causeOf = ({ code }: Problem, detail: string): string => {
  if (code !== 'saturated') return `${PHRASES[code]} (${detail})`;
  return detail === AT_MAXIMUM ? PHRASES.saturated : detail;
};

/** Lists as many names as fit in one line, at least one, and the number of others. */
const listFields = (fields: readonly string[], room: number): string => {
  const all = fields.join(', ');
  if (all.length <= room || fields.length === 1) return escapeForeign(all);
  const list = (n: number): string => `${fields.slice(0, n).join(', ')}, +${fields.length - n} more`;
  // A name and its comma take at least three columns: more of them cannot fit.
  let count = Math.max(1, Math.min(fields.length - 1, Math.ceil(room / 3)));
  while (count > 1 && list(count).length > room) count--;
  return escapeForeign(list(count));
};

/** `7 of 8 ports complete, status 6`; null when no record is broken. What the whole answer lacks is no record. */
const formatPartial = (document: Document, types: RecordTypes): string | null => {
  const parts: string[] = [];
  let recordCount = 0;
  for (const [name, type] of Object.entries(types)) {
    const records = recordsOf(document, name);
    recordCount += records.length;
    const broken = new Set(
      document.problems
        .filter((p) => p.type === name && p.severity === 'warning' && p.where !== '')
        .map((p) => p.where),
    );
    if (broken.size === 0) continue;
    const names = records.map((record) => nameOfRecord(type, record));
    const all = new Set([...names, ...broken]);
    parts.push(`${all.size - broken.size} of ${all.size} ${name} complete`);
  }
  const status = statusOfAnswer(recordCount, document.problems);
  return parts.length === 0 ? null : `${parts.join(', ')}, status ${status}`;
};

/** Writes the lines, each with its kind in front; color only for the kind. */
export const renderMessages = async (lines: readonly Message[], color: boolean): Promise<string> => {
  const paint = color ? await kindPainter() : (kind: string): string => kind;
  return lines
    .map(({ kind, text }) => (kind === 'more' ? `${text}\n` : `${paint(`${kind}:`, kind)} ${text}\n`))
    .join('');
};

const kindPainter = async (): Promise<(text: string, kind: Message['kind']) => string> => {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const paints = { error: chalk.red, warning: chalk.yellow, partial: chalk.yellow, note: chalk.cyan, fix: chalk.bold };
  return (text, kind) => (kind === 'more' ? text : paints[kind](text));
};
