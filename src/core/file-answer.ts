// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Answers to reads of files, directories and links. */

/**
 * The read failed. `errno` is the kernel's name of the error (`ENOENT`, `EINVAL`); it is `EIO` where fabric itself refused, or where the
 * error has no name, and then `detail` is the reason.
 */
export type ErrnoAnswer = { readonly kind: 'error'; readonly errno: string; readonly detail?: string };

/** The reason as a message prints it. */
export const detailOf = ({ errno, detail }: ErrnoAnswer): string => detail ?? errno;

/**
 * Content of a file, or why there is none. `timeout` names the file of the same device that never answered (null: the time was up before this
 * device's turn) and the seconds that the command was given.
 */
export type FileAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | ErrnoAnswer
  | { readonly kind: 'timeout'; readonly hungPath: string | null; readonly seconds: number };

/** The names in a directory, in no particular order. */
export type ListAnswer = { readonly kind: 'entries'; readonly entries: readonly string[] } | ErrnoAnswer;

/** Target of a symbolic link, as written in the link. */
export type LinkAnswer = { readonly kind: 'link'; readonly target: string } | ErrnoAnswer;

/**
 * Files that share a fate: when one of them never answers, the rest of its group is given up and the other groups are
 * not. A group is one adapter.
 */
export type FileGroup = { readonly device: string; readonly paths: readonly string[] };

/** Each requested path with its answer. */
export type FileAnswers = ReadonlyMap<string, FileAnswer>;
