// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** /proc/mounts: device, path, type, options, and two numbers that mean nothing any more. Pure. */

/** A file system where it is mounted. */
export type Mount = {
  readonly device: string;
  readonly mountpoint: string;
  readonly type: string;
  readonly isReadOnly: boolean;
};

/** File systems that cannot fill up: images, which are full by design. */
const IMAGES: ReadonlySet<string> = new Set(['squashfs', 'iso9660', 'erofs', 'cramfs', 'udf']);

/** A blank, tab, line break, backslash or # of a name is written as its number in octal. */
const unescaped = (word: string): string =>
  word.replaceAll(/\\(040|011|012|134|043)/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/**
 * The file systems on a device of this machine, and `/`, which in a container is on none. A file system mounted several
 * times is where its path is shortest; of two at one path only the last can be reached.
 */
export const parseMounts = (text: string): { readonly mounts: readonly Mount[]; readonly strange: string | null } => {
  const byPath = new Map<string, Mount>();
  let strange: string | null = null;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, device, mountpoint, type, options] = /^(\S+) (\/\S*) (\S+) (\S+) \d+ \d+$/.exec(line) ?? [];
    if (device === undefined || mountpoint === undefined || type === undefined || options === undefined) {
      strange ??= line.slice(0, 40);
      continue;
    }
    byPath.set(unescaped(mountpoint), {
      device: unescaped(device),
      mountpoint: unescaped(mountpoint),
      type,
      isReadOnly: options.split(',').includes('ro'),
    });
  }
  const shortestFirst = [...byPath.values()].sort(
    (a, b) => a.mountpoint.length - b.mountpoint.length || (a.mountpoint < b.mountpoint ? -1 : 1),
  );
  // The last one set wins: the one with the shortest path. A type has no blank.
  const firstOf = new Map([...shortestFirst].reverse().map((mount) => [`${mount.type} ${mount.device}`, mount]));
  const mounts = shortestFirst.filter(
    (mount) =>
      (mount.mountpoint === '/' || isOnDevice(mount)) && firstOf.get(`${mount.type} ${mount.device}`) === mount,
  );
  return { mounts: mounts.sort((a, b) => (a.mountpoint < b.mountpoint ? -1 : 1)), strange };
};

const isOnDevice = ({ device, type }: Mount): boolean =>
  (device.startsWith('/dev/') || type === 'zfs') && !IMAGES.has(type);
