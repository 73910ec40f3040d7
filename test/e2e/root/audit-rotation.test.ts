// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The audit at its size limit: it becomes FILE.1, and no line that was written down is lost on the way. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../src/host/audit/audit-line.js';
import { openAudit } from '../../../src/host/audit/audit-log.js';
import { packageRoot, run } from '../fabric.js';
import { hasLogrotate, isRoot } from '../machine.js';
import { bundleHost, scriptCommand } from '../runner/bundled.js';
import { makePlace } from '../runner/tools.js';

const place = makePlace();
let count = 0;
const newFile = (): string => {
  const file = join(place, `${++count}`, 'audit.jsonl');
  mkdirSync(dirname(file));
  return file;
};

const DECISION: AuditEntry = {
  event: 'decision',
  id: '7e57',
  name: 'tool.read',
  argv: ['/usr/bin/mlxlink', '-d', '0000:18:00.0'],
  rule: null,
  policySha256: null,
  verdict: 'allow',
  reason: null,
  durationSeconds: null,
  status: null,
  signal: null,
};
const entry = (id: number, event: AuditEntry['event'] = 'decision'): AuditEntry => ({
  ...DECISION,
  event,
  id: `${id}`,
});

/** The ids in a file; a line that is not whole throws. */
const idsIn = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { readonly id: string }).id);

const LIMIT = 4096;
/** More lines than two files of that size hold. */
const MANY = 1000;
const WELL = { ok: true, warning: null };

describe('a full audit', () => {
  test('becomes FILE.1 before the line that would be too much, for the same readers', () => {
    const file = newFile();
    const audit = openAudit({ file, required: false, limitBytes: LIMIT });
    expect(audit.record(entry(0))).toEqual(WELL);
    chmodSync(file, 0o600);
    let id = 1;
    while (!existsSync(`${file}.1`) && id < MANY) expect(audit.record(entry(id++))).toEqual(WELL);
    expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(LIMIT);
    expect(statSync(`${file}.1`).size).toBeGreaterThan(LIMIT / 2);
    expect([...idsIn(`${file}.1`), ...idsIn(file)]).toEqual(Array.from({ length: id }, (_, i) => `${i}`));
    expect(statSync(file).mode & 0o7777).toBe(0o600);
    expect(readdirSync(dirname(file)).sort()).toEqual(['audit.jsonl', 'audit.jsonl.1']);
  });

  test('takes the place of the FILE.1 before it, so that two files are all there is', () => {
    const file = newFile();
    const audit = openAudit({ file, required: false, limitBytes: LIMIT });
    for (let id = 0; id < 100; id++) expect(audit.record(entry(id))).toEqual(WELL);
    expect(readdirSync(dirname(file)).sort()).toEqual(['audit.jsonl', 'audit.jsonl.1']);
    for (const name of [file, `${file}.1`]) expect(statSync(name).size).toBeLessThanOrEqual(LIMIT);
    expect(idsIn(file).at(-1)).toBe('99');
  });

  test('that is required replaces nothing: decisions are refused, and ends of commands are written', () => {
    const file = newFile();
    const audit = openAudit({ file, required: true, limitBytes: LIMIT });
    let id = 0;
    let result = audit.record(entry(id));
    while (result.ok && id < MANY) result = audit.record(entry(++id));
    const size = statSync(file).size;
    expect(result).toEqual({
      ok: false,
      reason: `cannot write audit log ${file}: it has ${size} bytes and ${file}.1 is still there: move that away`,
    });
    expect([...idsIn(`${file}.1`), ...idsIn(file)]).toEqual(Array.from({ length: id }, (_, i) => `${i}`));
    expect(audit.record(entry(1000, 'exit'))).toEqual(WELL);
    expect(idsIn(file).at(-1)).toBe('1000');
    renameSync(`${file}.1`, `${file}.kept`);
    expect(audit.record(entry(1001))).toEqual(WELL);
    expect(idsIn(file)).toEqual(['1001']);
  });

  test('without permission to rotate the file grows, with a warning', () => {
    const file = newFile();
    mkdirSync(`${file}.1`);
    const audit = openAudit({ file, required: false, limitBytes: 1 });
    expect(audit.record(entry(0))).toEqual(WELL);
    const result = audit.record(entry(1));
    expect(result).toEqual({ ok: true, warning: expect.stringMatching(/cannot be rotated: E(ISDIR|EXIST|NOTEMPTY)$/) });
    expect(idsIn(file)).toEqual(['0', '1']);
    expect(readdirSync(dirname(file)).sort()).toEqual(['audit.jsonl', 'audit.jsonl.1']);
  });

  test('steps back for a process that is rotating, and cleans up after a dead one', () => {
    const file = newFile();
    const audit = openAudit({ file, required: false, limitBytes: 1 });
    audit.record(entry(0));
    const startTicks = readFileSync(`/proc/${process.ppid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ')[19];
    const alive = `${file}.rotating.${process.ppid}.${startTicks}`;
    const dead = `${file}.rotating.${process.ppid}.1`;
    for (const marker of [alive, dead]) writeFileSync(marker, '');
    expect(audit.record(entry(1))).toEqual(WELL);
    expect(idsIn(file)).toEqual(['0', '1']);
    expect(existsSync(dead)).toBe(false);
    unlinkSync(alive);
    expect(audit.record(entry(2))).toEqual(WELL);
    expect(idsIn(file)).toEqual(['2']);
  });
});

describe('a file that another program moves', () => {
  test('or removes is followed by the next line', () => {
    const file = newFile();
    const audit = openAudit({ file, required: true, limitBytes: 1e9 });
    audit.record(entry(0));
    renameSync(file, `${file}.moved`);
    expect(audit.record(entry(1))).toEqual(WELL);
    expect(idsIn(file)).toEqual(['1']);
    unlinkSync(file);
    expect(audit.record(entry(2))).toEqual(WELL);
    expect(idsIn(file)).toEqual(['2']);
    expect(idsIn(`${file}.moved`)).toEqual(['0']);
  });
});

describe('several processes at once', () => {
  /** Writes 300 lines whose ids begin with its name; a refused one is tried again. Prints how many tries were refused. */
  const writer = (bundle: string, file: string, name: string, required: boolean): readonly string[] =>
    scriptCommand(
      bundle,
      `(() => { const audit = host.openAudit({ file: '${file}', required: ${required}, limitBytes: 20000 });
        let refused = 0;
        for (let i = 0; i < 300; i++) {
          const entry = { ...${JSON.stringify(DECISION)}, id: '${name}' + i, argv: ['x'.repeat(500)] };
          for (;;) {
            const result = audit.record(entry);
            if (result.ok) { if (result.warning !== null) throw new Error(result.warning); break; }
            if (!result.reason.includes('is still there')) throw new Error(result.reason);
            refused++;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
          }
        }
        return refused; })()`,
    );
  const NAMES = ['a', 'b', 'c', 'd'];
  const expected = NAMES.flatMap((name) => Array.from({ length: 300 }, (_, i) => `${name}${i}`)).sort();

  test('lose no line of a required audit while another one takes the full files away', async () => {
    const bundle = await bundleHost(place);
    const file = newFile();
    let moved = 0;
    const moveAway = (): void => {
      if (existsSync(`${file}.1`)) renameSync(`${file}.1`, `${file}-${++moved}`);
    };
    const mover = setInterval(moveAway, 3);
    const ended = await Promise.all(NAMES.map((name) => run(writer(bundle, file, name, true))));
    clearInterval(mover);
    expect(ended.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
      NAMES.map(() => ({ status: 0, stderr: '' })),
    );
    const files = readdirSync(dirname(file)).map((name) => join(dirname(file), name));
    expect(files.flatMap(idsIn).sort()).toEqual(expected);
    expect(moved).toBeGreaterThan(10);
    expect(files.filter((name) => name.includes('rotating'))).toEqual([]);
  }, 60_000);

  test('keep two files of complete lines, and lose only the oldest', async () => {
    const bundle = await bundleHost(place);
    const file = newFile();
    const ended = await Promise.all(NAMES.map((name) => run(writer(bundle, file, name, false))));
    expect(ended.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
      NAMES.map(() => ({ status: 0, stderr: '' })),
    );
    expect(readdirSync(dirname(file)).sort()).toEqual(['audit.jsonl', 'audit.jsonl.1']);
    for (const name of [file, `${file}.1`]) {
      expect(new Set(idsIn(name)).size).toBe(idsIn(name).length);
      // While one rotates the others write on: how much depends on the machine. All lines are 900,000 bytes.
      expect(statSync(name).size).toBeLessThan(300_000);
    }
    expect(
      idsIn(file)
        .concat(idsIn(`${file}.1`))
        .some((id) => /299$/.test(id)),
    ).toBe(true);
  }, 60_000);
});

describe('the logrotate fragment', () => {
  const fragment = readFileSync(join(packageRoot, 'docs', 'examples', 'fabric.logrotate'), 'utf8');

  test('names the audit and its FILE.1, and leaves the making of the file to fabric', () => {
    expect(fragment).toMatch(/^\/var\/log\/fabric\/audit\.jsonl \/var\/log\/fabric\/audit\.jsonl\.1 \{$/m);
    for (const word of ['nocreate', 'dateext', 'delaycompress', 'missingok', 'notifempty']) {
      expect(fragment).toMatch(new RegExp(`^ {4}${word}$`, 'm'));
    }
  });

  test.skipIf(!isRoot || !hasLogrotate)(
    'rotates while fabric writes, and no line is lost (needs root and logrotate)',
    async () => {
      const file = newFile();
      const audit = openAudit({ file, required: true, limitBytes: LIMIT });
      const settings = join(dirname(file), 'settings');
      writeFileSync(settings, fragment.replaceAll('/var/log/fabric/audit.jsonl', file), { mode: 0o644 });
      const state = join(dirname(file), 'state');
      let id = 0;
      for (let round = 0; round < 3; round++) {
        for (let lines = 0; lines < MANY && audit.record(entry(id)).ok; lines++) id++;
        const ended = await run(['logrotate', '--force', '--state', state, settings]);
        expect({ status: ended.status, stderr: ended.stderr }).toEqual({ status: 0, stderr: '' });
        expect(audit.record(entry(id++))).toEqual(WELL);
        expect(idsIn(file)).toEqual([`${id - 1}`]);
        // One rotation a day has one name: the next round is another day.
        for (const name of readdirSync(dirname(file)).filter((one) => /-\d{8}$/.test(one))) {
          renameSync(join(dirname(file), name), join(dirname(file), `${name}.round${round}`));
        }
      }
      const files = readdirSync(dirname(file)).filter((name) => name.startsWith('audit.jsonl'));
      const ids = files.flatMap((name) => idsIn(join(dirname(file), name))).map(Number);
      expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: id }, (_, i) => i));
    },
  );
});
