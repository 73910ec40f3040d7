// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Sample values for flags without a declared list of values. */

/** The arguments of a flag: values that a command accepts, and values that it rejects. */
export type FlagValues = {
  readonly valid: readonly (readonly string[])[];
  readonly invalid: readonly (readonly string[])[];
};

const one = (...values: readonly string[]): readonly (readonly string[])[] => values.map((value) => [value]);

const INVALID_TIMES = one('10ms', '2h', '0', '-1', 'soon', '', '1e3', '5 s');

/** Values by flag. `{out}` is an empty directory of the case; `../inputs` is shared by all cases. */
const FLAG_VALUES: Readonly<Record<string, FlagValues>> = {
  audit: { valid: one('{out}/audit.jsonl'), invalid: one('', '../inputs/none/missing/audit.jsonl') },
  baseline: {
    valid: one('made/nvconfig-connectx7.json', 'made/nvconfig-bluefield3.json'),
    invalid: one('missing.json', '../inputs/policies/good.ini', '../inputs', '', 'made/hcaperf.json'),
  },
  count: { valid: one('1', '3'), invalid: one('0', '-1', '1.5', 'many', '') },
  deadline: { valid: one('5', '1h'), invalid: INVALID_TIMES },
  device: {
    valid: one('mlx5_0', 'mlx5_0/1', 'mlx5_*', '0000:03:00.0', 'rxe0', '*'),
    invalid: one('mlx5_99', 'mlx5_0/9', 'mlx5_0/', '', '/1', 'mlx5_0/x', '[', 'MLX5_0', '--json'),
  },
  diff: {
    valid: [
      ['mlx5_0', 'mlx5_1'],
      ['mlx5_0', 'mlx5_6'],
      ['0000:03:00.0', '0000:03:00.1'],
    ],
    invalid: [['mlx5_0'], ['mlx5_0', 'mlx5_0'], ['mlx5_0', 'mlx5_99'], ['mlx5_0', 'mlx5_1', 'mlx5_2'], ['', '']],
  },
  event: {
    valid: one('llt0:GDC_BANK0_HIT', 'llt:GDC_BANK0_HIT', 'mss:SKYLIB_DDN_TX_STALL'),
    invalid: one('llt', 'llt:NONE', 'none:GDC_BANK0_HIT', 'llt:', ':X', ''),
  },
  fields: { valid: [], invalid: one('', 'nothing', 'device,nothing', 'devic', ',', 'device,,port') },
  interval: { valid: one('1', '500ms', '2s'), invalid: INVALID_TIMES },
  output: {
    valid: one('{out}/answer'),
    invalid: one('', 'json', 'csv', 'table', 'missing/answer', '../inputs'),
  },
  packages: { valid: one('all'), invalid: one('some', '') },
  param: { valid: one('*', 'ROCE_*', 'SRIOV_EN', 'NUM_OF_*'), invalid: one('NOTHING', 'roce', '', '[', 'A B') },
  policy: {
    valid: one('../inputs/policies/good.ini', '../inputs/policies/empty.ini'),
    invalid: one('../inputs/policies/syntax.ini', 'missing.ini', '../inputs', ''),
  },
  record: { valid: [], invalid: one('', '{out}/recording', '../inputs/policies') },
  replay: {
    valid: [],
    invalid: one('', 'connectx', 'missing', '../inputs/policies', '../inputs/none', '../inputs/policies/good.ini'),
  },
  root: {
    valid: one('../inputs/roots/bluefield3', '../inputs/roots/connectx7', '../inputs/none'),
    invalid: one('', 'missing', '../inputs/policies', '../inputs/policies/good.ini'),
  },
  sort: { valid: [], invalid: one('', 'nothing', 'device', 'kind', 'devic') },
  source: { valid: one('native', 'tool'), invalid: one('other', '') },
  window: { valid: one('100ms', '1', '2s'), invalid: one('10ms', '11s', 'soon', '', '-1') },
};

/** Returns the values of a flag. @throws Error for a flag without declared values and without samples here */
export const valuesOf = (flag: string): FlagValues => {
  const values = Object.hasOwn(FLAG_VALUES, flag) ? FLAG_VALUES[flag] : undefined;
  if (values === undefined) throw new Error(`flag --${flag} has no sample values: add some to flag-values.ts`);
  return values;
};
