// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Parses the XML that mlxfwmanager prints with string concatenation: tags, attributes in double quotes and text. Entities,
 * comments and CDATA do not occur; a text with anything else is rejected.
 */

/** An element; `text` excludes the text of its children. */
export type Element = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
};

type Open = { tag: string; attributes: Record<string, string>; children: Element[]; text: string };

const PIECE = /<\?xml [^<>]*\?>|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.-]*="[^"<&]*")*)\s*(\/?)>|([^<>&]+)/y;
const ATTRIBUTE = /([A-Za-z_][\w.-]*)="([^"]*)"/g;

/** Returns the root element; null when the text is not exactly one complete element. */
export const parseFlatXml = (text: string): Element | null => {
  const root: Open = { tag: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  PIECE.lastIndex = 0;
  for (let end = 0; end < text.length; end = PIECE.lastIndex) {
    const [piece, closing, tag, attributes = '', empty, content] = PIECE.exec(text) ?? [];
    const inside = open.at(-1);
    if (piece === undefined || inside === undefined) return null;
    if (content !== undefined) inside.text += content;
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

/** Returns the children with this tag. */
export const childrenNamed = ({ children }: Element, tag: string): readonly Element[] =>
  children.filter((child) => child.tag === tag);
