// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The audit as a file: what stands in it, who may read it, and what is said when it cannot be written. */

import {
  appendFileSync,
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AuditEntry, auditLine } from '../../../src/host/audit/audit-line.js';
import { openAudit } from '../../../src/host/audit/audit-log.js';
import { findCaller, terminalOf } from '../../../src/host/audit/caller.js';
import { run } from '../fabric.js';
import { canMount, hasScript, isRoot, unprivileged } from '../machine.js';
import { bundleHost, inNode, scriptCommand } from '../runner/bundled.js';
import { makePlace } from '../runner/tools.js';
import { needsNobody, needsRoot, SOMEBODY } from './places.js';

const place = makePlace();
let count = 0;
const newFile = (): string => join(place, `${++count}`, 'audit.jsonl');
const newFileInDirectory = (): string => {
  const file = newFile();
  mkdirSync(dirname(file));
  return file;
};
const linesOf = (file: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

const DECISION: AuditEntry = {
  event: 'decision',
  id: '7e57',
  name: 'tool.read',
  argv: ['/usr/bin/mlxlink', '-d', '0000:18:00.0'],
  rule: { file: '/etc/fabric/policy.ini', line: 41 },
  policySha256: 'ab'.repeat(32),
  verdict: 'allow',
  reason: null,
  durationSeconds: null,
  status: null,
  signal: null,
};
const EXIT: AuditEntry = { ...DECISION, event: 'exit', reason: 'signalled', durationSeconds: 0.25, signal: 'SIGSEGV' };

const add = (file: string, entry: AuditEntry = DECISION, required = false) =>
  openAudit({ file, required, limitBytes: 1e9 }).record(entry);

describe('a line', () => {
  test('has time, host, user, command, rule and result', () => {
    const file = newFileInDirectory();
    const audit = openAudit({ file, required: true, limitBytes: 1e9 });
    expect(audit.record(DECISION)).toEqual({ ok: true, warning: null });
    expect(audit.record(EXIT)).toEqual({ ok: true, warning: null });
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const [decision, exit] = linesOf(file);
    expect(Object.keys(decision ?? {})).toEqual([
      'time',
      'boot_id',
      'caller',
      'event',
      'id',
      'name',
      'argv',
      'rule',
      'policy_sha256',
      'verdict',
      'reason',
      'duration_seconds',
      'status',
      'signal',
    ]);
    expect(decision).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      boot_id: bootId,
      caller: { uid: process.getuid?.(), ppid: process.ppid },
      event: 'decision',
      id: '7e57',
      name: 'tool.read',
      argv: ['/usr/bin/mlxlink', '-d', '0000:18:00.0'],
      rule: { file: '/etc/fabric/policy.ini', line: 41 },
      policy_sha256: 'ab'.repeat(32),
      verdict: 'allow',
      reason: null,
      duration_seconds: null,
    });
    expect(exit).toMatchObject({ event: 'exit', duration_seconds: 0.25, status: null, signal: 'SIGSEGV' });
  });

  test('of a denial has no rule', () => {
    const file = newFileInDirectory();
    add(file, { ...DECISION, verdict: 'deny', rule: null, policySha256: null, reason: 'no_rule' });
    expect(linesOf(file)).toMatchObject([{ verdict: 'deny', rule: null, policy_sha256: null, reason: 'no_rule' }]);
  });

  test('is one line of plain characters whatever the arguments are, and reads back as they were', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '\n', '\u001b', '\u009b', '\u202e', '\u2028', 'ä', '𝕏', '\ud800'),
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), (argv) => {
        const line = auditLine({}, { ...DECISION, argv });
        expect(line).toMatch(/^[^\p{Cc}\u202e\u2028\ud800]*\n$/u);
        expect(JSON.parse(line)).toMatchObject({ argv });
      }),
    );
  });

  test('is never longer than 4 KiB: argv is cut and marked', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '\u001b', '𝕏'), maxLength: 1500, size: 'max' });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12, size: 'max' }), text, (argv, foreign) => {
        const rule = { file: foreign, line: 1 };
        const line = auditLine({ caller: findCaller() }, { ...DECISION, argv, reason: foreign, rule, id: foreign });
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4096);
        const read = JSON.parse(line) as { argv: string[]; argv_cut?: number };
        const cut = read.argv_cut ?? 0;
        const whole = argv.length - cut;
        expect(read.argv.slice(0, whole)).toEqual(argv.slice(0, whole));
        expect(read.argv.length - whole).toBeLessThanOrEqual(1);
        if (read.argv.length > whole) expect(argv[whole]?.startsWith(read.argv[whole] ?? '')).toBe(true);
        if (cut > 0) expect(Buffer.byteLength(line)).toBeGreaterThan(4096 - 20 - 24);
      }),
    );
  });

  test('of a long command has as much of it as there is room for', () => {
    const line = auditLine({}, { ...DECISION, argv: ['/bin/a', 'x'.repeat(5000), 'y'] });
    const read = JSON.parse(line) as { argv: string[]; argv_cut: number };
    expect(read.argv_cut).toBe(2);
    expect(read.argv[0]).toBe('/bin/a');
    expect(read.argv[1]).toMatch(/^x{3000,}$/);
    expect(read.argv).toHaveLength(2);
  });
});

describe('the caller', () => {
  test('is identified by sudo, login, terminal and parent', async () => {
    const bundle = await bundleHost(place);
    const file = newFileInDirectory();
    const script = scriptCommand(
      bundle,
      `host.openAudit({ file: '${file}', required: true, limitBytes: 1e9 }).record(${JSON.stringify(DECISION)})`,
    );
    await run(script, { env: { SUDO_UID: '1000' } });
    await run(script, { env: { SUDO_UID: '1000; x' } });
    const login = readFileSync('/proc/self/loginuid', 'utf8').trim();
    const loginuid = login === '4294967295' ? null : Number(login);
    const uid = process.getuid?.();
    expect(linesOf(file)).toMatchObject([
      { caller: { uid, sudo_uid: 1000, loginuid, ppid: process.pid } },
      { caller: { uid, sudo_uid: null, loginuid, ppid: process.pid } },
    ]);
  });

  test.skipIf(!hasScript)(`has the terminal that it runs on${hasScript ? '' : ' (skipped: no script)'}`, async () => {
    const bundle = await bundleHost(place);
    const file = newFileInDirectory();
    const script = join(dirname(file), 'script.cjs');
    writeFileSync(
      script,
      `require('${bundle}').openAudit({ file: '${file}', required: true, limitBytes: 1e9 }).record(${JSON.stringify(DECISION)})`,
    );
    const ended = await run(['script', '-qec', `tty; ${process.execPath} ${script} </dev/null`, '/dev/null']);
    const tty = /\/dev\/(pts\/\d+)/.exec(ended.stdout)?.[1];
    expect(tty).toBeDefined();
    expect(linesOf(file)).toMatchObject([{ caller: { tty } }]);
  });

  test.each([
    ['1 (node) S 0 1 1 34817 1', 'pts/1'],
    ['1 (a) b) S 9) S 0 1 1 34816 1', 'pts/0'],
    ['1 (x) S 0 1 1 35072 1', 'pts/256'],
    ['1 (x) S 0 1 1 1025 1', 'tty1'],
    ['1 (x) S 0 1 1 1088 1', 'ttyS0'],
    ['1 (x) S 0 1 1 1281 1', '5:1'],
    ['1 (x) S 0 1 1 0 1', null],
    ['', null],
  ])('%s is on %s', (stat, tty) => {
    expect(terminalOf(stat)).toBe(tty);
  });
});

describe('the file', () => {
  test('is appended by several processes at once, one complete line each', async () => {
    const bundle = await bundleHost(place);
    const file = newFileInDirectory();
    writeFileSync(file, '{"old":1}\n');
    chmodSync(file, 0o640);
    const script = scriptCommand(
      bundle,
      `(() => { const audit = host.openAudit({ file: '${file}', required: true, limitBytes: 1e9 });
        const entry = ${JSON.stringify({ ...DECISION, argv: ['x'.repeat(3000)] })};
        for (let i = 0; i < 200; i++) if (audit.record(entry).warning !== null) throw new Error(); return 0; })()`,
    );
    await Promise.all([1, 2, 3, 4].map(() => run(script)));
    expect(linesOf(file)).toHaveLength(801);
  });

  test('is made, 0640, whatever the umask', () => {
    const file = newFileInDirectory();
    const before = process.umask(0o077);
    try {
      expect(add(file)).toEqual({ ok: true, warning: null });
    } finally {
      process.umask(before);
    }
    expect((statSync(file).mode & 0o7777).toString(8)).toBe('640');
  });

  test('keeps the mode that it has', () => {
    const file = newFileInDirectory();
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    add(file);
    expect((statSync(file).mode & 0o7777).toString(8)).toBe('600');
  });

  test('that ends in the middle of a line gets the next one on a line of its own', () => {
    const file = newFileInDirectory();
    add(file);
    appendFileSync(file, '{"half":');
    add(file);
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines[1]).toBe('{"half":');
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ id: '7e57' });
  });

  const cannot: readonly (readonly [string, () => string, string])[] = [
    ['a full disk', () => '/dev/full', 'no space left (ENOSPC)'],
    ['a symbolic link', () => linked(newFileInDirectory()), 'is a symbolic link'],
    ['a directory', () => dirname(newFileInDirectory()), 'EISDIR'],
    ['a FIFO', () => fifo(), 'is a FIFO'],
    ['no directory, nor the one above', () => join(newFile(), 'deeper', 'audit.jsonl'), 'ENOENT'],
  ];
  test.each(cannot)('cannot be %s: a warning, or a denial where it is required', (_, make, why) => {
    const file = make();
    const reason = `cannot write audit log ${file}: ${why}`;
    for (const entry of [DECISION, EXIT]) {
      expect(add(file, entry)).toEqual({ ok: true, warning: reason });
      expect(add(file, entry, true)).toEqual({ ok: false, reason });
    }
  });

  const linked = (target: string): string => {
    const link = `${target}.link`;
    symlinkSync(target, link);
    return link;
  };
  const fifo = (): string => {
    const file = newFileInDirectory();
    execaSync('mkfifo', [file]);
    return file;
  };
});

describe.skipIf(!isRoot)(`as root${needsRoot}`, () => {
  test('its directory is made, 0750, whatever the umask', () => {
    const file = newFile();
    const before = process.umask(0o077);
    try {
      expect(add(file)).toEqual({ ok: true, warning: null });
    } finally {
      process.umask(before);
    }
    expect((statSync(dirname(file)).mode & 0o7777).toString(8)).toBe('750');
  });

  test.each([
    ['of another user', (file: string) => chownSync(file, SOMEBODY, SOMEBODY), `belongs to uid ${SOMEBODY}`],
    ['that everybody can write', (file: string) => chmodSync(file, 0o646), 'can be written by everyone'],
    ['with a second name', (file: string) => linkSync(file, `${file}.2`), 'has several hard links'],
  ])('a file %s is not written to', (_, spoil, why) => {
    const file = newFileInDirectory();
    writeFileSync(file, '');
    spoil(file);
    expect(add(file)).toEqual({ ok: true, warning: `cannot write audit log ${file}: ${why}` });
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  test.skipIf(!canMount)(`a disk that takes half a line${canMount ? '' : ' (skipped: cannot mount)'}`, async () => {
    const bundle = await bundleHost(place);
    const script = join(place, 'half.cjs');
    const entry = JSON.stringify({ ...DECISION, argv: ['x'.repeat(3000)] });
    // 64 KiB of disk: some lines, a part of one, and after room was made a whole one again.
    writeFileSync(
      script,
      `const fs = require('fs'); const { openAudit } = require('${bundle}');
       fs.writeFileSync('/mnt/ballast', Buffer.alloc(20000));
       const audit = openAudit({ file: '/mnt/audit.jsonl', required: true, limitBytes: 1e9 });
       const results = []; for (let i = 0; i < 30; i++) results.push(audit.record(${entry}));
       fs.truncateSync('/mnt/ballast', 0);
       results.push(audit.record(${entry}));
       const lines = fs.readFileSync('/mnt/audit.jsonl', 'utf8').split('\\n').slice(0, -1);
       const isComplete = (line) => { try { JSON.parse(line); return true; } catch { return false; } };
       console.log(JSON.stringify({ results, whole: lines.filter(isComplete).length, lastIsWhole: isComplete(lines.at(-1)) }));`,
    );
    const mount = 'mount -t tmpfs -o size=64k tmpfs /mnt && exec "$@"';
    const ended = await run(['unshare', '--mount', '/bin/sh', '-c', mount, 'sh', process.execPath, script]);
    const { results, whole, lastIsWhole } = JSON.parse(ended.stdout) as {
      readonly results: readonly { readonly ok: boolean; readonly reason?: string }[];
      readonly whole: number;
      readonly lastIsWhole: boolean;
    };
    expect(results.filter(({ ok }) => ok)).toHaveLength(whole);
    expect(results.at(-1)).toEqual({ ok: true, warning: null });
    expect(lastIsWhole).toBe(true);
    const reasons = new Set(results.filter(({ ok }) => !ok).map(({ reason }) => reason));
    expect([...reasons].some((reason) => reason?.includes('no space left'))).toBe(true);
  });
});

describe.skipIf(needsNobody !== '')(`as an ordinary user${needsNobody}`, () => {
  let bundle: string;
  beforeAll(async () => {
    bundle = await bundleHost(place);
  });

  test('warns about a file that the user may not write', async () => {
    const file = newFileInDirectory();
    const result = await inNode(
      bundle,
      `host.openAudit({ file: '${file}', required: false, limitBytes: 1e9 }).record(${JSON.stringify(DECISION)})`,
      { before: unprivileged ?? [] },
    );
    expect(result).toEqual({ ok: true, warning: `cannot write audit log ${file}: EACCES` });
  });
});
