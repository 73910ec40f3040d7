// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Indexes files.ndjson by path; a line is parsed when its path is read. A recording of 512 adapters has 30,000 lines, of which
 * `-d NAME` reads a hundred.
 */

import type { LinkAnswer } from '../../core/file-answer.js';
import type { Steps } from '../../core/turns.js';
import { type ContentAnswer, contentAnswerOf, type FileLine, linkAnswerOf } from './lines.js';

/** The answers of a key; undefined without any. A Map is one. */
export type Lookup<T> = { readonly get: (key: string) => T | undefined };

/** The index, and the number of lines. */
export type FileIndex = {
  readonly contents: Lookup<readonly ContentAnswer[]>;
  readonly links: Lookup<readonly LinkAnswer[]>;
  /** The lines of settings that could not be written. */
  readonly writes: readonly FileLine[];
  readonly count: number;
};

/** Parses one line; `number` counts from 1. @throws recording for an invalid line */
export type LineParser = (text: string, number: number) => FileLine;

/** Lines between two turns of the event loop. */
const LINES_PER_STEP = 64;

/** Indexes the lines. A line that does not look like one of fabric's is parsed at once. @throws recording for an invalid line */
export function* indexFiles(bytes: Buffer, parse: LineParser): Steps<FileIndex> {
  const lines: Line[] = [];
  const byHash = new Map<number, number | number[]>();
  const writes: FileLine[] = [];
  const parseAt = ({ start, end, number }: Line): FileLine => parse(bytes.toString('utf8', start, end), number);
  const nextWrite = finderOf(bytes, '"written"');
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_BREAK, start);
    const end = found < 0 ? bytes.length : found;
    number += 1;
    if (number % LINES_PER_STEP === 0) yield;
    if (end > start) {
      const line = { start, end, number };
      const hash = nextWrite(start) < end ? null : hashOfPath(bytes, start, end);
      const parsed = hash === null ? parseAt(line) : null;
      if (parsed !== null && 'written' in parsed) writes.push(parsed);
      else add(byHash, hash ?? hashOf(parsed?.path ?? ''), lines.length);
      lines.push(line);
    }
    start = end + 1;
  }
  const answersOf = rememberLinks((path) => {
    const found = [byHash.get(hashOf(path)) ?? []].flat().flatMap((at) => lines[at] ?? []);
    const own = found.map(parseAt).filter((line) => line.path === path); // two paths may have one hash
    return {
      contents: own.flatMap((line) => contentAnswerOf(line) ?? []),
      links: own.flatMap((line) => linkAnswerOf(line) ?? []),
    };
  });
  const lookup = <K extends keyof Answers>(kind: K): Lookup<Answers[K]> => ({
    get: (path) => {
      const answers = answersOf(path)[kind];
      return answers.length === 0 ? undefined : answers;
    },
  });
  return { contents: lookup('contents'), links: lookup('links'), writes, count: lines.length };
}

type Line = { readonly start: number; readonly end: number; readonly number: number };

/** Remembers the last path, and all links and directories, which are looked up for every path below them. */
const rememberLinks = (answersOf: (path: string) => Answers): ((path: string) => Answers) => {
  const memory = new Map<string, Answers>();
  let last: { readonly path: string; readonly answers: Answers } | null = null;
  return (path) => {
    const known = last?.path === path ? last.answers : memory.get(path);
    if (known !== undefined) return known;
    const answers = answersOf(path);
    last = { path, answers };
    if (answers.contents.every(({ kind }) => kind !== 'text')) memory.set(path, answers);
    return answers;
  };
};

type Answers = { readonly contents: readonly ContentAnswer[]; readonly links: readonly LinkAnswer[] };

const LINE_BREAK = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const DOT = 0x2e;
const CLOSING_BRACE = 0x7d;

const BEGINNING = Buffer.from('{"path":"/');
const MEMBERS: readonly Buffer[] = ['text":"', 'link":"', 'error":"', 'entries":[', 'timeout":{'].map((member) =>
  Buffer.from(`,"${member}`),
);

/**
 * The hash of the path of a line that fabric wrote: `{"path":"/sys/…","text":"…"}`. Null for any other line, and for a path with an
 * escape or an unusual component: the parser decides about those.
 */
const hashOfPath = (bytes: Buffer, start: number, end: number): number | null => {
  if (bytes[end - 1] !== CLOSING_BRACE || !isAt(bytes, start, BEGINNING)) return null;
  const from = start + BEGINNING.length - 1;
  let hash = HASH_START;
  let before = 0;
  for (let at = from; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      const isKnown = (before !== SLASH || at === from + 1) && MEMBERS.some((member) => isAt(bytes, at + 1, member));
      return isKnown ? hash : null;
    }
    if (byte === BACKSLASH || byte < 0x20 || (before === SLASH && (byte === SLASH || byte === DOT))) return null;
    hash = hashed(hash, byte);
    before = byte;
  }
  return null;
};

/** FNV-1a, 30 bits: a small integer of V8. Each process begins elsewhere, so that no recording is made of equal hashes. */
const HASH_START = Math.floor(Math.random() * 2 ** 30);
const hashed = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193) & 0x3fffffff;

const hashOf = (path: string): number => Buffer.from(path).reduce(hashed, HASH_START);

const isAt = (bytes: Buffer, at: number, text: Buffer): boolean => {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
};

/** Returns the next position of the text from a growing position on; Infinity after the last one. */
const finderOf = (bytes: Buffer, text: string): ((from: number) => number) => {
  let next = -1;
  return (from) => {
    if (next < from) {
      const found = bytes.indexOf(text, from);
      next = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return next;
  };
};

const add = (byHash: Map<number, number | number[]>, hash: number, line: number): void => {
  const known = byHash.get(hash);
  if (known === undefined) byHash.set(hash, line);
  else if (typeof known === 'number') byHash.set(hash, [known, line]);
  else known.push(line);
};
