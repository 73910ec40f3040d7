// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs a provider's command once its flags are parsed: opens the machine, collects, renders, writes, sets the status. */

import { countRecords, type Document } from '../core/document.js';
import type { FabricError } from '../core/error.js';
import { escapeForeign } from '../core/escape.js';
import { STATUS_DIFFERS, statusOfAnswer } from '../core/exit-status.js';
import type { Host } from '../core/host.js';
import type { AnyProvider } from '../core/provider.js';
import { takeTurn } from '../core/turns.js';
import { type HostChoice, openHost } from '../host/open-host.js';
import type { TerminalOptions } from '../run/collect.js';
import { type ComputingDeadline, startComputingDeadline } from '../run/computing-deadline.js';
import { runInterruptible } from '../run/interrupt.js';
import { answerOf, runProviders } from '../run/outcome.js';
import type { Destination } from './destination.js';
import type { Options } from './options.js';
import { printMessage } from './print-message.js';
import { type Progress, startProgress } from './progress.js';
import { openRecording, type Recording, recorded } from './record.js';
import { renderAnswer } from './render-answer.js';
import { detectTerminal, type Terminal } from './terminal.js';
import { writeStderr } from './write.js';

/** A command to run. */
export type ProviderRun = {
  readonly provider: AnyProvider;
  /** The provider whose tables are shown: with `--interval` that of the rates. */
  readonly shown: AnyProvider;
  readonly options: Options;
  readonly destination: Destination;
  /** Path of `--audit`; null without it. */
  readonly audit: string | null;
  readonly packageRoot: string;
};

/** Runs it and sets the exit status. @throws FabricError */
export const runProvider = async (run: ProviderRun): Promise<void> => {
  const { provider, options, destination } = run;
  const terminal = detectTerminal(options.color, destination.descriptor);
  const mayWait = options.repeat === null && options.replay === null; // a recorded machine answers at once
  const progress = startProgress(provider.name, terminal.isStderrTerminal && mayWait, writeStderr);
  const opened: { machine: Host | null; recording: Recording | null } = { machine: null, recording: null };
  const work = async (ended: AbortSignal, end: (error: FabricError) => void): Promise<Host> => {
    const deadline = startComputingDeadline(options.deadlineSeconds, end);
    opened.machine = await openHost(hostChoice(run, terminal, progress), ended);
    opened.recording = await openRecording(opened.machine, provider.name, options, ended);
    const host = deadline.bound(opened.recording?.host ?? opened.machine);
    await collectAndPrint(run, host, ended, createPrinter(run, terminal, progress, deadline, ended));
    return host;
  };
  try {
    const running = runInterruptible(work, () => opened.machine?.close());
    const host = await recorded(running, () => opened.recording);
    for (const warning of host.warnings()) await printMessage('warning', warning);
  } finally {
    progress.stop();
  }
};

const hostChoice = (
  { provider, options, ...run }: ProviderRun,
  terminal: Terminal,
  progress: Progress,
): HostChoice => ({
  root: options.root,
  replay: options.replay,
  packageRoot: run.packageRoot,
  deadlineSeconds: options.deadlineSeconds,
  command: provider.name,
  audit: run.audit,
  onProgress: progress.update,
  paces: terminal.isTerminal,
  programmable: provider.programs === undefined ? null : { provider: provider.name, paths: provider.programs },
  announce: (text) => {
    progress.stop(); // the line that it would be written over
    writeStderr(`${provider.name}: ${escapeForeign(text)}\n`);
  },
});

/** Prints a document; false when the reader of stdout is gone. */
type Printer = (document: Document, forPeople?: TerminalOptions) => Promise<boolean>;

const createPrinter = (
  { shown, options, destination }: ProviderRun,
  terminal: Terminal,
  progress: Progress,
  deadline: ComputingDeadline,
  ended: AbortSignal,
): Printer => {
  let lastMessages = '';
  return async (document, forPeople) => {
    progress.stop();
    const { answer, messages } = await renderAnswer(document, shown, options, terminal, forPeople);
    await takeTurn(ended); // an answer that took long to render is not written after a signal
    deadline.stop();
    const hasReader = await destination.write(answer, ended);
    if (messages !== lastMessages) writeStderr(messages); // once, not every interval
    lastMessages = messages;
    const status = statusOfAnswer(countRecords(document), document.problems);
    process.exitCode = Math.max(Number(process.exitCode ?? 0), status);
    return hasReader;
  };
};

const collectAndPrint = async (
  { provider, options: { choice, repeat } }: ProviderRun,
  host: Host,
  ended: AbortSignal,
  print: Printer,
): Promise<void> => {
  if (repeat !== null) {
    const { runInterval } = await import('../run/interval.js');
    const shown = await runInterval(provider, host, choice, repeat, print, () => ended.aborted);
    const all = shown === 1 ? '1 interval' : `${shown} intervals`;
    if (shown !== null) await printMessage('note', `the recording ends after ${all}`);
    return;
  }
  for (const outcome of await runProviders([{ provider, choice }], () => host, ended)) {
    const answer = answerOf(outcome);
    await print(answer.document, answer);
    if (answer.differs && choice.options['exit-code'] === true) process.exitCode = STATUS_DIFFERS;
  }
};
