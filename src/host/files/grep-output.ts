// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the output of `grep -aHZ -- '' FILES`: `FILE\0LINE` for every line read, `grep: FILE: REASON` for an error. Pure. */

import type { FileAnswer } from '../../core/file-answer.js';

// strerror of glibc in the C locale, for what open(2) and read(2) give on kernel attributes.
const ERRNO: Readonly<Record<string, string>> = {
  'Operation not permitted': 'EPERM',
  'No such file or directory': 'ENOENT',
  'Interrupted system call': 'EINTR',
  'Input/output error': 'EIO',
  'No such device or address': 'ENXIO',
  'Bad file descriptor': 'EBADF',
  'Resource temporarily unavailable': 'EAGAIN',
  'Cannot allocate memory': 'ENOMEM',
  'Permission denied': 'EACCES',
  'Bad address': 'EFAULT',
  'Device or resource busy': 'EBUSY',
  'No such device': 'ENODEV',
  'Not a directory': 'ENOTDIR',
  'Is a directory': 'EISDIR',
  'Invalid argument': 'EINVAL',
  'File too large': 'EFBIG',
  'Numerical result out of range': 'ERANGE',
  'File name too long': 'ENAMETOOLONG',
  'Too many levels of symbolic links': 'ELOOP',
  'No data available': 'ENODATA',
  'Protocol error': 'EPROTO',
  'Value too large for defined data type': 'EOVERFLOW',
  'Remote I/O error': 'EREMOTEIO',
  'Operation not supported': 'EOPNOTSUPP',
  'Connection timed out': 'ETIMEDOUT',
  'Stale file handle': 'ESTALE',
};

const FILE_ERROR = /^(?:\S*\/)?grep: (.*): ([^:]+)$/s;

/** The complete lines: the text after the last line break was cut, or is empty. */
const wholeLines = (output: string): string[] => output.split('\n').slice(0, -1);

/** The answers in stdout and stderr; files with a text in the order in which they were read. */
export const parseGrepOutput = (stdout: string, stderr: string): Map<string, FileAnswer> => {
  const answers = new Map<string, FileAnswer>();
  for (const line of wholeLines(stdout)) {
    const end = line.indexOf('\0');
    if (end < 0) continue;
    const file = line.slice(0, end);
    const text = line.slice(end + 1);
    const before = answers.get(file);
    answers.set(file, { kind: 'text', text: before?.kind === 'text' ? `${before.text}\n${text}` : text });
  }
  for (const line of wholeLines(stderr)) {
    const [, file, reason] = FILE_ERROR.exec(line) ?? [];
    // A read that failed after some lines has no complete text: the error counts.
    if (file !== undefined && reason !== undefined) answers.set(file, errorOf(reason));
  }
  return answers;
};

const errorOf = (reason: string): FileAnswer => {
  const errno = ERRNO[reason];
  return errno === undefined ? { kind: 'error', errno: 'EIO', detail: reason } : { kind: 'error', errno };
};

/** The first line of stderr that is not about a file: the program is not GNU grep, or it stopped early. Null without one. */
export const errnoOfMessage = (stderr: string): string | null =>
  stderr.split('\n').find((line) => line !== '' && !FILE_ERROR.test(line)) ?? null;
