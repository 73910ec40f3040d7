// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A database of names and references, in which everything else is missing or not what it should be. */

const uuid = (n: number) => ['uuid', `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`];
const set = (...elements: readonly unknown[]) => ['set', elements];
const table = (headings: readonly string[], ...data: readonly (readonly unknown[])[]): string =>
  `${JSON.stringify({ data, headings: ['_uuid', ...headings] })}\n`;

/** What no column holds. */
const STRANGE = ['odd'];

/** A bridge that is nothing but a name, and one with bonds, tunnels, a mirror, shapers, a controller and a manager. */
export const bareTables = (): string =>
  [
    table([], [uuid(1)]),
    table(
      ['name', 'ports', 'mirrors', 'controller'],
      [uuid(2), 'br0', set(uuid(3), uuid(11)), uuid(6), uuid(7)],
      [uuid(12), 'br1', STRANGE, set(), set()],
    ),
    table(
      ['name', 'interfaces', 'qos', 'bond_mode'],
      [uuid(3), 'bond0', set(uuid(4), uuid(5), uuid(14)), uuid(9), STRANGE],
      [uuid(11), 'bond1', STRANGE, uuid(13), 'balance-slb'],
    ),
    table(
      ['name', 'type', 'options'],
      [uuid(4), 'vx0', 'vxlan', STRANGE],
      [uuid(5), 'vx1', STRANGE, ['map', [['remote_ip', '192.0.2.9']]]],
      [uuid(14), 'eth0', STRANGE, STRANGE],
    ),
    table(['target'], [uuid(7), 'tcp:192.0.2.1:6653']),
    table(['target'], [uuid(8), 'ptcp:6640']),
    table(['name'], [uuid(6), 'span0']),
    table(['queues'], [uuid(9), ['map', [[0, uuid(10)]]]], [uuid(13), STRANGE]),
    table([], [uuid(10)]),
  ].join('');
