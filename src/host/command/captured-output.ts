// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Captures the output of a command in bounded memory. */

/** The output of one stream of a command, up to a limit, which bounds its memory. */
export class CapturedOutput {
  private readonly limitBytes: number;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private isCut = false;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  /** Keeps as much as the limit allows. False once something was left out. */
  keep(chunk: Buffer): boolean {
    const room = this.limitBytes - this.size;
    if (chunk.length > room) this.isCut = true;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (kept.length > 0) this.chunks.push(kept);
    this.size += kept.length;
    return !this.isCut;
  }

  /** Decodes UTF-8, with U+FFFD for invalid sequences. A character cut by the limit is left out, not replaced. */
  text(): string {
    const bytes = Buffer.concat(this.chunks);
    return (this.isCut ? withoutPartOfCharacter(bytes) : bytes).toString('utf8');
  }
}

/** The bytes without an incomplete UTF-8 sequence at their end. */
const withoutPartOfCharacter = (bytes: Buffer): Buffer => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80 || byte > 0xf4) break; // a complete character, or invalid
    if (byte < 0xc0) continue; // a continuation byte: the first byte of the sequence is further back
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
};
