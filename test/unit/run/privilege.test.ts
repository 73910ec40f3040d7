// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, describe, expect, test, vi } from 'vitest';
import { bfperf } from '../../../src/collectors/bfperf.js';
import { hcaperf } from '../../../src/collectors/hcaperf.js';
import { nvconfig } from '../../../src/collectors/nvconfig.js';
import { checkPrivilege } from '../../../src/run/privilege.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an ordinary user', () => {
  test('may run a provider that works without root', () => {
    vi.spyOn(process, 'geteuid').mockReturnValue(1000);
    expect(() => checkPrivilege(hcaperf, {})).not.toThrow();
  });

  test('may not run a provider that needs root, and gets its reason', () => {
    vi.spyOn(process, 'geteuid').mockReturnValue(1000);
    expect(() => checkPrivilege(nvconfig, {})).toThrow('nvconfig needs root to read the adapter');
    expect(() => checkPrivilege(bfperf, {})).toThrow('bfperf needs root to program the counters');
  });

  test('may run it with an option that works without root', () => {
    vi.spyOn(process, 'geteuid').mockReturnValue(1000);
    expect(() => checkPrivilege(bfperf, { 'read-only': true })).not.toThrow();
    expect(() => checkPrivilege(bfperf, { 'read-only': false })).toThrow('needs root');
  });
});

test('root may run every provider', () => {
  vi.spyOn(process, 'geteuid').mockReturnValue(0);
  for (const provider of [hcaperf, nvconfig, bfperf]) expect(() => checkPrivilege(provider, {})).not.toThrow();
});
