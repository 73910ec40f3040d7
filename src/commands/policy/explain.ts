// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric policy explain [PROVIDER]` */

import * as Args from '@oclif/core/args';
import { formatProvider, providerJson } from '../../cli/policy/format-provider.js';
import { jsonFlag, PolicyCommand } from '../../cli/policy/policy-command.js';
import { FabricError } from '../../core/error.js';
import { PROVIDERS } from '../../providers.generated.js';

export default class PolicyExplain extends PolicyCommand {
  static override summary = 'show what each provider reads and runs, and which rule allows it';
  static override statuses = { 0: 'ok', 2: 'unknown provider' };
  static override examples = [
    'fabric policy explain                        # all providers',
    'fabric policy explain hcaperf',
  ];
  static override args = {
    provider: Args.string({ ignoreStdin: true, description: 'provider (default: all)' }),
  };
  static override flags = jsonFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(PolicyExplain);
    this.hasJsonErrors = flags.json;
    const names = Object.keys(PROVIDERS).filter((name) => args.provider === undefined || name === args.provider);
    if (names.length === 0) {
      throw new FabricError(
        'usage',
        `unknown provider ${args.provider}; available: ${Object.keys(PROVIDERS).join(', ')}`,
      );
    }
    const chosen = await Promise.all(
      Object.entries(PROVIDERS)
        .filter(([name]) => names.includes(name))
        .map(([, load]) => load()),
    );
    const loaded = this.policyOf(undefined);
    const lines = chosen.flatMap((provider, i) => [
      ...(i === 0 ? [] : ['']),
      ...formatProvider(provider, loaded.policy, this.formatPolicyPath(loaded)),
    ]);
    this.answer(lines, {
      policy: loaded.path,
      providers: chosen.map((provider) => providerJson(provider, loaded.policy)),
    });
  }
}
