// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** bin/fabric: the programs that it starts before Node obey no variable of the caller, and Node must be there. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, test } from 'vitest';
import { type Run, run } from '../fabric.js';
import { canMount, isRoot, unprivileged } from '../machine.js';
import { neededNode } from '../old-node/entry-points.js';
import { makePlace, plant } from '../runner/tools.js';
import { install } from './installed.js';
import { needsNobody, needsRoot } from './places.js';

/** A library for LD_PRELOAD and LD_AUDIT: it writes the name of each program that loads it. */
const LIBRARY = `
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
unsigned int la_version(unsigned int version) { return version; }
__attribute__((constructor)) static void write_name(void) {
  int mark = open(MARK, O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (mark < 0) return;
  char line[64] = {0};
  strncpy(line, program_invocation_short_name, sizeof line - 2);
  line[strlen(line)] = '\\n';
  if (write(mark, line, strlen(line)) < 0) _exit(99);
  close(mark);
}
`;

type Library = { readonly path: string; readonly loadedBy: () => readonly string[] };

/** Null where there is no compiler. */
const makeLibrary = (): Library | null => {
  const place = makePlace();
  const [source, path, mark] = [plant(place, 'mark.c', LIBRARY), join(place, 'mark.so'), join(place, 'mark')];
  const words = ['-shared', '-fPIC', `-DMARK="${mark}"`, '-o', path, source];
  const { code, exitCode, stderr } = execaSync('gcc', words, { reject: false });
  if (code !== undefined) return null;
  expect(exitCode, stderr).toBe(0);
  return { path, loadedBy: () => (existsSync(mark) ? readFileSync(mark, 'utf8').trimEnd().split('\n') : []) };
};

const hasCompiler = execaSync('gcc', ['--version'], { reject: false }).code === undefined;
const needsStrace = execaSync('strace', ['-V'], { reject: false }).code === undefined ? '' : ' (skipped: needs strace)';
const needsCompiler = hasCompiler ? '' : ' (skipped: needs gcc)';

/** The kernel gives the library to the shell itself, before a line of bin/fabric runs. */
const SHELLS = ['sh', 'dash', 'bash', 'busybox', 'fabric'];

const others = ({ loadedBy }: Library): readonly string[] => loadedBy().filter((name) => !SHELLS.includes(name));

describe.skipIf(!isRoot || !hasCompiler)(`as root${needsRoot}${needsCompiler}`, () => {
  test.each(['LD_PRELOAD', 'LD_AUDIT'])('no program but the shell loads what %s names', async (variable) => {
    const library = makeLibrary() as Library;
    const ended = await run([install().link, '--version'], { env: { [variable]: library.path } });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(others(library)).toEqual([]);
    expect(library.loadedBy(), 'the library works').not.toEqual([]);
  });

  test.skipIf(!canMount)(
    `nor does it without /proc, where it asks id${canMount ? '' : ' (skipped: cannot mount)'}`,
    async () => {
      const noProc = 'mount -t tmpfs tmpfs /proc && LD_PRELOAD=$2 exec "$1" --version';
      const library = makeLibrary() as Library;
      const ended = await run(['unshare', '--mount', '/bin/sh', '-c', noProc, 'sh', install().link, library.path]);
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(others(library)).toEqual([]);
    },
  );

  test.skipIf(needsStrace !== '')(`no program opens a file of a locale${needsStrace}`, async () => {
    const trace = join(makePlace(), 'trace');
    const words = ['strace', '-f', '-e', 'trace=openat', '-o', trace, install().link, '--version'];
    expect(await run(words, { env: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } })).toMatchObject({ status: 0 });
    expect(
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => line.includes('/locale/')),
    ).toEqual([]);
  });
});

/** What is printed where no Node is found. */
const withoutNode = (what: string, where: string): Partial<Run> => ({
  status: 4,
  stdout: '',
  stderr: `error: ${what}\nfix: install Node ${neededNode} or newer from https://nodejs.org ${where}\n`,
});

test.skipIf(!canMount)(`as root without a node${canMount ? '' : ' (skipped: cannot mount)'}`, async () => {
  const hide = 'for node in /usr/local/bin/node /usr/bin/node; do [ ! -e $node ] || mount --bind /dev/null $node; done';
  const ended = await run(['unshare', '--mount', '/bin/sh', '-c', `${hide}; exec "$1"`, 'sh', install().link]);
  expect(ended).toMatchObject(
    withoutNode('node not found in /usr/local/bin or /usr/bin (required to run as root)', 'in /usr/local'),
  );
});

test.skipIf(needsNobody !== '')(`as an ordinary user without a node in PATH${needsNobody}`, async () => {
  const { link } = install();
  const noNode = makePlace();
  const ended = await run([...(unprivileged ?? []), '/bin/sh', '-c', `PATH=${noNode} exec "$1"`, 'sh', link]);
  expect(ended).toMatchObject(withoutNode('fabric finds no node in PATH', 'and put its directory into PATH'));
});
