// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The XML that mlxfwmanager prints with string concatenation: tags, attributes in double quotes, text; no entity, no
 * comment, no CDATA. Anything else makes it unreadable, and nothing is guessed.
 */

/** An element: `text` is its own text without that of its children. */
export type Element = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
};

type Open = { tag: string; attributes: Record<string, string>; children: Element[]; text: string };

const PIECE = /<\?xml [^<>]*\?>|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.-]*="[^"<&]*")*)\s*(\/?)>|([^<>&]+)/y;
const ATTRIBUTE = /([A-Za-z_][\w.-]*)="([^"]*)"/g;

/** The root element; null when the text is not one whole element of that kind. */
export const parseFlatXml = (text: string): Element | null => {
  const root: Open = { tag: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  PIECE.lastIndex = 0;
  for (let end = 0; end < text.length; end = PIECE.lastIndex) {
    const [piece, closing, tag, attributes = '', empty, words] = PIECE.exec(text) ?? [];
    const inside = open.at(-1);
    if (piece === undefined || inside === undefined) return null;
    if (words !== undefined) inside.text += words;
    else if (tag === undefined)
      continue; // the declaration before the root
    else if (closing === '/') {
      if (inside.tag !== tag || attributes !== '' || empty === '/') return null;
      open.pop();
    } else {
      const element: Open = { tag, attributes: {}, children: [], text: '' };
      for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
        if (Object.hasOwn(element.attributes, name)) return null;
        element.attributes[name] = value;
      }
      inside.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  const [only, ...more] = root.children;
  return open.length === 1 && only !== undefined && more.length === 0 && root.text.trim() === '' ? only : null;
};

/** The children of that name. */
export const childrenNamed = ({ children }: Element, tag: string): readonly Element[] =>
  children.filter((child) => child.tag === tag);
