// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Captures the output of a command in bounded memory. */

/** What one stream of a command has written, up to a limit: the memory that a command can cost. */
export class CapturedOutput {
  private readonly limitBytes: number;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private isCut = false;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  /** Keeps what there is room for. False once something was left out. */
  keep(chunk: Buffer): boolean {
    const room = this.limitBytes - this.size;
    if (chunk.length > room) this.isCut = true;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (kept.length > 0) this.chunks.push(kept);
    this.size += kept.length;
    return !this.isCut;
  }

  /** As UTF-8, each invalid sequence as U+FFFD. A character that the limit cut is left out, not turned into one. */
  text(): string {
    const bytes = Buffer.concat(this.chunks);
    return (this.isCut ? withoutPartOfCharacter(bytes) : bytes).toString('utf8');
  }
}

/** The bytes without the beginning of a UTF-8 sequence that stands at their end. */
const withoutPartOfCharacter = (bytes: Buffer): Buffer => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80 || byte > 0xf4) break; // a character of its own, or no part of any
    if (byte < 0xc0) continue; // the second or a later byte of a sequence: its first one stands before
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
};
