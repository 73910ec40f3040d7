// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { parseOperationMode } from '../../../../src/hardware/nvconfig/mode.js';
import { parsePrintedValue } from '../../../../src/hardware/nvconfig/printed-value.js';

const modeOf = (values: Readonly<Record<string, string>>) =>
  parseOperationMode((name) => {
    const text = values[name];
    if (text === undefined) return undefined;
    return text === 'N/A' ? null : parsePrintedValue(text);
  });

const DPU = {
  INTERNAL_CPU_MODEL: 'EMBEDDED_CPU(1)',
  INTERNAL_CPU_PAGE_SUPPLIER: 'ECPF(0)',
  INTERNAL_CPU_ESWITCH_MANAGER: 'ECPF(0)',
  INTERNAL_CPU_IB_VPORT0: 'ECPF(0)',
  INTERNAL_CPU_OFFLOAD_ENGINE: 'ENABLED(0)',
  INTERNAL_CPU_RSHIM: 'ENABLED(0)',
};
const HOST_OWNED = {
  INTERNAL_CPU_PAGE_SUPPLIER: 'EXT_HOST_PF(1)',
  INTERNAL_CPU_ESWITCH_MANAGER: 'EXT_HOST_PF(1)',
  INTERNAL_CPU_IB_VPORT0: 'EXT_HOST_PF(1)',
};

test.each([
  ['an engine enabled by 0', DPU, 'dpu'],
  ['an engine disabled by 1', { ...DPU, INTERNAL_CPU_OFFLOAD_ENGINE: 'DISABLED(1)' }, 'nic'],
  ['a host that is also the owner', { ...DPU, ...HOST_OWNED, INTERNAL_CPU_OFFLOAD_ENGINE: 'DISABLED(1)' }, 'nic'],
  ['a host without RShim', { ...DPU, INTERNAL_CPU_RSHIM: 'DISABLED(1)' }, 'restricted'],
  ['a limited host', { ...DPU, HOST_PRIV_LEVEL: 'LIMITED(1)' }, 'restricted'],
  ['a restricted host (newer tools)', { ...DPU, HOST_PRIV_LEVEL: 'RESTRICTED(1)' }, 'restricted'],
  ['a privileged host', { ...DPU, HOST_PRIV_LEVEL: 'PRIVILEGED(0)' }, 'dpu'],
  ['an old tool without numbers', { ...DPU, INTERNAL_CPU_OFFLOAD_ENGINE: 'ENABLED' }, 'dpu'],
  ['a tool without names', { ...DPU, INTERNAL_CPU_OFFLOAD_ENGINE: '1' }, 'nic'],
  ['firmware with the engine parameter only', { INTERNAL_CPU_OFFLOAD_ENGINE: 'ENABLED(0)' }, 'dpu'],
])('finds the mode for %s', (_, values, mode) => {
  expect(modeOf(values)).toEqual({ mode, error: null });
});

test('gives no mode and no error for a card without an offload engine', () => {
  expect(modeOf({ SRIOV_EN: 'True(1)' })).toEqual({ mode: null, error: null });
});

test.each([
  [{ INTERNAL_CPU_OFFLOAD_ENGINE: 'ENABLED(1)' }, 'INTERNAL_CPU_OFFLOAD_ENGINE is ENABLED(1)'],
  [{ INTERNAL_CPU_OFFLOAD_ENGINE: 'DISABLED(0)' }, 'INTERNAL_CPU_OFFLOAD_ENGINE is DISABLED(0)'],
  [{ INTERNAL_CPU_OFFLOAD_ENGINE: '2' }, 'INTERNAL_CPU_OFFLOAD_ENGINE is 2'],
  [{ INTERNAL_CPU_OFFLOAD_ENGINE: 'N/A' }, 'INTERNAL_CPU_OFFLOAD_ENGINE is N/A'],
  [{ INTERNAL_CPU_RSHIM: 'PERHAPS(1)' }, 'INTERNAL_CPU_RSHIM is PERHAPS(1)'],
  [{ INTERNAL_CPU_MODEL: 'SEPARATED_HOST(0)' }, 'INTERNAL_CPU_MODEL is SEPARATED_HOST(0)'],
  [
    { INTERNAL_CPU_IB_VPORT0: 'EXT_HOST_PF(1)' },
    'INTERNAL_CPU_IB_VPORT0 is EXT_HOST_PF(1) although INTERNAL_CPU_OFFLOAD_ENGINE is ENABLED(0)',
  ],
])('gives no mode for %o', (change, error) => {
  expect(modeOf({ ...DPU, ...change })).toEqual({ mode: null, error });
});
