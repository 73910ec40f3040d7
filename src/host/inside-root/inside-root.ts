// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Resolves paths inside a directory, as a process whose root directory it is would: absolute links and `..` start or stop
 * at the directory, and no link leads out of it.
 *
 * Node has no openat(2). `/proc/self/fd/N/NAME` is its equal: N is an open directory, NAME one component, and O_NOFOLLOW
 * keeps the kernel from following a link. Each component is opened this way and each link is followed as text, so no user
 * who changes the tree meanwhile can lead out of it. An answer comes from the descriptor that was opened, never from a
 * path that was checked before.
 */

import { closeSync, constants, fstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from 'node:fs';
import { errnoOf } from '../../core/error.js';

/** A file that is open but cannot be read: O_PATH. `open(2)` of `/proc/self/fd/N` opens this very file for reading. */
export type OpenedFile = { readonly descriptor: number; readonly stat: Stats };

/** An open directory. `at` stands before a name in it; `parent` is null for the directory that everything is inside of. */
type Directory = {
  readonly descriptor: number;
  readonly at: string;
  readonly parent: Directory | null;
  readonly below: Map<string, Directory>;
};

/** The target of a path, and the number of links followed. */
type Place = { readonly directory: Directory; readonly links: number };

/** The same on x64 and arm64; Node does not name it. */
const O_PATH = 0o10000000;
const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

/** Maximum number of symbolic links that the kernel follows, path_resolution(7). */
const MOST_LINKS = 40;

/** A path that leads nowhere; `code` is the errno that the kernel gives for it. */
class PathError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A directory used as `/`. Paths are absolute. Methods throw errors for `errnoOf`. */
export class InsideRoot {
  private readonly root: Directory;
  private readonly mostDirectories: number;
  private readonly places = new Map<string, Place>();
  private opened: Directory[] = [];

  /**
   * Opens the directory; renaming it later changes nothing. At most `mostDirectories` inside of it are kept open, so that
   * each is opened once for many paths. @throws ENOENT, ENOTDIR, EACCES
   */
  constructor(directory: string, mostDirectories: number) {
    this.root = directoryOf(openSync(directory, O_PATH | O_DIRECTORY), null);
    this.mostDirectories = mostDirectories;
  }

  /** The names in a directory. */
  list(path: string): string[] {
    return this.attempt(() => readdirSync(this.placeOf(path).directory.at));
  }

  /** The text of a symbolic link, which is not followed; EINVAL for anything else. */
  link(path: string): string {
    return this.attempt(() => {
      const [parent, name] = splitLast(path);
      const place = this.placeOf(parent);
      if (!isStep(name)) return readlinkSync(place.directory.at + name);
      this.enter(place, name);
      throw new PathError('EINVAL');
    });
  }

  /** Opens the target of the path, following links, without reading it. The caller closes the descriptor. */
  open(path: string): OpenedFile {
    return this.attempt(() => {
      let [parent, name] = splitLast(path);
      let place = this.placeOf(parent);
      for (;;) {
        if (isStep(name)) {
          const { at } = this.enter(place, name).directory;
          return withStat(openSync(at, O_PATH | O_DIRECTORY));
        }
        const { directory, links } = place;
        const file = withStat(openSync(directory.at + name, O_PATH | O_NOFOLLOW));
        if (!file.stat.isSymbolicLink()) return file;
        closeSync(file.descriptor);
        [parent, name] = splitLast(linkText(directory, name));
        place = this.enter({ directory, links: nextLink(links) }, parent);
      }
    });
  }

  /** The text of a regular file of at most so many bytes; null for one that is longer, or is not a regular file. */
  readSmallFile(path: string, mostBytes: number): string | null {
    const { descriptor, stat } = this.open(path);
    try {
      if (!stat.isFile()) return null;
      const readable = openSync(`/proc/self/fd/${descriptor}`, O_RDONLY | O_NONBLOCK);
      try {
        const bytes = Buffer.alloc(mostBytes + 1);
        const length = readSync(readable, bytes);
        return length > mostBytes ? null : bytes.toString('utf8', 0, length);
      } finally {
        closeSync(readable);
      }
    } finally {
      closeSync(descriptor);
    }
  }

  /** Closes the directories that are kept open: the next read sees the tree as it is then. */
  forget(): void {
    for (const { descriptor } of this.opened) closeSync(descriptor);
    this.opened = [];
    this.places.clear();
    this.root.below.clear();
  }

  /** Closes everything. Nothing may be read after it. */
  close(): void {
    this.forget();
    closeSync(this.root.descriptor);
  }

  private attempt<A>(read: () => A): A {
    if (this.opened.length >= this.mostDirectories) this.forget();
    try {
      return read();
    } catch (error) {
      if (!isOutOfDescriptors(error) || this.opened.length === 0) throw error;
      this.forget();
      return read();
    }
  }

  private placeOf(path: string): Place {
    const known = this.places.get(path);
    if (known !== undefined) return known;
    if (path === '' || path === '/') return { directory: this.root, links: 0 };
    const [parent, name] = splitLast(path);
    const place = this.enter(this.placeOf(parent), name);
    this.places.set(path, place);
    return place;
  }

  /** Goes along the names of `path`, a part of a path or the text of a link. */
  private enter(from: Place, path: string): Place {
    let { directory, links } = from;
    const todo: string[] = [];
    const follow = (text: string): void => {
      if (text.startsWith('/')) directory = this.root;
      todo.push(...text.split('/').reverse());
    };
    follow(path);
    for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
      if (name === '' || name === '.') continue;
      if (name === '..') {
        directory = directory.parent ?? directory;
        continue;
      }
      const next: Directory | null = directory.below.get(name) ?? this.openDirectory(directory, name);
      if (next === null) {
        links = nextLink(links);
        follow(linkText(directory, name));
      } else directory = next;
    }
    return { directory, links };
  }

  /** The directory of that name; null for what may be a link. */
  private openDirectory(parent: Directory, name: string): Directory | null {
    try {
      const directory = directoryOf(openSync(parent.at + name, O_PATH | O_NOFOLLOW | O_DIRECTORY), parent);
      parent.below.set(name, directory);
      this.opened.push(directory);
      return directory;
    } catch (error) {
      if (errnoOf(error) === 'ENOTDIR') return null;
      throw error;
    }
  }
}

/** Whether a process or the machine has no descriptor left. */
export const isOutOfDescriptors = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OUT_OF_DESCRIPTORS.has(String(error.code));

/** True for EMFILE and ENFILE, as Node reports them or as `errnoOf` throws them. */
const OUT_OF_DESCRIPTORS: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'descriptors']);

const directoryOf = (descriptor: number, parent: Directory | null): Directory => ({
  descriptor,
  at: `/proc/self/fd/${descriptor}/`,
  parent,
  below: new Map(),
});

const withStat = (descriptor: number): OpenedFile => {
  try {
    return { descriptor, stat: fstatSync(descriptor) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
};

/** The text of the link; what is neither a link nor a directory has nothing below it. */
const linkText = ({ at }: Directory, name: string): string => {
  try {
    const text = readlinkSync(at + name);
    if (text.includes('\ufffd')) throw new PathError('EILSEQ'); // not UTF-8: this is not the name that it has
    return text;
  } catch (error) {
    throw errnoOf(error) === 'EINVAL' ? new PathError('ENOTDIR') : error;
  }
};

const nextLink = (links: number): number => {
  if (links >= MOST_LINKS) throw new PathError('ELOOP');
  return links + 1;
};

/** The parent directory (`/` of `/name`), and the name. */
const splitLast = (path: string): [parent: string, name: string] => {
  const cut = path.lastIndexOf('/');
  return cut === 0 ? ['/', path.slice(1)] : [path.slice(0, Math.max(0, cut)), path.slice(cut + 1)];
};

/** Whether a name can only be a directory. */
const isStep = (name: string): boolean => name === '' || name === '.' || name === '..';
