// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What is said of the switch of bluefield.sh. `npx vitest run test/e2e/ovs -u` writes it anew; then read the diff. */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { fabricCommand, run } from '../fabric.js';
import { hasScript } from '../machine.js';
import { canRunOpenVswitch, inPlace, type OpenVswitch, skipped, startOpenVswitch } from './open-vswitch.js';

const expected = join(dirname(fileURLToPath(import.meta.url)), 'expected');

/** What goes by the clock: its age, and the frames of LACP. */
const masked = (text: string): string =>
  text.replace(/(vswitchd alive) \S+/, '$1 SECONDS').replaceAll(/^(.*\bp[23] .* 0 +)\d{3}(?= )/gm, '$1NNN');

/** A terminal of 80 columns that knows no color, as a person has it. */
const onTerminal = (place: string, argv: readonly string[]) =>
  run([...inPlace(place), 'script', '-qec', ['stty', 'cols', '80;', ...fabricCommand(argv)].join(' '), '/dev/null'], {
    env: { NO_COLOR: '1', TERM: 'xterm' },
  });

describe.skipIf(!canRunOpenVswitch)(`the switch of the tests${skipped}`, () => {
  let ovs: OpenVswitch;
  beforeAll(async () => {
    ovs = await startOpenVswitch();
  });

  test.each([
    ['stable.json', ['--stable', '--json', '--pretty']],
    ['flat.txt', []],
  ])('%s', async (file, flags) => {
    const { stdout, stderr, status } = await ovs.fabric('ovs', ...flags);
    await expect(masked(stdout + stderr)).toMatchFileSnapshot(join(expected, `ovs.${file}`));
    expect(status).toBe(0);
  });

  test.skipIf(!hasScript)('tree.txt', async () => {
    const { stdout, status } = await onTerminal(ovs.place, ['ovs']);
    await expect(masked(stdout.replaceAll('\r', ''))).toMatchFileSnapshot(join(expected, 'ovs.tree.txt'));
    expect(status).toBe(0);
  });
});
