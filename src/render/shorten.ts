// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Cuts texts that are too long for a terminal in their middle: the beginning and the end of a name distinguish it best. */

/** Mark of a cut. ASCII, like the branches of a tree. */
const CUT = '...';

/** A cell or word up to this many columns is never cut. */
export const NEVER_CUT = 40;

/** A name that is cut to less is useless. */
export const NARROWEST_CUT = 8;

/** Columns of a terminal that a text takes at most: a character that is not ASCII may take two. */
export const columnsOf = (text: string): number => {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
};

/** The text in at most so many columns. */
export const shorten = (text: string, columns: number): string => {
  if (columnsOf(text) <= columns) return text;
  const room = Math.max(0, columns - CUT.length);
  const characters = [...text];
  const head = takeColumns(characters, Math.ceil(room / 2));
  const tail = takeColumns(characters.reverse(), Math.floor(room / 2));
  return head.join('') + CUT + tail.reverse().join('');
};

/** Each word in at most so many columns, so that the text can be wrapped between words. */
export const shortenWords = (text: string, columns: number): string =>
  text
    .split(' ')
    .map((word) => shorten(word, columns))
    .join(' ');

/** One line of words, its long ones cut so that it fits. */
export const shortenLine = (line: string, columns: number): string => {
  const long = line.split(' ').filter((word) => columnsOf(word) > NEVER_CUT);
  const left = columns - columnsOf(line) + long.reduce((sum, word) => sum + columnsOf(word), 0);
  if (long.length === 0 || columnsOf(line) <= columns) return line;
  const each = Math.floor(left / long.length);
  const limit = each < NARROWEST_CUT ? NEVER_CUT : each;
  return line
    .split(' ')
    .map((word) => (columnsOf(word) > NEVER_CUT ? shorten(word, limit) : word))
    .join(' ');
};

const widthOf = (character: string): number => (character <= '\u007f' ? 1 : 2);

const takeColumns = (characters: readonly string[], columns: number): string[] => {
  const taken: string[] = [];
  let left = columns;
  for (const character of characters) {
    left -= widthOf(character);
    if (left < 0) break;
    taken.push(character);
  }
  return taken;
};
