// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** What a person sees while an adapter does not answer: one line on the terminal, true, and gone before the answer. */

import { expect, test } from 'vitest';
import { fabricInShell } from './fabric.js';
import { hasScript } from './machine.js';
import { healthyTree, plantFifo, portPath } from './trees.js';

const ERASED = '\r\u001b[K';

test.skipIf(!hasScript)(
  'the adapter that is waited for is not counted, and the line is erased once (needs script)',
  async () => {
    const root = await healthyTree();
    plantFifo(portPath(root, 'mlx5_2', 'state'));
    const line = `export NO_COLOR=1 TERM=xterm; exec script -qec "$1 $2 hcaperf --root ${root} --deadline 2s" /dev/null`;
    const { stdout } = await fabricInShell(line, []);
    const drawn = stdout.slice(0, stdout.indexOf('PORT')).split(ERASED).slice(1);
    expect(drawn.length).toBeGreaterThan(2);
    expect(drawn.at(-2)).toMatch(/^hcaperf: 7 of 8 devices, \d\.\d s$/);
    expect(drawn.at(-1)).toBe('');
    expect(drawn.filter((text) => text.includes('8 of 8'))).toEqual([]);
    expect(stdout.slice(stdout.indexOf('PORT'))).not.toContain(ERASED);
  },
);
