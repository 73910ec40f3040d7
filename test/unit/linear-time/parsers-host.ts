// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { isPciAddress, pciAddressesIn } from '../../../src/core/pci-address.js';
/** Parsers of any foreign text: identity finders, JSON, attributes, escapes, names, policies, recordings. */

import { stripAnsi } from '../../../src/core/ansi.js';
import { parseTextAnswer } from '../../../src/core/attribute.js';
import { matchesDevice, parseDevicePattern } from '../../../src/core/choice.js';
import { escapeForeign } from '../../../src/core/escape.js';
import { parseForeignJson } from '../../../src/core/foreign-json.js';
import { parseJson } from '../../../src/core/json.js';
import { listNames } from '../../../src/core/list-names.js';
import { compareNatural } from '../../../src/core/natural-order.js';
import { readCharacters, wordMatcher } from '../../../src/core/word-matcher.js';
import { errnoOfMessage, parseGrepOutput } from '../../../src/host/files/grep-output.js';
import { hexFinder } from '../../../src/host/identity/find-hex.js';
import { findIpv4 } from '../../../src/host/identity/find-ipv4.js';
import { findLabeled, wordFinder } from '../../../src/host/identity/find-words.js';
import { Identities, identityFinder } from '../../../src/host/identity/identities.js';
import { collectIdentities } from '../../../src/host/identity/known-identities.js';
import { excludeVersionMatches } from '../../../src/host/identity/package-rows.js';
import { PseudonymKey } from '../../../src/host/identity/pseudonym-key.js';
import { readJournal } from '../../../src/host/programming/journal.js';
import { COMMAND_LINE, FILE_LINE } from '../../../src/host/recording/lines.js';
import { importDpe } from '../../../src/policy/dpe/import-dpe.js';
import { parsePolicy } from '../../../src/policy/grammar/parse-policy.js';
import type { Parser } from './parser.js';
import { numbered } from './texts.js';

const key = new PseudonymKey(Buffer.alloc(32, 7));

let fresh = 0;

const LABELS = ['sn=', 'Serial Number: ', 'serial', 'password=', '["psk","', 'hostname: ', '["hostname","', 'ssh-rsa '];
const PEM = '-----BEGIN PRIVATE KEY-----\n';

const orNull = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
};

const FINDERS: readonly Parser[] = [
  { name: 'hexFinder', parse: hexFinder(new Set(['a088c2000120'])), units: ['abcd:ef01:', 'ab:cd:ef:', '0x', 'enx'] },
  { name: 'findIpv4', parse: findIpv4, starts: ['version '], units: ['1.1.1.1 ', '10.0.0.1,'] },
  { name: 'findLabeled', parse: findLabeled, starts: [...LABELS, PEM], units: [...LABELS, PEM, 'MT2245X', '"psk\\'] },
  {
    name: 'wordFinder',
    parse: wordFinder([
      { kind: 'hostname', text: 'gpu-07' },
      { kind: 'serial', text: 'a-a-a-a-a-a-a-a-a-1' },
      { kind: 'key', text: `${'a-'.repeat(500)}b` },
    ]),
    starts: ['gpu-07'],
    units: ['gpu-07.', 'gpu-07-', 'a-a-a-'],
  },
  {
    name: 'wordFinder with as many words as the text has',
    parse: (text) => wordFinder(text.split('\n').map((word) => ({ kind: 'serial', text: word })))(text),
    texts: {
      'different words': numbered((i) => `word-${10_000_000 + i}\n`),
      'words with a common prefix': numbered((i) => `${'a-'.repeat(i % 50)}${10_000_000 + i}\n`),
    },
  },
  {
    name: 'wordMatcher of characters',
    parse: (text) => wordMatcher(text.split('\n', 20_000), readCharacters)(text),
    texts: { 'different words': numbered((i) => `word-${10_000_000 + i}\n`) },
  },
  {
    name: 'excludeVersionMatches',
    parse: (text) => excludeVersionMatches(text, findIpv4(text)),
    texts: { rows: numbered((i) => `mft\t${i % 10}\t4.30.1.8\tx86_64\n10.9.0.1\n`) },
    starts: ['ii \tmft\t'],
  },
  {
    name: 'Identities',
    parse: (text) => new Identities(key, collectIdentities([{ path: null, text }], 'gpu-07')).replace(text),
    starts: ['sn='],
    units: ['abcd:', 'gpu-07.'],
    texts: {
      'serial numbers': numbered((i) => `Serial Number: MT${10_000_000 + i}\n`),
      'host names': numbered((i) => `hostname: h${10_000_000 + i}\n`),
      passwords: numbered((i) => `password=x-${10_000_000 + i} `),
      addresses: numbered((i) => `a0:88:c2:${(0x10_00_00 + i).toString(16).replaceAll(/(..)(?=.)/g, '$1:')}\n`),
    },
  },
  {
    name: 'identityFinder of a serial number’s file',
    parse: (text) => {
      const path = '/sys/class/dmi/id/product_serial';
      return identityFinder(collectIdentities([{ path, text }], null), key)(text, path);
    },
  },
];

const OTHERS: readonly Parser[] = [
  {
    name: 'parseJson',
    parse: (text) => orNull(() => parseJson(text)),
    starts: ['[', '{"a":', '["', '"\\u0062', '[12345678901234567890,"'],
    units: ['"bigint:', '_bigint:', '\\u0061', '"a":1,'],
    texts: {
      'long integers': numbered(() => '12345678901234567890,', '[', '1]'),
      'long integers and strings': numbered((i) => `"${i}",-12345678901234567890,`, '[', '1]'),
      'one long integer': (length) => `[${'7'.repeat(length)}]`,
      'members with long integers': numbered((i) => `"m${i}":12345678901234567890,`, '{', '"":1}'),
      'marks of every length': (length) => {
        const marks = Array.from({ length: Math.floor(Math.sqrt(length * 2)) }, (_, i) => `"${'_'.repeat(i)}bigint:"`);
        return `[12345678901234567890,${marks.join(',')}]`;
      },
    },
  },
  {
    name: 'parseForeignJson, which rejects duplicates',
    parse: (text) => parseForeignJson(text),
    starts: ['[', '{"a":'],
    texts: {
      members: numbered((i) => `"m${i}":12345678901234567890,`, '{', '"":1}'),
      objects: numbered((i) => `{"a":{"b":${i}}},`, '[', '1]'),
    },
  },
  { name: 'parseTextAnswer of an attribute', parse: (text) => parseTextAnswer({ kind: 'text', text }) },
  { name: 'stripAnsi', parse: stripAnsi, units: ['\u001b[0', '\u009b0;', '\u001b'] },
  { name: 'escapeForeign', parse: escapeForeign },
  {
    name: 'compareNatural',
    // Parts of compared names are cached, so each name must be different.
    parse: (text) => compareNatural(`${fresh++}${text}`, `${fresh++}${text}`),
    units: ['0000:', '0000:03:', 'a1', 'ffff1'],
  },
  { name: 'listNames', parse: (text) => listNames([`${fresh++}`, text, `${text}b`]), starts: ['mlx5_'], units: ['1a'] },
  { name: 'pciAddressesIn', parse: (text) => [isPciAddress(text), pciAddressesIn(text)], units: ['0000:00:'] },
  {
    name: 'matchesDevice',
    parse: (text) => matchesDevice(parseDevicePattern('*a*a*a*a*0*a-'), text),
    units: ['a0'],
  },
  {
    name: 'parseGrepOutput',
    parse: (text) => [parseGrepOutput(text, text), errnoOfMessage(text)],
    starts: ['/sys/a\0', 'grep: /sys/a: '],
    units: ['grep: ', '/grep: ', 'grep: a: ', '/sys/a\0b\n', 'grep: a: b\n'],
    texts: { 'many files': numbered((i) => `/sys/${i}\0${i}\n`) },
  },
  {
    name: 'readJournal',
    hasTextsOnly: true,
    parse: readJournal,
    texts: {
      'many lines': numbered((i) => `{"path":"/a${i}","value":"1"}\n`),
      'one line': (length) => `{"path":"${'a'.repeat(length)}","value":"1"}\n`,
    },
  },
  {
    name: 'the lines of a recording',
    hasTextsOnly: true,
    parse: (text) =>
      text.split('\n').map((line) => {
        const json: unknown = orNull(() => JSON.parse(line));
        return [FILE_LINE.safeParse(json), COMMAND_LINE.safeParse(json)];
      }),
    texts: {
      'many lines': numbered((i) => `{"path":"/sys/${i}","text":"1"}\n`),
      'a long path': (length) => JSON.stringify({ path: `/${'a/'.repeat(length / 2)}b`, text: '' }),
      'a path that goes up': (length) => JSON.stringify({ path: '/a/..'.repeat(length / 5), text: '' }),
      'a long reason': (length) => JSON.stringify({ path: '/a', error: 'E'.repeat(length) }),
      'many arguments': numbered(() => '"-a",', '{"argv":[', '"b"],"status":0,"signal":null,"stdout":"","stderr":""}'),
    },
  },
  {
    name: 'parsePolicy',
    parse: (text) => parsePolicy(new TextEncoder().encode(text), 'policy.ini'),
    starts: ['[commands]\n', '[commands]\n/usr/bin/a ', '[commands_regex]\n/usr/bin/a ', '[regex_macros]\nA='],
    units: ['/usr/bin/a\n', '(a|', '[a-', 'a{2}', '$A', 'a|', '(?:'],
    texts: {
      rules: numbered((i) => `/usr/bin/a${i} b\n`, '[commands]\n'),
      macros: numbered((i) => `A${i}=[a-z]\n`, '[regex_macros]\n'),
    },
  },
  {
    name: 'importDpe',
    parse: (text) => importDpe(text, 'dpe.ini', () => '/usr/bin/a'),
    starts: ['[commands]\n', '[commands]\nx = ', '[commands_regex]\n', '[regex_macros]\n', '[server]\n'],
    units: ['a\n', 'a = b\n', '$A'],
  },
];

/** Parsers of `core`, `host` and `policy`. */
export const parseFabric: readonly Parser[] = [...FINDERS, ...OTHERS];
