// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A /tmp of its own for a mount namespace: the vendor's tools leave a lock there for every device they are asked about. */

import { tmpdir } from 'node:os';

/**
 * Lines of sh, for root in a mount namespace: /tmp becomes an overlay whose changes end with the namespace. The scratch
 * directories stay those of the tests.
 */
export const OWN_TMP = [
  'mount -t tmpfs tmpfs /mnt',
  'mkdir /mnt/upper /mnt/work /mnt/run',
  'chmod 1777 /mnt/upper',
  `mount --bind '${tmpdir()}' /mnt/run`,
  'mount -t overlay overlay -o lowerdir=/tmp,upperdir=/mnt/upper,workdir=/mnt/work /tmp',
  `mount --bind /mnt/run '${tmpdir()}'`,
].join('\n');
