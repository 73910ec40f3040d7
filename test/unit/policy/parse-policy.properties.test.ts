// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../../src/policy/decision/decide.js';
import { parsePolicy } from '../../../src/policy/grammar/parse-policy.js';
import { lintPolicy } from '../../../src/policy/lint/lint.js';
import { madeArgv, madeRules, policyText } from './made-policies.js';
import { FILE, sound } from './policies.js';
import { READING_MACHINE } from './reading-machine.js';

const RUNS = { numRuns: Number(process.env['POLICY_RUNS'] ?? 3000) };

/** Reads, and holds what was read against the text: every rule, macro and error is of a line that is there. */
const readAndCompare = (bytes: Uint8Array): 'policy' | 'invalid' => {
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n');
  const policy = parsePolicy(bytes, FILE);
  if (policy.kind === 'invalid') {
    expect(policy.errors.length).toBeGreaterThan(0);
    for (const { file, line, reason } of policy.errors) {
      expect(file).toBe(FILE);
      expect(line >= 0 && line <= lines.length).toBe(true);
      expect(reason).toMatch(/^[\x20-\x7e]+$/);
    }
    expect(decide(policy, ['/usr/bin/mlxlink', '--version']).verdict).toBe('deny');
    return 'invalid';
  }
  for (const { file, line, text, path, section } of policy.rules) {
    expect({ file, text }).toEqual({ file: FILE, text: lines[line - 1] });
    expect(text === path || text.startsWith(`${path} `)).toBe(true);
    expect(lines.slice(0, line).findLast((above) => above.startsWith('['))).toBe(`[${section}]`);
  }
  for (const { name, line, text } of policy.macros) expect(lines[line - 1]).toBe(`${name}=${text}`);
  const told = lines.filter((line) => line !== '' && !/^[#;]/.test(line));
  const headings = told.filter((line) => line.startsWith('[')).length;
  const settings = told.filter((line) =>
    /^(socket|timeout_seconds|stdout_bytes|stderr_bytes|audit|audit_bytes|program)=/.test(line),
  ).length;
  // No line is passed over.
  expect(policy.rules.length + policy.macros.length).toBeGreaterThanOrEqual(told.length - headings - settings);
  return 'policy';
};

test('random bytes are read or refused, never half', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readAndCompare(bytes)),
    RUNS,
  );
});

test('random lines of a policy are read or refused, never half', () => {
  const piece = fc.constantFrom(
    ...[
      '[commands]',
      '[commands_regex]',
      '[regex_macros]',
      '[server]',
      '[',
      ']',
      '\n',
      '\n',
      '\n',
      ' ',
      '=',
      '/p',
      '/usr/bin/x',
      '\r',
    ],
    ...[
      '$A',
      '$B',
      'A=',
      'B=',
      'a',
      '(',
      ')',
      '(?:',
      '[a-z]',
      '[^',
      '|',
      '*',
      '+',
      '?',
      '{2}',
      '{1,3}',
      '@2',
      '\\',
      '\\d',
      '.',
      '#',
      ';',
    ],
    ...['audit=on', 'program=x', '__proto__', 'constructor=', '\0', '\u00e9', '\t', '"', "'", '%(a)s'],
  );
  const started = fc.constantFrom(
    '',
    '[commands]\n',
    '[commands_regex]\n',
    '[regex_macros]\nA=',
    '[commands_regex]\n/p ',
  );
  fc.assert(
    fc.property(started, fc.array(piece, { maxLength: 25 }), (start, pieces) => {
      readAndCompare(new TextEncoder().encode(start + pieces.join('')));
    }),
    RUNS,
  );
});

test('parses a damaged policy as it is now, or refuses it', () => {
  const whole = new TextEncoder().encode(READING_MACHINE);
  const damage = fc.record({
    at: fc.nat(whole.length - 1),
    remove: fc.nat(60),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.constantFrom(' ', '\n', '#', '$', '[', ']', '.', '*', '@9', '\n[').map((t) => new TextEncoder().encode(t)),
    ),
    move: fc.nat(whole.length - 1),
    kind: fc.constantFrom('edit', 'cut', 'repeat'),
  });
  let readable = 0;
  fc.assert(
    fc.property(damage, ({ at, remove, insert, move, kind }) => {
      const [before, after] = [whole.subarray(0, at), whole.subarray(Math.min(whole.length, at + remove))];
      const [from, to] = [Math.min(at, move), Math.max(at, move)];
      const bytes =
        kind === 'edit'
          ? [...before, ...insert, ...after]
          : kind === 'cut'
            ? [...before]
            : [...before, ...whole.subarray(from, to), ...whole.subarray(at)];
      if (readAndCompare(new Uint8Array(bytes)) === 'policy') readable++;
    }),
    { numRuns: Math.ceil(RUNS.numRuns / 3) },
  );
  expect(readable).toBeGreaterThan(0);
});

test('what a made policy warns of is of one of its lines, and changes no decision', () => {
  fc.assert(
    fc.property(madeRules, madeArgv, (rules, argv) => {
      const policy = sound(policyText(rules));
      const before = decide(policy, argv);
      for (const { file, line } of lintPolicy(policy))
        expect({ file, isLine: line > 1 && line < rules.length + 2 }).toEqual({ file: FILE, isLine: true });
      expect(decide(policy, argv)).toEqual(before);
    }),
    { numRuns: Math.ceil(RUNS.numRuns / 10) },
  );
});

test('a rule that another covers can be left out', () => {
  fc.assert(
    fc.property(madeRules, fc.array(madeArgv, { minLength: 4, maxLength: 4 }), (rules, commands) => {
      const whole = sound(policyText(rules));
      const covered = new Set(
        lintPolicy(whole)
          .filter(({ reason }) => reason.includes('leave this one out'))
          .map(({ line }) => line),
      );
      const tidy = sound(policyText(rules.filter((_, i) => !covered.has(i + 2))));
      for (const argv of commands) expect(decide(tidy, argv).verdict).toBe(decide(whole, argv).verdict);
    }),
    { numRuns: Math.ceil(RUNS.numRuns / 10) },
  );
});
