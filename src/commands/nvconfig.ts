// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** `fabric nvconfig` */

import { providerFlags } from '../cli/flags.js';
import { ProviderCommand } from '../cli/provider-command.js';
import { nvconfig } from '../collectors/nvconfig.js';

export default class Nvconfig extends ProviderCommand {
  static override provider = nvconfig;
  static override flags = providerFlags(nvconfig);
  static override group = 'Adapters and links' as const;
  static override place = 4;
  static override summary = 'firmware parameters: current, next boot';
  static override examples = [
    'sudo fabric nvconfig                      # pending changes',
    "sudo fabric nvconfig --param 'ROCE_*'     # '*' for all parameters",
    'sudo fabric nvconfig --diff mlx5_0 mlx5_2 # compare two cards',
    'sudo fabric nvconfig --json -o golden.json',
    'sudo fabric nvconfig --baseline golden.json --exit-code',
  ];
}
