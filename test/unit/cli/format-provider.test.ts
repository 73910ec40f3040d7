// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { providerPage } from '../../../scripts/generate/provider-page.js';
import { formatProvider, providerJson } from '../../../src/cli/policy/format-provider.js';
import { bfperf } from '../../../src/collectors/bfperf.js';
import { parsePolicy } from '../../../src/policy/grammar/parse-policy.js';
import type { Policy } from '../../../src/policy/policy.js';
import { boxProvider } from '../../e2e/box/provider.js';

const box = boxProvider('/usr/bin');
const policy = parsePolicy(
  new TextEncoder().encode('[commands_regex]\n/usr/bin/boxlink -d b[0-9] --json\n'),
  'policy.ini',
) as Policy;

test('prints a tool of another name below the tool that it replaces, with its own policy decision', () => {
  expect(formatProvider(box, policy, '/etc/policy.ini')).toEqual([
    'box: Heat of the boxes. Needs root to read the adapter.',
    'as     root',
    'runs   /usr/bin/boxlink -d $DEVICE --json',
    '         boxlink.read: read, timeout 5 s, allowed by policy.ini:2: heat of a box.',
    '       or /usr/bin/mstbox (mstbox.read), DENIED (no rule allows this command), if boxlink is not installed',
    'where  DEVICE=b[0-9]',
    'from   /etc/policy.ini',
  ]);
  expect(providerJson(box, policy)).toMatchObject({
    privilege: 'root',
    runs: [
      { verdict: 'allow', name: 'boxlink.read' },
      { verdict: 'deny', name: 'mstbox.read', command: '/usr/bin/mstbox -d $DEVICE --json' },
    ],
  });
});

test('the provider page lists options and commands', () => {
  const page = providerPage(box);
  expect(page).toContain(
    '| `--baseline FILE` | what differs from it |\n| `--exit-code` | status 10 where it differs |',
  );
  expect(page).toContain(
    '## What it runs\n\n- `/usr/bin/boxlink -d $DEVICE --json`: heat of a box.\n- `/usr/bin/mstbox`: used when `/usr/bin/boxlink` is not installed\n',
  );
});

test('prints the counters it programs with the setting that allows it', () => {
  const allowing = parsePolicy(new TextEncoder().encode('[server]\nprogram=bfperf\n'), 'policy.ini');
  const told = formatProvider(bfperf, allowing, '/etc/policy.ini').join('\n');
  expect(told).toContain(`
writes /sys/class/hwmon/*/*/enable
       /sys/class/hwmon/*/*/count_clock
       /sys/class/hwmon/*/*/event*
         sets and restores; allowed by program=bfperf in [server] of policy.ini
`);
  expect(formatProvider(bfperf, policy, '/etc/policy.ini').join('\n')).toContain(
    'sets and restores; DENIED (no program= in [server] of policy.ini)',
  );
  expect(providerJson(bfperf, policy)).toMatchObject({ program_verdict: { verdict: 'deny' } });
});
