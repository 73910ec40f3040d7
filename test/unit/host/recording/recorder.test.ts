// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { CommandAnswer } from '../../../../src/core/command-answer.js';
import type { LinkAnswer } from '../../../../src/core/file-answer.js';
import type { Host } from '../../../../src/core/host.js';
import type { Invocation } from '../../../../src/core/invocation.js';
import { atOnce } from '../../../../src/core/turns.js';
import { findSuspects } from '../../../../src/host/recording/check-recording.js';
import type { ContentAnswer } from '../../../../src/host/recording/lines.js';
import { readManifest, readRecording } from '../../../../src/host/recording/read-recording.js';
import { type RecordOptions, startRecording } from '../../../../src/host/recording/recorder.js';
import { openReplay } from '../../../../src/host/recording/replay.js';
import { scratch } from '../../../scratch.js';
import { inventedManifest } from '../../invented-manifest.js';

let place: string;
beforeEach(() => {
  place = scratch();
});

type Answer = ContentAnswer | LinkAnswer;
type Answers = { readonly [path: string]: readonly Answer[] };

const answersOf = <T extends Answer>(files: Answers, is: (answer: Answer) => answer is T): Map<string, T[]> =>
  new Map(Object.entries(files).flatMap(([path, all]) => (all.some(is) ? [[path, all.filter(is)]] : [])));

/** A machine that answers so; each call of it is a fresh one. */
const machine = (
  files: Answers,
  commands: { readonly [line: string]: readonly CommandAnswer[] } = {},
  hostname: string | null = 'gpu-07',
): Host =>
  openReplay({
    manifest: inventedManifest({ hostname, duration_seconds: 0.25 }),
    contents: answersOf(files, (answer): answer is ContentAnswer => answer.kind !== 'link'),
    links: answersOf(files, (answer): answer is LinkAnswer => answer.kind === 'link'),
    refusedWrites: new Map(),
    commands: new Map(Object.entries(commands).map(([line, ends]) => [JSON.stringify(line.split(' ')), ends])),
  });

const invocation = (line: string): Invocation => {
  const [path = '', ...args] = line.split(' ');
  return { name: 'tool.read', path, args, effect: 'read', timeoutSeconds: 1, help: 'Asks.' };
};

type Question =
  | { readonly ask: 'list' | 'link' | 'read'; readonly of: string }
  | { readonly ask: 'run'; readonly of: string }
  | { readonly ask: 'sleep'; readonly seconds: number };

/** Everything a host says to these questions, and what its clocks say between them. */
const interview = async (host: Host, questions: readonly Question[]): Promise<unknown[]> => {
  const said: unknown[] = [host.name, host.clock.now().toISOString(), host.clock.seconds()];
  for (const question of questions) {
    if (question.ask === 'list') said.push(host.readdir(question.of));
    else if (question.ask === 'link') said.push(host.readlink(question.of));
    else if (question.ask === 'read')
      said.push([...(await host.readFiles([{ device: 'd', paths: [question.of, '/sys/a'] }]))]);
    else if (question.ask === 'run') said.push(await host.run(invocation(question.of), {}, null));
    else if (question.ask === 'sleep') {
      await host.sleep(question.seconds);
      said.push(host.clock.seconds());
    }
  }
  return said;
};

const record = async (
  host: Host,
  questions: readonly Question[],
  options: Partial<RecordOptions> = {},
): Promise<{ readonly directory: string; readonly said: unknown[] }> => {
  const directory = options.directory ?? scratch();
  const recorder = atOnce(
    startRecording(host, { directory, root: place, provider: 'p', keepsIdentities: false, ...options }),
  );
  const said = await interview(recorder.host, questions);
  recorder.host.clock.seconds();
  atOnce(recorder.finish(true));
  return { directory, said };
};

const replay = (directory: string): Host => openReplay(readRecording(directory));

const text = (of: string): Answer => ({ kind: 'text', text: of });
const entries = (...names: string[]): Answer => ({ kind: 'entries', entries: names });
const link = (target: string): Answer => ({ kind: 'link', target });
const ends = { stdout: '', stderr: '', durationSeconds: 0.5 };

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `/sys/${names.join('/')}`);
const content = fc.oneof(
  fc.constantFrom('1\n', '2\n', 'N/A\n', '').map(text),
  fc.constantFrom('EIO', 'ENOENT', 'EINVAL').map((errno): Answer => ({ kind: 'error', errno })),
  fc.array(name, { maxLength: 3 }).map((names) => entries(...names)),
  fc.constant<Answer>({ kind: 'timeout', hungPath: '/sys/a', seconds: 2 }),
);
const target = fc.oneof(
  path,
  fc.array(fc.constantFrom('..', 'a', 'b'), { minLength: 1, maxLength: 3 }).map((p) => p.join('/')),
);
const files = fc.dictionary(
  path,
  fc.oneof(
    fc.array(content, { minLength: 1, maxLength: 3 }),
    target.map((to) => [link(to)]),
  ),
  { maxKeys: 12 },
);
const commandEnds = fc.array(
  fc.constantFrom<CommandAnswer>(
    { kind: 'ok', ...ends, stdout: 'one\n' },
    { kind: 'failed', status: 3, ...ends, stderr: 'no such device\n' },
    { kind: 'signalled', signal: 'SIGSEGV', ...ends },
    { kind: 'timed_out', ...ends, stdout: 'ha' },
    { kind: 'truncated', stream: 'stdout', limitBytes: 9, ...ends },
    { kind: 'missing', detail: 'no such program' },
    { kind: 'untrusted', detail: 'written by others' },
    { kind: 'denied', by: 'audit', detail: 'no rule', nearest: null },
  ),
  { minLength: 1, maxLength: 3 },
);
const question: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ ask: fc.constantFrom('list', 'link', 'read'), of: path }),
  fc.record({ ask: fc.constant('run' as const), of: fc.constantFrom('/bin/x', '/bin/y') }),
  fc.record({ ask: fc.constant('sleep' as const), seconds: fc.constantFrom(1, 2.5) }),
);

test('a recording gives the answers of the machine, in the order of the requests', async () => {
  await fc.assert(
    fc.asyncProperty(files, commandEnds, fc.array(question, { maxLength: 25 }), async (tree, ofX, questions) => {
      const source = machine(tree, { '/bin/x': ofX });
      const { directory, said } = await record(source, questions, { keepsIdentities: true });
      expect(await interview(replay(directory), questions)).toEqual(said);
    }),
    { numRuns: 400 },
  );
});

const SEEDED = {
  guid: 'a088:c203:004b:012f',
  gid: 'fe80:0000:0000:0000:a288:c2ff:fe4b:012f',
  mac: 'a0:88:c2:4b:01:2f',
  bareMac: 'a088c24b012f',
  ipv4: '10.20.30.40',
  ipv6: '2a02:8108:1:2::77',
  uuid: '2f7c1c1e-8a3d-4b7e-9b55-1a2b3c4d5e6f',
  machineId: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  hostname: 'gpu-07',
  serial: 'J1050ACR0123',
  cable: 'MT2245X01234',
  psk: 's3cr3t-of-vxlan',
} as const;

/** A machine that says who it is wherever a machine can. */
const talkative = (): Host => {
  const all = Object.values(SEEDED).join(' ');
  const labelled = `Serial Number: ${SEEDED.serial}\npsk=${SEEDED.psk}\n`;
  return machine(
    {
      '/sys': [entries('a', 'class', 'x')],
      '/sys/a': [text(`${all}\n`)],
      '/sys/class/net': [entries(`enx${SEEDED.bareMac}`, SEEDED.hostname)],
      [`/sys/class/net/enx${SEEDED.bareMac}`]: [link(`../../devices/${SEEDED.uuid}/enx${SEEDED.bareMac}`)],
      [`/sys/devices/${SEEDED.uuid}/enx${SEEDED.bareMac}/address`]: [text(`${SEEDED.mac}\n`)],
      '/sys/class/dmi/id/product_serial': [text(`${SEEDED.serial}\n`)],
      '/sys/x': [{ kind: 'timeout', hungPath: `/sys/class/net/enx${SEEDED.bareMac}/mtu`, seconds: 2 }],
    },
    {
      '/bin/x': [{ kind: 'failed', status: 1, ...ends, stdout: labelled, stderr: `cannot open: ${all}` }],
      '/bin/y': [{ kind: 'untrusted', detail: `/home/${SEEDED.hostname}/y of ${all}` }],
      [`/bin/z --port ${SEEDED.mac}`]: [
        { kind: 'denied', by: 'policy', detail: `no rule for ${all}`, nearest: `near ${all}` },
      ],
    },
  );
};

const ASKED: readonly Question[] = [
  { ask: 'list', of: '/sys/class/net' },
  { ask: 'read', of: `/sys/class/net/enx${SEEDED.bareMac}/address` },
  { ask: 'link', of: `/sys/class/net/enx${SEEDED.bareMac}` },
  { ask: 'read', of: '/sys/class/dmi/id/product_serial' },
  { ask: 'read', of: '/sys/x' },
  { ask: 'run', of: '/bin/x' },
  { ask: 'run', of: '/bin/y' },
  { ask: 'run', of: `/bin/z --port ${SEEDED.mac}` },
];

const written = (directory: string): string =>
  readdirSync(directory)
    .map((file) => readFileSync(join(directory, file), 'utf8'))
    .join('\n');

test('no identity of the machine is in its recording, wherever it was', async () => {
  const { directory } = await record(talkative(), ASKED, { directory: join(place, `of-${SEEDED.hostname}`) });
  const found = written(directory).toLowerCase();
  for (const [kind, identity] of Object.entries(SEEDED))
    expect([kind, found.includes(identity)]).toEqual([kind, false]);
  const loose = found.replaceAll(/[:-]/g, '');
  for (const bare of [SEEDED.bareMac, '4b012f', SEEDED.uuid.replaceAll('-', '')]) expect(loose).not.toContain(bare);
  expect(findSuspects(directory, readManifest(directory))).toEqual([]);
  expect(readManifest(directory)).toMatchObject({ identities: 'replaced', complete: true, providers: { p: true } });
});

test('with identities kept the check finds each of them', async () => {
  const { directory } = await record(talkative(), ASKED, { keepsIdentities: true });
  const found = new Set(findSuspects(directory, readManifest(directory)).map((suspect) => suspect.text));
  for (const identity of Object.values(SEEDED)) expect(found).toContain(identity);
});

test('who may read a recording depends on what is in it', async () => {
  const modes = async (keepsIdentities: boolean): Promise<readonly string[]> => {
    const { directory } = await record(talkative(), ASKED, {
      directory: join(place, String(keepsIdentities)),
      keepsIdentities,
    });
    return ['.', ...readdirSync(directory)].map((name) => (statSync(join(directory, name)).mode & 0o777).toString(8));
  };
  const before = process.umask(0o077);
  try {
    expect(await modes(false)).toEqual(['755', '644', '644', '644']);
    process.umask(0);
    expect(await modes(true)).toEqual(['700', '600', '600', '600']);
  } finally {
    process.umask(before);
  }
});

test('a replaced name is requested under its pseudonym and answers', async () => {
  const { directory } = await record(talkative(), ASKED);
  const host = replay(directory);
  const listed = host.readdir('/sys/class/net');
  const netdev = listed.kind === 'entries' ? (listed.entries[0] ?? '') : '';
  expect(netdev).toMatch(/^enxa088c2[0-9a-f]{6}$/);
  const address = `/sys/class/net/${netdev}/address`;
  const mac = (netdev.slice(3).match(/../g) ?? []).join(':');
  expect((await host.readFiles([{ device: 'd', paths: [address] }])).get(address)).toEqual(text(`${mac}\n`));
});

const id = (of: string): string => {
  const root = join(place, of.slice(0, 2));
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/machine-id'), `${of}\n`);
  return root;
};

test('the same machine adds to its recording with the same pseudonyms; another does not', async () => {
  const root = id('aa'.repeat(16));
  const before: Answers = { '/sys/a': [text(SEEDED.mac)], '/sys/b': [text('old')], '/sys/l': [link('b')] };
  const { directory } = await record(machine(before), [{ ask: 'read', of: '/sys/b' }], { root, provider: 'one' });
  const after: Answers = { '/sys/a': [text(SEEDED.mac)], '/sys/b': [text('new')], '/sys/l': [link('b')] };
  const questions: readonly Question[] = [
    { ask: 'link', of: '/sys/l' },
    { ask: 'read', of: '/sys/l' },
  ];
  const { said } = await record(machine(after), questions, { root, provider: 'two', directory });
  const [, , , linked, read] = said;
  expect(linked).toEqual(link('b'));
  const host = replay(directory);
  expect(host.readlink('/sys/l')).toEqual(link('b'));
  const answers = await host.readFiles([{ device: 'd', paths: ['/sys/l', '/sys/b'] }]);
  expect([...answers.values()]).toEqual([text('new'), text('new')]);
  expect(read).toEqual([
    ['/sys/l', text('new')],
    ['/sys/a', text(SEEDED.mac)],
  ]);
  expect(written(directory).match(/a0:88:c2:[0-9a-f:]{8}/g)).toHaveLength(2); // in files.ndjson and as a pseudonym
  expect(readManifest(directory).providers).toEqual({ one: true, two: true });

  const bytes = written(directory);
  for (const stranger of [id('bb'.repeat(16)), place]) {
    await expect(record(machine(after), [], { root: stranger, directory })).rejects.toMatchObject({
      code: 'output',
      message: `${directory} holds the recording of another machine`,
    });
  }
  await expect(record(machine(after), [], { root, directory, keepsIdentities: true })).rejects.toMatchObject({
    message: `${directory} holds a recording whose identities are replaced`,
  });
  expect(written(directory)).toBe(bytes);
});

test('marks a recording that was not finished, and repairs it when it is made again', async () => {
  const root = id('cc'.repeat(16));
  const directory = join(place, 'begun');
  const options = { directory, root, provider: 'p', keepsIdentities: false };
  atOnce(startRecording(machine({}), options)); // and killed
  expect(readdirSync(directory)).toEqual(['host.json']);
  expect(readManifest(directory)).toMatchObject({ complete: false, providers: { p: false } });
  atOnce(atOnce(startRecording(machine({ '/sys/a': [text('1')] }), options)).finish(false));
  expect(replay(directory).warnings()).toEqual([expect.stringContaining('was not finished; it may be incomplete')]);
  await record(machine({ '/sys/a': [text('1')] }), [{ ask: 'read', of: '/sys/a' }], { directory, root });
  expect(readManifest(directory)).toMatchObject({ complete: true, providers: { p: true } });
  expect(replay(directory).warnings()).toEqual([]);
});

test('a directory that holds something else is left alone', async () => {
  const full = join(place, 'full');
  mkdirSync(full);
  writeFileSync(join(full, 'notes.txt'), 'mine');
  const file = join(place, 'file');
  writeFileSync(file, 'mine');
  for (const [directory, message] of [
    [full, `${full} is not empty and is not a recording`],
    [file, `${file} is not a directory`],
    [join(place, 'no/where'), `cannot write ${join(place, 'no/where')}: no such directory (ENOENT)`],
  ] as const) {
    await expect(record(machine({}), [], { directory })).rejects.toMatchObject({ code: 'output', message });
  }
  expect([readdirSync(full), readFileSync(file, 'utf8')]).toEqual([['notes.txt'], 'mine']);
});

test('a link in the place of a part is not written through', async () => {
  const root = id('dd'.repeat(16));
  const { directory } = await record(machine({}), [], { root });
  const outside = join(place, 'outside');
  writeFileSync(outside, 'mine');
  rmSync(join(directory, 'commands.ndjson'));
  symlinkSync(outside, join(directory, 'commands.ndjson'));
  await expect(record(machine({}), [], { root, directory })).rejects.toMatchObject({ code: 'recording' });
  expect(readFileSync(outside, 'utf8')).toBe('mine');
});
