// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Boots a real kernel once, with the packed program in it, and collects the answers. */

import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { packageRoot } from '../../e2e/fabric.js';

/** The answer of one command line in the guest. */
export type Answer = { readonly stdout: string; readonly stderr: string; readonly status: number };

/** Result of the boot. `skipped`: this machine cannot get QEMU or a kernel. */
export type Guest =
  | { readonly kind: 'ran'; readonly answer: (name: string) => Answer; readonly names: readonly string[] }
  | { readonly kind: 'skipped'; readonly why: string };

/** What to boot: scripts of test/live, and QEMU options for the prepared directory. */
export type Boot = {
  /** Prepares the kernel and prints its directory. */
  readonly prepare: string;
  /** Runs in the guest as root and prints `done` at its end. */
  readonly script: string;
  readonly qemu?: (ready: string) => readonly string[];
};

const live = join(packageRoot, 'test/live');

const { FABRIC_CACHE, FABRIC_KERNEL_OUT, XDG_CACHE_HOME } = process.env;
/** Cache directory of prepared kernels, by release and version. */
const cache = join(FABRIC_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'fabric'), 'kernel');

// FABRIC_KERNEL_OUT keeps the output of the guest in that directory.

/** Time limit; a boot takes 70 seconds on two idle processors. */
const LIMIT_SECONDS = 400;

/** Exit status of prepare.sh on a machine that cannot boot a kernel. */
const CANNOT = 77;

/** Runs a script of test/live; its stderr is shown immediately. */
const runScript = async (name: string, args: readonly string[]): Promise<Answer> => {
  const result = await execa(join(live, name), args, {
    stdin: 'ignore',
    stderr: ['pipe', 'inherit'],
    stripFinalNewline: false,
    reject: false,
  });
  if (result.code !== undefined) throw result; // it did not start
  return { stdout: result.stdout, stderr: result.stderr, status: result.exitCode ?? 1 };
};

/** Boots, and returns when the guest has powered off. @throws when its script did not finish */
export const bootGuest = async ({ prepare, script, qemu }: Boot): Promise<Guest> => {
  const prepared = await runScript(prepare, [cache]);
  if (prepared.status === CANNOT) return { kind: 'skipped', why: prepared.stderr.trim().split('\n').at(-1) ?? '' };
  if (prepared.status !== 0) throw new Error(`${prepare} ended with status ${prepared.status}`);

  const out = realpathSync(mkdtempSync(join(FABRIC_KERNEL_OUT || tmpdir(), 'fabric-kernel-')));
  try {
    putProgramInto(out);
    const ready = prepared.stdout.trim();
    const settings = [ready, out, String(LIMIT_SECONDS), join(live, script), ...(qemu?.(ready) ?? [])];
    const { status } = await runScript('boot/boot.sh', settings);
    const console = existsSync(join(out, 'console')) ? readFileSync(join(out, 'console'), 'utf8') : '';
    if (status !== 0 || !/ done$/m.test(console.replaceAll('\r', ''))) {
      throw new Error(`the guest did not come to its end (QEMU's status ${status}):\n${console.slice(-4000)}`);
    }
    return guestOf(readAnswers(out));
  } finally {
    if (!FABRIC_KERNEL_OUT) rmSync(out, { recursive: true });
  }
};

/** Packs the program as users install it, and records the path of Node. */
const putProgramInto = (out: string): void => {
  const packing = ['pack', '--ignore-scripts', '--silent', '--pack-destination', out];
  const tarball = execaSync('npm', packing, { cwd: packageRoot }).stdout.trim();
  renameSync(join(out, tarball), join(out, 'fabric.tgz'));
  writeFileSync(join(out, 'node'), realpathSync(process.execPath));
};

const readAnswers = (out: string): ReadonlyMap<string, Answer> => {
  const read = (file: string): string => readFileSync(join(out, file), 'utf8');
  const names = readdirSync(out).flatMap((file) =>
    file.endsWith('.status') ? [file.slice(0, -'.status'.length)] : [],
  );
  return new Map(
    names.map((name) => [
      name,
      { stdout: read(`${name}.stdout`), stderr: read(`${name}.stderr`), status: Number(read(`${name}.status`)) },
    ]),
  );
};

const guestOf = (answers: ReadonlyMap<string, Answer>): Guest => ({
  kind: 'ran',
  names: [...answers.keys()],
  answer: (name) => {
    const answer = answers.get(name);
    if (answer === undefined) throw new Error(`the guest ran nothing named ${name}`);
    return answer;
  },
});

/** The parts of answer names between `start` and `end`; one word without a boot, for one skipped test. */
export const namesBetween = (guest: Guest, start: string, end: string): readonly string[] =>
  guest.kind === 'skipped'
    ? ['everything']
    : guest.names
        .filter((name) => name.startsWith(start) && name.endsWith(end))
        .map((name) => name.slice(start.length, name.length - end.length));
