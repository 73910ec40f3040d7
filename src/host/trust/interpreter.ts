// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Finds the program that runs when a file is executed: the file, or the interpreter in its first line, execve(2). */

import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * `binary`: the file itself. `script`: another file, absolute, or with `env` a name that is looked for in PATH. `none`:
 * neither, and so it is refused: execvp(3), which Node starts a program with, would hand it to a shell.
 */
export type Executable =
  | { readonly kind: 'binary' }
  | { readonly kind: 'script'; readonly interpreter: string; readonly nameInPath: string | null }
  | { readonly kind: 'none' };

/** Bytes of the first line that the kernel reads. */
const HEAD_BYTES = 256;

/** e_machine of the programs that a kernel of this kind runs itself, elf(5): its own and its 32-bit ones. */
const MACHINES: Readonly<Record<string, readonly number[]>> = { x64: [62, 3], arm64: [183, 40] };
const ET_EXEC = 2;
const ET_DYN = 3;

/** Kind of the file. @throws the error of the system when it cannot be read */
export const executableKind = (path: string): Executable => {
  const head = readHead(path);
  if (isElf(head)) return { kind: 'binary' };
  // The interpreter and, as one argument, the rest of the line.
  const line = head.toString('latin1');
  const [, interpreter = '', rest = ''] = /^#![ \t]*([^ \t\n\0]*)[ \t]*([^\n\0]*)/.exec(line) ?? [];
  if (!interpreter.startsWith('/')) return { kind: 'none' };
  return { kind: 'script', interpreter, nameInPath: basename(interpreter) === 'env' ? commandOfEnv(rest) : null };
};

const isElf = (head: Buffer): boolean => {
  if (head.length < 20 || head.toString('latin1', 0, 4) !== '\x7fELF') return false;
  const isLittle = head[5] === 1;
  const half = (offset: number): number => (isLittle ? head.readUInt16LE(offset) : head.readUInt16BE(offset));
  const type = half(16);
  return (type === ET_EXEC || type === ET_DYN) && (MACHINES[process.arch]?.includes(half(18)) ?? true);
};

/** The command of `env [-S] [OPTION]… [NAME=VALUE]… COMMAND`. */
const commandOfEnv = (rest: string): string | null =>
  rest.split(/[ \t]+/).find((word) => word !== '' && !word.startsWith('-') && !word.includes('=')) ?? null;

const readHead = (path: string): Buffer => {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
};
