// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs a provider's command: flags → host → document → format → status. A command only names its provider. */

import { resolve } from 'node:path';
import { FabricError } from '../core/error.js';
import { optionsNotGiven } from '../core/option.js';
import type { AnyProvider } from '../core/provider.js';
import { rateProvider } from '../core/rates.js';
import { checkPrivilege } from '../run/privilege.js';
import { type Destination, openDestination, STANDARD_OUTPUT } from './destination.js';
import { FabricCommand } from './fabric-command.js';
import type { ProviderFlags } from './flags.js';
import type { Format } from './formats.js';
import { parseOptions } from './options.js';
import { runProvider } from './run-provider.js';

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
    if (options.root === null && options.replay === null) checkPrivilege(provider, options.choice.options);
    await runProvider({
      provider,
      shown,
      options,
      destination: this.destination,
      audit: flags.audit === undefined ? null : resolve(flags.audit),
      packageRoot: this.config.root,
    });
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
