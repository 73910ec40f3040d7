// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs a provider's command: flags → host → document → format → status. A command only names its provider. */

import { resolve } from 'node:path';
import { countRecords, type Document } from '../core/document.js';
import { FabricError } from '../core/error.js';
import { escapeForeign } from '../core/escape.js';
import { STATUS_DIFFERS, statusOfAnswer } from '../core/exit-status.js';
import type { Host } from '../core/host.js';
import { optionsNotGiven } from '../core/option.js';
import type { AnyProvider } from '../core/provider.js';
import { rateProvider } from '../core/rates.js';
import { takeTurn } from '../core/turns.js';
import { type HostChoice, openHost } from '../host/open-host.js';
import { collectAnswer, type TerminalOptions } from '../run/collect.js';
import { type ComputingDeadline, startComputingDeadline } from '../run/computing-deadline.js';
import { runInterruptible } from '../run/interrupt.js';
import { checkPrivilege } from '../run/privilege.js';
import { type Destination, openDestination, STANDARD_OUTPUT } from './destination.js';
import { FabricCommand } from './fabric-command.js';
import type { ProviderFlags } from './flags.js';
import type { Format } from './formats.js';
import { parseOptions } from './options.js';
import { printMessage } from './print-message.js';
import { startProgress } from './progress.js';
import { openRecording, type Recording, recorded } from './record.js';
import { renderAnswer } from './render-answer.js';
import { detectTerminal } from './terminal.js';
import { writeStderr } from './write.js';

/** The signal and the deadline that end a run. */
type Run = { readonly ended: AbortSignal; readonly deadline: ComputingDeadline };

/** The base of a provider's command. */
export abstract class ProviderCommand extends FabricCommand {
  /** The provider that the command shows. */
  static provider: AnyProvider;

  private format: Format = 'table';
  private destination: Destination = STANDARD_OUTPUT;

  /** Runs once and sets the exit status. @throws FabricError, which `catch` prints */
  override async run(): Promise<void> {
    const { provider } = this.ctor as typeof ProviderCommand;
    const { flags: parsed } = await this.parse(this.ctor as typeof ProviderCommand);
    const flags = parsed as unknown as ProviderFlags;
    const shown = flags.interval === undefined ? provider : rateProvider(provider);
    if (shown === null) throw new FabricError('usage', `${provider.name} does not support --interval`);
    const values = Object.keys(provider.options ?? {}).some((name) => parsed[name] !== undefined)
      ? (await import('./option-values.js')).parseOptionValues(parsed, provider.options)
      : optionsNotGiven(provider.options); // the module that reads documents is not loaded
    const options = parseOptions(flags, shown, values);
    this.format = options.format;
    this.hasJsonErrors = options.format === 'json' || options.format === 'ndjson';
    this.destination = await openDestination(options.output);
    if (options.root === null && options.replay === null) checkPrivilege(provider, values);
    const terminal = detectTerminal(options.color, this.destination.descriptor);
    const mayWait = options.repeat === null && options.replay === null; // a recorded machine answers at once
    const progress = startProgress(provider.name, terminal.isStderrTerminal && mayWait, writeStderr);
    let lastMessages = '';
    const print = async (
      { ended, deadline }: Run,
      document: Document,
      forPeople?: TerminalOptions,
    ): Promise<boolean> => {
      progress.stop();
      const { answer, messages } = await renderAnswer(document, shown, options, terminal, forPeople);
      await takeTurn(ended); // an answer that took long to render is not written after a signal
      deadline.stop();
      const isHeard = await this.destination.write(answer, ended);
      if (messages !== lastMessages) writeStderr(messages); // once, not every interval
      lastMessages = messages;
      process.exitCode = Math.max(
        Number(process.exitCode ?? 0),
        statusOfAnswer(countRecords(document), document.problems),
      );
      return isHeard;
    };
    const { choice, repeat } = options;
    const opened: { machine: Host | null; recording: Recording | null } = { machine: null, recording: null };
    const work = async (ended: AbortSignal, end: (error: FabricError) => void): Promise<Host> => {
      const run: Run = { ended, deadline: startComputingDeadline(options.deadlineSeconds, end) };
      const chosen: HostChoice = {
        root: options.root,
        replay: options.replay,
        packageRoot: this.config.root,
        deadlineSeconds: options.deadlineSeconds,
        command: provider.name,
        audit: flags.audit === undefined ? null : resolve(flags.audit),
        onProgress: progress.update,
        paces: terminal.isTerminal,
        programmable: provider.programs === undefined ? null : { provider: provider.name, paths: provider.programs },
        announce: (text) => {
          progress.stop(); // the line that it would be written over
          writeStderr(`${provider.name}: ${escapeForeign(text)}\n`);
        },
      };
      opened.machine = await openHost(chosen, ended);
      opened.recording = await openRecording(opened.machine, provider.name, options, ended);
      const host = run.deadline.bound(opened.recording?.host ?? opened.machine);
      if (repeat !== null) {
        const { runInterval: watch } = await import('../run/interval.js');
        await watch(
          provider,
          host,
          choice,
          repeat,
          (document) => print(run, document),
          () => ended.aborted,
        );
        return host;
      }
      const found = await collectAnswer(provider, host, choice, ended);
      await print(run, found.document, found);
      if (found.differs && choice.options['exit-code'] === true) process.exitCode = STATUS_DIFFERS;
      return host;
    };
    try {
      const run = runInterruptible(work, () => opened.machine?.close());
      const host = await recorded(run, () => opened.recording);
      for (const warning of host.warnings()) await printMessage('warning', warning);
    } finally {
      progress.stop();
    }
  }

  protected override async writeError(text: string): Promise<void> {
    await this.destination.write(text);
  }

  protected override async answerWithError(error: FabricError): Promise<void> {
    if (this.destination.descriptor === null) return; // the old file stays, and stdout is not what the user reads
    await super.answerWithError(error);
    if (this.format === 'prometheus') {
      const { renderPrometheusFailure } = await import('../render/prometheus.js');
      await this.destination.write(renderPrometheusFailure((this.ctor as typeof ProviderCommand).provider.name));
    }
  }
}
