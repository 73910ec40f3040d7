// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The names of processors from /proc/cpuinfo. Arm processors have none there: their part numbers identify them. Pure. */

/** Implementer and part of MIDR_EL1, as util-linux and the Arm manuals name them: those that such machines have. */
const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '0x41': {
    '0xd03': 'Cortex-A53',
    '0xd07': 'Cortex-A57',
    '0xd08': 'Cortex-A72',
    '0xd0b': 'Cortex-A76',
    '0xd0c': 'Neoverse-N1',
    '0xd40': 'Neoverse-V1',
    '0xd41': 'Cortex-A78',
    '0xd42': 'Cortex-A78AE',
    '0xd49': 'Neoverse-N2',
    '0xd4b': 'Cortex-A78C',
    '0xd4f': 'Neoverse-V2',
    '0xd83': 'Neoverse-V3AE',
    '0xd84': 'Neoverse-V3',
    '0xd8e': 'Neoverse-N3',
  },
  '0xc0': { '0xac3': 'Ampere-1', '0xac4': 'Ampere-1a' },
};

/** The models of all CPUs, each once, separated by commas; null without a model. */
export const parseCpuModel = (text: string): string | null => {
  const models = text
    .split(/\n\s*\n/)
    .map(modelOf)
    .filter((model) => model !== null);
  return models.length === 0 ? null : [...new Set(models)].join(', ');
};

const modelOf = (block: string): string | null => {
  const shownText = (name: string): string | null =>
    new RegExp(`^${name}\\s*:\\s*(\\S.*)$`, 'm').exec(block)?.[1]?.trim() ?? null;
  const name = shownText('model name');
  // A kernel of 32 bits gives Arm only the version of its instructions.
  if (name !== null && !name.startsWith('ARMv')) return name.replaceAll(/\s+/g, ' ');
  const [implementer, part] = [shownText('CPU implementer'), shownText('CPU part')];
  if (implementer === null || part === null) return null;
  return PARTS[implementer]?.[part] ?? `Arm implementer ${implementer} part ${part}`;
};
