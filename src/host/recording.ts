// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A recorded machine on disk: `host.json` says what it is, `files.ndjson` what its files, links and directories said. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as z from 'zod/mini';
import type { CommandOutcome } from '../core/command-answer.js';
import { errnoOf, FabricError } from '../core/error.js';
import type { FileAnswer, LinkAnswer, ListAnswer } from '../core/host.js';

const MANIFEST = z.object({
  schema: z.literal('fabric.recording/1'),
  name: z.string(),
  hostname: z.nullable(z.string()),
  origin: z.enum(['captured', 'synthetic']),
  recorded_at: z.iso.datetime(),
  duration_seconds: z.number(),
});

const PATH = z.string().check(z.refine((path) => path === '/' || posix.resolve('/', path) === path));
const LINE = z.union([
  z.strictObject({ path: PATH, text: z.string() }),
  z.strictObject({ path: PATH, link: z.string() }),
  z.strictObject({ path: PATH, error: z.string().check(z.regex(/^E[A-Z0-9]+$/)) }),
  z.strictObject({ path: PATH, entries: z.array(z.string()) }),
]);

const COMMAND = z
  .strictObject({
    argv: z.array(z.string()).check(z.minLength(1)),
    status: z.nullable(z.int()),
    signal: z.nullable(z.string()),
    stdout: z.string(),
    stderr: z.string(),
  })
  .check(z.refine((c) => (c.status === null) !== (c.signal === null)));

/** One answer that a recorded path gave. */
export type RecordedAnswer = Exclude<FileAnswer, { kind: 'timeout' }> | LinkAnswer | ListAnswer;

/** A recorded machine: for each path its answers, in the order in which they were given. */
export type Recording = z.infer<typeof MANIFEST> & {
  readonly answers: ReadonlyMap<string, readonly RecordedAnswer[]>;
  /** The outcomes of each command, by the JSON of its argv. */
  readonly commands: ReadonlyMap<string, readonly CommandOutcome[]>;
};

/** No recording is as large: a tree of 256 adapters is 20 MB. */
const SIZE_LIMIT = 64 * 1024 * 1024;

/** Reads a recorded machine. @throws not_found when there is none, recording when it cannot be understood */
export const readRecording = (directory: string): Recording => {
  const manifest = MANIFEST.safeParse(readJsonText(join(directory, 'host.json'), readPart(directory, 'host.json')));
  if (!manifest.success) {
    const [issue] = manifest.error.issues;
    throw unreadable(`${join(directory, 'host.json')}: ${issue?.path.join('.') || 'content'}: ${issue?.message}`);
  }
  return { ...manifest.data, answers: readFileLines(directory), commands: readCommandLines(directory) };
};

const readFileLines = (directory: string): ReadonlyMap<string, readonly RecordedAnswer[]> => {
  const answers = new Map<string, RecordedAnswer[]>();
  for (const [i, line] of readPart(directory, 'files.ndjson').split('\n').entries()) {
    if (line === '') continue;
    const place = `${join(directory, 'files.ndjson')}:${i + 1}`;
    const parsed = LINE.safeParse(readJsonText(place, line));
    if (!parsed.success) throw unreadable(`${place}: not a path with text, link, error or entries`);
    const { path } = parsed.data;
    const known = answers.get(path) ?? [];
    known.push(answerOf(parsed.data));
    answers.set(path, known);
  }
  return answers;
};

/** A machine whose commands nobody recorded has no commands.ndjson. */
const readCommandLines = (directory: string): ReadonlyMap<string, readonly CommandOutcome[]> => {
  const commands = new Map<string, CommandOutcome[]>();
  if (!existsSync(join(directory, 'commands.ndjson'))) return commands;
  for (const [i, line] of readPart(directory, 'commands.ndjson').split('\n').entries()) {
    if (line === '') continue;
    const place = `${join(directory, 'commands.ndjson')}:${i + 1}`;
    const parsed = COMMAND.safeParse(readJsonText(place, line));
    if (!parsed.success) throw unreadable(`${place}: not a command with argv, status or signal, stdout and stderr`);
    const key = JSON.stringify(parsed.data.argv);
    commands.set(key, [...(commands.get(key) ?? []), outcomeOf(parsed.data)]);
  }
  return commands;
};

const outcomeOf = ({ status, signal, stdout, stderr }: z.infer<typeof COMMAND>): CommandOutcome => {
  const output = { stdout, stderr, durationSeconds: 0 };
  if (signal !== null) return { kind: 'signalled', signal, ...output };
  return status === 0 ? { kind: 'ok', ...output } : { kind: 'failed', status: status ?? 0, ...output };
};

const answerOf = (line: z.infer<typeof LINE>): RecordedAnswer => {
  if ('text' in line) return { kind: 'text', text: line.text };
  if ('link' in line) return { kind: 'link', target: line.link };
  if ('error' in line) return { kind: 'error', errno: line.error };
  return { kind: 'entries', entries: line.entries };
};

const unreadable = (message: string, cause?: unknown): FabricError =>
  new FabricError('recording', message, { fix: 'record the machine again, or mend the line', cause });

const readJsonText = (place: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`${place}: not JSON (a line that was cut?)`, error);
  }
};

const readPart = (directory: string, name: string): string => {
  const path = join(directory, name);
  try {
    const { size } = statSync(path);
    if (size > SIZE_LIMIT) throw unreadable(`${path}: ${size} bytes, more than a recording may have (${SIZE_LIMIT})`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    throw new FabricError('not_found', `${directory} is no recorded machine: ${name} cannot be read (${errno})`, {
      fix: 'a recorded machine has host.json and files.ndjson',
      cause: error,
    });
  }
};

/** The machines that ship with fabric. */
const shippedMachines = (packageRoot: string): string[] => readdirSync(join(packageRoot, 'fixtures', 'hosts')).sort();

/** The directory of a machine that was named: a shipped one by its name, any other by its path. @throws not_found */
export const findRecording = (nameOrDirectory: string, packageRoot: string): string => {
  const shipped = shippedMachines(packageRoot);
  if (shipped.includes(nameOrDirectory)) return join(packageRoot, 'fixtures', 'hosts', nameOrDirectory);
  if (statSync(nameOrDirectory, { throwIfNoEntry: false })?.isDirectory()) return nameOrDirectory;
  throw new FabricError('not_found', `no recorded machine ${nameOrDirectory}`, {
    fix: `name a recorded directory, or one that ships with fabric: ${shipped.join(', ')}`,
  });
};
