// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reads many small files so that one that never answers costs its own device only.
 *
 * All files go to one child, in order. When it is silent it is replaced by one that prints each answer at once:
 * the file at which that one is silent hangs. The child is left waiting until the deadline, for its own device
 * alone (a slow firmware may still answer), while another child goes on with the other devices.
 */

import { closeSync } from 'node:fs';
import type { FileAnswer, FileGroup } from '../../core/file-answer.js';
import type { RootFiles } from '../inside-root/open-root.js';
import { fitArguments, type ReaderProcess, startReader, withTimeout } from './reader-process.js';

/** Limits of a batch of reads, and its progress callbacks. */
export type ReadingOptions = {
  /** Opens files inside of `--root`; without it the machine's own files are read. */
  readonly openBatch?: RootFiles['openBatch'];
  /** When the answer is due, on the clock of performance.now(). */
  readonly deadline: number;
  /** Time limit in seconds, for messages about a timeout. */
  readonly seconds: number;
  readonly program?: string;
  readonly onProgress?: (doneDevices: number, allDevices: number) => void;
};

/** Silence after which a child is considered hung. At most an eighth of the remaining time. */
const SILENCE_MS = 500;

/** Interval at which a hung device is checked. */
const POLL_MS = 100;

/** No attribute is longer: a longer text has no end. */
const LARGEST_TEXT = 64 * 1024;

type Pending = { readonly device: string; readonly path: string; readonly file: string };

/** The files of one child: the first of those to read. */
type Batch = {
  readonly directory: string;
  readonly files: readonly Pending[];
  /** Descriptors that the child inherits. */
  readonly descriptors: readonly number[];
};

/** A silent child, its unanswered files of the device, and the files of the device it was not given. */
type Waiting = { readonly child: ReaderProcess; readonly own: readonly Pending[]; readonly later: readonly Pending[] };

/** One batch: `run` it once, then use its `answers`, one for each path of each group. */
export class BatchReader {
  readonly answers = new Map<string, FileAnswer>();
  private readonly options: ReadingOptions;
  private readonly silence: number;
  private readonly deviceCount: number;
  /** Each with a promise that resolves when it no longer waits. */
  private readonly waiting = new Map<Waiting, Promise<void>>();
  private current: ReaderProcess | null = null;
  private todo: readonly Pending[];
  private isClosed = false;

  constructor(groups: readonly FileGroup[], options: ReadingOptions) {
    this.options = options;
    this.silence = Math.min(SILENCE_MS, Math.max(20, (options.deadline - performance.now()) / 8));
    this.deviceCount = groups.length;
    // A file in two groups (the statistics of a bond) is read once, for the first.
    const seen = new Set<string>();
    const todo: Pending[] = [];
    for (const { device, paths } of groups) {
      for (const path of paths) {
        if (seen.has(path)) continue;
        seen.add(path);
        if (this.isReadable(path)) todo.push({ device, path, file: path.slice(1) });
      }
    }
    this.todo = todo;
  }

  /** Reads until each file has an answer or the deadline passes. @throws tool_missing without GNU grep */
  async run(): Promise<void> {
    try {
      let isCareful = false;
      while (this.todo.length + this.waiting.size > 0 && this.timeLeft() > 0) {
        if (this.todo.length > 0) isCareful = await this.pass(isCareful);
        else await withTimeout(Promise.race(this.waiting.values()), Math.max(1, this.timeLeft()));
      }
    } finally {
      this.close();
    }
    for (const { own, later } of this.waiting.keys()) {
      const unanswered = [...own, ...later].filter(({ path }) => !this.answers.has(path));
      for (const { path } of unanswered) this.markTimedOut(path, unanswered[0]?.path ?? null);
    }
    for (const { path } of this.todo) this.markTimedOut(path, null);
  }

  /** The path is part of a line of the child's output: characters that would break the line are refused before opening. */
  private isReadable(path: string): boolean {
    const isPlain = !/[\p{Cc}\ufffd]/u.test(path);
    if (!isPlain) this.answers.set(path, { kind: 'error', errno: 'EILSEQ' });
    return isPlain;
  }

  /** Ends the batch at once: files without an answer time out. */
  close(): void {
    this.isClosed = true;
    this.current?.abandon();
    for (const { child } of this.waiting.keys()) child.abandon();
  }

  private timeLeft(): number {
    return this.isClosed ? 0 : this.options.deadline - performance.now();
  }

  /** Runs one child over the remaining files. Returns whether the next one must print each answer at once. */
  private async pass(isCareful: boolean): Promise<boolean> {
    const batch = this.takeBatch();
    if (batch.files.length === 0) return false;
    const child = await this.startChild(batch, isCareful);
    this.current = child;
    try {
      const outcome = await child.endedOrSilent(Math.min(this.silence, Math.max(1, this.timeLeft())));
      const flood = this.accept(batch.files, child, outcome === 'finished', isCareful);
      const stuck = batch.files.find(({ path }) => !this.answers.has(path));
      if (outcome === 'finished' || stuck === undefined || flood !== null) return false;
      if (!isCareful) return true;
      if (outcome === 'silent') {
        this.parkHungChild(child, batch.files, stuck.device);
      } else {
        this.answers.set(stuck.path, READER_DIED);
        this.todo = this.todo.filter((p) => p !== stuck);
      }
      return false;
    } finally {
      this.current = null;
      if (![...this.waiting.keys()].some((w) => w.child === child)) child.abandon();
    }
  }

  /** Takes the files for the next child. Files refused without reading get their answer. */
  private takeBatch(): Batch {
    const { openBatch } = this.options;
    if (openBatch === undefined) return { directory: '/', files: fitArguments(this.todo), descriptors: [] };
    const { taken, opened, refused, descriptors } = openBatch(this.todo);
    for (const { item, refusal } of refused) this.answers.set(item.path, refusal);
    const files = opened.map(({ item, name }) => ({ ...item, file: name }));
    this.todo = [...files, ...this.todo.slice(taken)];
    return { directory: '/proc/self/fd', files, descriptors };
  }

  private async startChild({ directory, files, descriptors }: Batch, unbuffered: boolean): Promise<ReaderProcess> {
    const { program } = this.options;
    const names = files.map((p) => p.file);
    try {
      return await startReader(directory, names, {
        unbuffered,
        descriptors,
        ...(program === undefined ? {} : { program }),
      });
    } finally {
      for (const descriptor of descriptors) closeSync(descriptor);
    }
  }

  /**
   * Stores the answers of the child. Once it has finished, files without a line are empty. Returns
   * the file with too much output, if that stopped it.
   */
  private accept(
    batch: readonly Pending[],
    child: ReaderProcess,
    isFinished: boolean,
    isCareful: boolean,
  ): string | null {
    const seen = child.answers();
    let flood: string | null = null;
    const last = isFinished ? undefined : [...seen].findLast(([, answer]) => answer.kind === 'text');
    if (last !== undefined) {
      const [file, answer] = last;
      flood = answer.kind === 'text' && answer.text.length > LARGEST_TEXT ? file : null;
      if (flood !== null) seen.set(flood, TOO_LARGE);
      // The output comes in blocks: the last text may be the first of several lines.
      else if (!isCareful) seen.delete(file);
    }
    for (const { path, file } of batch) {
      const answer = seen.get(file) ?? (isFinished ? EMPTY : undefined);
      if (answer !== undefined) this.answers.set(path, answer);
    }
    // A batch is the beginning of what is to do.
    this.todo = isFinished ? this.todo.slice(batch.length) : this.todo.filter((p) => !this.answers.has(p.path));
    this.reportProgress();
    return flood;
  }

  /** Leaves the rest of the device to the silent child until the deadline; no other reader reads it. */
  private parkHungChild(child: ReaderProcess, batch: readonly Pending[], device: string): void {
    const given = new Set(batch);
    const rest = this.todo.filter((p) => p.device === device);
    const own = rest.filter((p) => given.has(p));
    const waiting = { child, own, later: rest.filter((p) => !given.has(p)) };
    const ended = this.waitFor(waiting);
    ended.catch(() => {}); // run() gets the error; until then it is not an unhandled one
    this.waiting.set(waiting, ended);
    this.todo = this.todo.filter((p) => p.device !== device);
    this.reportProgress();
  }

  /** Reports progress; a device that waits for a hung file is not done. */
  private reportProgress(): void {
    if (this.options.onProgress === undefined) return;
    const waited = [...this.waiting.keys()].flatMap(({ own, later }) => [...own, ...later]);
    const open = new Set([...this.todo, ...waited].map(({ device }) => device));
    this.options.onProgress(this.deviceCount - open.size, this.deviceCount);
  }

  /** Stores late answers until the child has answered or ended. Then the files it was not given are read. */
  private async waitFor(waiting: Waiting): Promise<void> {
    const { child, own, later } = waiting;
    let isComplete = false;
    while (!isComplete) {
      const outcome = await child.endedOrSilent(POLL_MS);
      if (this.isClosed) return;
      const seen = child.answers();
      for (const { path, file } of own) {
        const answer =
          seen.get(file) ?? (outcome === 'finished' ? EMPTY : outcome === 'broken' ? READER_DIED : undefined);
        if (answer !== undefined) this.answers.set(path, answer);
      }
      isComplete = own.every(({ path }) => this.answers.has(path));
    }
    child.abandon();
    this.waiting.delete(waiting);
    this.todo = [...this.todo, ...later];
  }

  private markTimedOut(path: string, hungPath: string | null): void {
    this.answers.set(path, { kind: 'timeout', hungPath, seconds: this.options.seconds });
  }
}

const EMPTY: FileAnswer = { kind: 'text', text: '' };
const TOO_LARGE: FileAnswer = { kind: 'error', errno: 'EFBIG' };
const READER_DIED: FileAnswer = { kind: 'error', errno: 'EIO', detail: 'file reader died' };
