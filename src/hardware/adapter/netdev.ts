// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Distinguishes netdevs of a function from representors of its eswitch ports. Pure. */

import type { FileAnswer } from '../../core/file-answer.js';

/** A netdev of a PCI function; null where the driver gives no such attribute. */
export type Netdev = { readonly name: string; readonly physPortName: string | null; readonly devPort: number | null };

const UPLINK = /^p\d+$/;
const REPRESENTOR = /^(c\d+)?pf\d+(hpf|vf\d+|sf\d+)?$/;

/** Whether a `phys_port_name` is that of a physical port: `p0`. */
export const isUplinkName = (physPortName: string | null): boolean => UPLINK.test(physPortName ?? '');

/** Whether a `phys_port_name` is that of a representor: `pf0hpf`, `pf0vf3`, `c1pf0sf0`. */
export const isRepresentorName = (physPortName: string | null): boolean => REPRESENTOR.test(physPortName ?? '');

/** A representor, and the function it represents. */
export type Representor = { readonly name: string; readonly physPortName: string };

/** The netdevs of a function: its own, and the representors of its eswitch. */
export type SortedNetdevs = { readonly own: readonly string[]; readonly representors: readonly Representor[] };

/** Why a driver without port names refuses the file: it has no such notion. */
const NO_NAME: ReadonlySet<string> = new Set(['EOPNOTSUPP', 'EINVAL', 'ENOENT']);

/**
 * Distinguishes them by their `phys_port_name`. Where one of these could not be read, it is not known whose netdev
 * it is: then the answer is that file's.
 */
export const sortNetdevs = (
  names: readonly string[],
  portNameOf: (name: string) => FileAnswer,
): SortedNetdevs | Exclude<FileAnswer, { kind: 'text' }> => {
  const own: string[] = [];
  const representors: Representor[] = [];
  for (const name of names) {
    const answer = portNameOf(name);
    if (answer.kind === 'timeout' || (answer.kind === 'error' && !NO_NAME.has(answer.errno))) return answer;
    const physPortName = answer.kind === 'text' ? answer.text.trim() : null;
    if (physPortName !== null && isRepresentorName(physPortName)) representors.push({ name, physPortName });
    else own.push(name);
  }
  return { own, representors };
};
