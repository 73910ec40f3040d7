// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Pseudonyms from a secret key: the same for equal identities, different for different ones, irreversible without
 * the key. Numbers and letters are permuted, so that two can never become one.
 */

import { createHmac } from 'node:crypto';

/** A secret from which all pseudonyms of a recording follow. */
export class PseudonymKey {
  private readonly secret: Buffer;

  constructor(secret: Buffer) {
    this.secret = secret;
  }

  /** 32 bytes that follow from this text. */
  digest(text: string): Buffer {
    return createHmac('sha256', this.secret).update(text).digest();
  }

  /** The first digits of the digest, in hex. */
  hex(text: string, digits: number): string {
    return this.digest(text).toString('hex').slice(0, digits);
  }

  /**
   * Another number of as many hex digits (an even count, at most 10): a Feistel network, which permutes all of them.
   * `tweak` chooses the permutation.
   */
  permuteHex(digits: string, tweak: string): string {
    const half = digits.length / 2;
    let left = Number.parseInt(digits.slice(0, half), 16);
    let right = Number.parseInt(digits.slice(half), 16);
    const size = 16 ** half;
    for (let round = 0; round < ROUNDS; round++) {
      const mixed = this.digest(`${tweak}:${digits.length}:${round}:${right}`).readUInt32BE() % size;
      [left, right] = [right, (left ^ mixed) >>> 0];
    }
    const text = (half1: number): string => half1.toString(16).padStart(half, '0');
    return text(left) + text(right);
  }

  /** Another byte. `tweak` chooses the permutation. */
  permuteByte(byte: number, tweak: string): number {
    return (byte + this.digest(`${tweak}:byte`).readUInt8()) & 0xff;
  }

  /** A digit for each digit, a letter for each letter, in its case; every other sign stays. */
  permuteWord(word: string, tweak: string): string {
    let out = '';
    for (const [i, sign] of [...word].entries()) {
      const alphabet = ALPHABETS.find((signs) => signs.includes(sign));
      const shift = this.digest(`${tweak}:${word.slice(0, i)}`).readUInt16BE();
      out += alphabet === undefined ? sign : alphabet.charAt((alphabet.indexOf(sign) + shift) % alphabet.length);
    }
    return out;
  }
}

const ROUNDS = 8;
const ALPHABETS = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'] as const;
