// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Creates the inputs of all cases: the recordings of the base commit, damaged copies, trees and policies. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { POLICIES } from './policies.js';

/** Kinds of damage. Each affects every fourth file and every second command of a machine. */
export const DAMAGES = ['empty', 'garbage', 'refused', 'huge'] as const;

type Damage = (typeof DAMAGES)[number];
type Line = { readonly [member: string]: unknown };

const GARBAGE = ['N/A\n', 'what?\n', '\u001b[31mred\n', '-1\n'];
const ERRORS = ['EACCES', 'EIO', 'EINVAL', 'EOPNOTSUPP'];
const HUGE = ['18446744073709551615\n', '4294967295\n', '18446744073709551616\n', '99999999999999999999999\n'];

const pick = (values: readonly string[], index: number): string => values[(index >> 2) % values.length] ?? '';

const damageFile = (line: Line, damage: Damage, index: number): Line => {
  if (typeof line['text'] !== 'string') return line;
  switch (damage) {
    case 'empty':
      return { ...line, text: '' };
    case 'garbage':
      return { ...line, text: pick(GARBAGE, index) };
    case 'refused':
      return { path: line['path'], error: pick(ERRORS, index) };
    case 'huge':
      return { ...line, text: line['text'].replaceAll(/^\d+\n?$/g, pick(HUGE, index)) };
  }
};

const damageCommand = (line: Line, damage: Damage): Line => {
  const stdout = line['stdout'];
  if (typeof stdout !== 'string') return line;
  switch (damage) {
    case 'empty':
      return { ...line, stdout: '' };
    case 'garbage':
      return { ...line, stdout: stdout.slice(0, stdout.length / 2) };
    case 'refused':
      return { ...line, status: 1, stdout: '', stderr: '-E- Cannot open the device: Permission denied\n' };
    case 'huge':
      return { ...line, stdout: stdout.replaceAll(/(?<![\w.:-])\d+(?![\w.:-])/g, '18446744073709551615') };
  }
};

const damageLines = (text: string, damage: (line: Line, index: number) => Line): string =>
  text
    .split('\n')
    .map((line, i) => (line === '' ? '' : JSON.stringify(damage(JSON.parse(line) as Line, i))))
    .join('\n');

const damageMachine = (directory: string, into: string, damage: Damage): void => {
  const phase = DAMAGES.indexOf(damage);
  cpSync(directory, into, { recursive: true });
  const rewrite = (name: string, change: (line: Line, index: number) => Line): void =>
    writeFileSync(join(into, name), damageLines(readFileSync(join(into, name), 'utf8'), change));
  rewrite('files.ndjson', (line, i) => ((i + phase) % 4 === 0 ? damageFile(line, damage, i) : line));
  rewrite('commands.ndjson', (line, i) => ((i + phase) % 2 === 0 ? damageCommand(line, damage) : line));
};

/** Creates recordings that cannot be read, each with one error. */
const makeInvalidRecordings = (directory: string, into: string): void => {
  const corrupt = (name: string, file: string, change: (text: string) => string): void => {
    cpSync(directory, join(into, name), { recursive: true });
    writeFileSync(join(into, name, file), change(readFileSync(join(into, name, file), 'utf8')));
  };
  corrupt('truncated', 'files.ndjson', (text) => text.slice(0, text.length / 2));
  corrupt('not-json', 'commands.ndjson', (text) => `what?\n${text}`);
  corrupt('not-a-line', 'files.ndjson', (text) => `{"path":"relative","text":1}\n${text}`);
  corrupt('climbing', 'files.ndjson', (text) => text.replace('"/proc/cpuinfo"', '"/proc/../etc/shadow"'));
  corrupt('no-host', 'host.json', () => '{}\n');
  corrupt('later-schema', 'host.json', (text) => text.replace('recording/1', 'recording/9'));
  corrupt('unfinished', 'host.json', (text) => text.replace('"complete": true', '"complete": false'));
  corrupt('identity', 'files.ndjson', (text) => text.replace('"text":"', '"text":"a088:c203:004b:012f '));
};

/** Adds samples for `--interval`, in which nothing has changed. */
const addSamples = (file: string): void => {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly recorded_at: string };
  const later_samples = Array.from({ length: 4 }, (_, i) => ({
    at: new Date(Date.parse(manifest.recorded_at) + (i + 1) * 2000).toISOString(),
    after_seconds: (i + 1) * 2,
    duration_seconds: 0.01,
  }));
  writeFileSync(file, `${JSON.stringify({ ...manifest, later_samples }, null, 2)}\n`);
};

/** Fills `inputs` from a checkout of the base commit. */
export const makeInputs = async (checkout: string, machines: readonly string[], inputs: string): Promise<void> => {
  const module: unknown = await import(pathToFileURL(join(checkout, 'fixtures', 'materialise.mjs')).href);
  const { materialise } = module as { readonly materialise: (host: string, into: string) => number };
  for (const machine of machines) {
    const recorded = join(checkout, 'fixtures', 'hosts', machine);
    const copy = join(inputs, 'hosts', machine);
    for (const file of ['host.json', 'files.ndjson', 'commands.ndjson']) cpSync(join(recorded, file), join(copy, file));
    addSamples(join(copy, 'host.json'));
    for (const damage of DAMAGES) damageMachine(copy, join(inputs, damage, machine), damage);
    materialise(copy, join(inputs, 'roots', machine));
  }
  makeInvalidRecordings(join(inputs, 'hosts', machines[0] ?? ''), join(inputs, 'spoilt'));
  mkdirSync(join(inputs, 'none', 'sys'), { recursive: true });
  mkdirSync(join(inputs, 'policies'));
  for (const [name, text] of Object.entries(POLICIES)) writeFileSync(join(inputs, 'policies', name), text);
};

/** Returns the command lines in the recordings, without duplicates. */
export const recordedCommands = (inputs: string, machines: readonly string[]): readonly (readonly string[])[] => {
  const lines = machines.flatMap((machine) =>
    readFileSync(join(inputs, 'hosts', machine, 'commands.ndjson'), 'utf8')
      .trim()
      .split('\n'),
  );
  const seen = new Set(lines.map((line) => JSON.stringify((JSON.parse(line) as { argv: readonly string[] }).argv)));
  return [...seen].sort().map((argv) => JSON.parse(argv) as readonly string[]);
};
